# SPDX-License-Identifier: MIT
"""Plan: every output of the site, and which of them have to be made."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

from letterpress import __version__
from letterpress.config.settings import Cadence, Editorial
from letterpress.diagnostics import Diagnostic, Message
from letterpress.digests import Digest, digest, digest_value
from letterpress.load import Asset, Reader, Tree
from letterpress.load.data_files import read_data, read_theme_settings
from letterpress.model.site import Site
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.engine_version import product_version
from letterpress.pipeline.stages.languages import SiteLanguages, languages_of
from letterpress.pipeline.stages.site import AssembledSite
from letterpress.pipeline.stages.theme import encode_setup, readable_files, render_setup
from letterpress.plan.collisions import collisions
from letterpress.plan.dead_links import check_paths
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.labels import Labels
from letterpress.plan.output import Plan
from letterpress.plan.outputs import OUTPUT_KINDS, OutputKind, PlanContext
from letterpress.plan.outputs.assets import published_assets
from letterpress.plan.outputs.plugin_kinds import kinds_with
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason
from letterpress.plan.site_view import site_view
from letterpress.plan.staleness import Ledger, stale_outputs
from letterpress.plan.views import SiteView
from letterpress.plugins.loading import names_taken
from letterpress.render.context import FILTER_NAMES
from letterpress.store.background_check import OutputVerifier
from letterpress.store.ledger_file import LedgerFile
from letterpress.store.output_stats import verify_outputs
from letterpress.workers.render_batch import prepare

_ENGINE = InputKey(InputKind.ENGINE)


class PlannedSite(msgspec.Struct, frozen=True, kw_only=True):
    """The outputs of a site, or of a part of it, and what their jobs show."""

    site: Site
    """At least all of it that stale outputs show."""
    keys: Mapping[str, Digest]
    """See `ParsedSources.keys`."""
    view: SiteView
    languages: SiteLanguages
    data: Mapping[str, Any]
    """For templates, by name."""
    assets: tuple[Asset, ...]
    kinds: tuple[OutputKind, ...]
    plan: Plan
    diagnostics: tuple[Diagnostic, ...] = ()


class StaleOutputs(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be done to the output folder."""

    ledger: Ledger
    """Of what it holds, with the stats that its files have now."""
    file: LedgerFile | None = None
    """Of which the ledger is a part, enough for the stale outputs; None where it is all of it."""
    is_saved: bool = True
    """Whether the ledger on disk says the same, and its file of stats as well."""
    stale: Mapping[str, tuple[Reason, ...]]
    """The outputs to make, and why."""
    damaged: AbstractSet[str] = frozenset()
    """The outputs of the last build whose file is missing or was changed."""
    gone: AbstractSet[str] = frozenset()
    """The outputs of the last build that are no longer planned."""


def plan_site(context: BuildContext, tree: Tree, assembled: AssembledSite, ledger: Ledger) -> PlannedSite:
    """Plan every output of a site, and check what can only be checked then: collisions, unsafe names, dead links.

    Raises:
        LetterpressError: A data file or template changed since it was loaded, or cannot be read.
    """
    site = assembled.site
    reader = Reader(context.root)
    settings, theme_problems = read_theme_settings(tree, reader)
    languages = languages_of(site, tree, reader)
    view = site_view(
        site,
        languages.labels,
        settings={**settings, **site.config.theme_settings},
        version=__version__,
    )
    data, data_problems = read_data(tree, reader)
    if context.workers.has_pool:
        # They have parsed, and would have nothing to do while this process plans.
        context.workers.prepare(prepare, encode_setup(render_setup(context, tree, view, languages, data)))
    faults: list[Diagnostic] = []
    kinds = (
        kinds_with(context.plugins, faults.append) if context.plugins.bringing("outputs") else OUTPUT_KINDS
    )
    assets = published_assets(tree.assets, site)
    shared = _shared_digests(context, view, languages.labels)
    plan = plan_outputs(PlanContext(site, languages.labels, assets), kinds, shared=shared)
    return PlannedSite(
        site=site,
        keys=assembled.keys,
        view=view,
        languages=languages,
        data=data,
        assets=assets,
        kinds=kinds,
        plan=plan,
        diagnostics=context.told(
            (
                *faults,
                *theme_problems,
                *data_problems,
                *languages.diagnostics,
                *collisions(plan, site, kinds, sound=_sound_paths(ledger, plan)),
                *check_paths(site, plan),
                *names_taken(
                    "filters",
                    Message("フィルター `{}` ", "the filter `{}`"),
                    FILTER_NAMES,
                    ((each.plugin, name) for each in context.plugins.loaded for name in each.filters),
                ),
            )
        ),
    )


def find_stale(
    context: BuildContext, tree: Tree, planned: PlannedSite, ledger: Ledger, verifier: OutputVerifier
) -> StaleOutputs:
    """The outputs that have to be made, and those that have to go.

    Args:
        context: Of the build.
        tree: The project's files.
        planned: Every output.
        ledger: What the last build left, see `last_ledger`.
        verifier: Verifies that it is still there.
    """
    current, damaged = (
        (ledger, frozenset[str]()) if verifier.unchanged() else verify(context, ledger, verifier)
    )
    stale = stale_outputs(planned.plan, current, readable=readable_files(context, tree), damaged=damaged)
    return StaleOutputs(
        ledger=current,
        is_saved=verifier.unchanged(),
        stale=stale,
        damaged=damaged,
        gone=_gone_outputs(planned.plan, current, stale),
    )


def verify(
    context: BuildContext, ledger: Ledger, verifier: OutputVerifier
) -> tuple[Ledger, AbstractSet[str]]:
    """Compare the output folder with the ledger, file by file.

    Returns:
        The ledger with the stats that its files have now, the same object where they are as recorded; and the
        outputs whose file is missing or was changed. For a part, that is the output that it is made along with.
    """
    seen = verifier.verified() or verify_outputs(context.output, ledger.records)
    if seen.stats:
        records = dict(ledger.records)
        for path, stat in seen.stats.items():
            records[path] = msgspec.structs.replace(records[path], stat=stat)
        ledger = msgspec.structs.replace(ledger, records=records)
    return ledger, {_whole_of(path, ledger) for path in seen.damaged}


def _gone_outputs(plan: Plan, ledger: Ledger, stale: Mapping[str, object]) -> set[str]:
    """The outputs of the last build that today's plan no longer has; parts of fresh outputs stay."""
    planned = {output.path for output in plan.outputs}
    return {
        path
        for path in ledger.records.keys() - planned
        if (whole := _whole_of(path, ledger)) == path or whole not in planned or whole in stale
    }


def _whole_of(path: str, ledger: Ledger) -> str:
    """The planned output that a recorded one was made along with; mostly itself."""
    keys = ledger.records[path].inputs.keys
    return keys[0].subject if keys and keys[0].kind is InputKind.PART_OF else path


def _sound_paths(ledger: Ledger, plan: Plan) -> AbstractSet[str]:
    """The paths of the last build, which was published; empty where it had other rules for paths."""
    same_rules = ledger.shared.get(_ENGINE) == plan.shared[_ENGINE]
    return ledger.records.keys() if same_rules else frozenset()


def _shared_digests(context: BuildContext, view: SiteView, labels: Labels) -> dict[InputKey, Digest]:
    """The digests of what every page depends on; of the configuration only what can be seen in an output.

    A plugin reaches an output through what it changes there; those that extend Markdown explain it.
    """
    seen = msgspec.structs.replace(
        context.config,
        output="",
        cadence=Cadence(),
        editorial=Editorial(public=context.config.editorial.public),
        defaults=(),
        diagnostics=(),
        plugins=(),
    )
    return {
        _ENGINE: digest(product_version().encode()),
        InputKey(InputKind.CONFIGURATION): digest_value(seen),
        InputKey(InputKind.NAVIGATION): digest_value((view, labels)),
        **{
            InputKey(InputKind.PLUGIN, each.name): each.digest
            for each in context.plugins.bringing("markdown")
        },
    }
