# SPDX-License-Identifier: MIT
"""The second half of a build: plan every output, render what is stale, publish it, remember what was done."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType

import msgspec

from letterpress import __version__
from letterpress.config import Config
from letterpress.config.settings import Cadence, Editorial
from letterpress.diagnostics import Diagnostic, Message, Severity, worst
from letterpress.digests import Digest, digest, digest_value
from letterpress.load import Reader
from letterpress.load.data_files import read_data, read_theme_settings
from letterpress.parse.options import parse_options
from letterpress.pipeline.engine_version import product_version
from letterpress.pipeline.options import Announce
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.stages.documents import BodyReader, Cache
from letterpress.pipeline.stages.languages import languages_of
from letterpress.pipeline.stages.ledger import gone_outputs
from letterpress.pipeline.stages.publish import Renewal, render_setup, renew
from letterpress.pipeline.stages.render import encoder, readable
from letterpress.pipeline.stages.site import Survey
from letterpress.pipeline.stages.verification import verified
from letterpress.plan.collisions import collisions
from letterpress.plan.dead_links import check_paths
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.output import Plan
from letterpress.plan.outputs import OUTPUT_KINDS, OutputKind, PlanContext
from letterpress.plan.outputs.assets import published_assets
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason
from letterpress.plan.site_view import site_view
from letterpress.plan.staleness import Ledger, stale_outputs
from letterpress.plan.views import SiteView
from letterpress.plugins.loading import Plugins, names_taken
from letterpress.publish.recovery import recover
from letterpress.render.context import FILTER_NAMES
from letterpress.store.background_check import OutputVerifier
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.workers.executors import Workers
from letterpress.workers.render_batch import prepare

_ENGINE = InputKey(InputKind.ENGINE)


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did to the output folder."""

    done: bool
    """Whether the output holds this build; else it keeps its last good state."""
    outputs: int = 0
    """Files of the site, copies included."""
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]] = MappingProxyType({})
    """Every output that was made, and why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """All but those of outputs."""
    of_outputs: tuple[Diagnostic, ...] = ()
    """What was said when the outputs were made, in this build or an earlier one."""
    view: SiteView | None = None
    """What every page shows of the site."""
    has_other_inputs: bool = False
    """Whether outputs have inputs of which only their kinds know what changes them."""


def publish_site(
    root: Path,
    output: Path,
    found: Survey,
    plugins: Plugins,
    *,
    inputs: Digest,
    verifier: OutputVerifier,
    cache: Cache,
    workers: Workers,
    progress: Progress,
    announce: Announce,
    kinds: tuple[OutputKind, ...] = OUTPUT_KINDS,
) -> Publication:
    """Bring the output folder up to date with the site; the caller holds the project's lock.

    Args:
        root: The project's folder.
        output: The output folder.
        found: What the project holds.
        plugins: What they bring for Markdown and for templates is used.
        inputs: Of all that this build depends on but the clock.
        verifier: Verifies the outputs of the last build.
        cache: The documents' bodies.
        workers: Who renders.
        progress: Told how far the work is.
        announce: Told of what is published, before the ledger is saved.
        kinds: Of all outputs.

    Raises:
        LetterpressError: The file system refuses, or a worker died; nothing was published.
    """
    notes = recover(root, output)
    ledger, unreadable = load_ledger(root, output)
    reader = Reader(root)
    assets = published_assets(found.tree.assets, found.site)
    settings, theme_problems = read_theme_settings(found.tree, reader)
    view = site_view(
        found.site, settings={**settings, **found.site.config.theme_settings}, version=__version__
    )
    data, data_problems = read_data(found.tree, reader)
    languages = languages_of(found.site)
    if workers.are_waiting:
        # They have parsed, and would have nothing to do while this process plans.
        setup = render_setup(root, found.tree, found.site.config, view, languages, data, plugins)
        workers.make_ready(prepare, encoder.encode(setup))
    shared = shared_digests(found.site.config, view, plugins)
    plan = plan_outputs(PlanContext(found.site, assets), kinds, shared=shared)
    has_other_inputs = _has_other_inputs(plan)
    problems = (
        *notes,
        *unreadable,
        *theme_problems,
        *data_problems,
        *languages.diagnostics,
        *collisions(plan, found.site, kinds, sound=_sound_paths(ledger, plan)),
        *check_paths(found.site, plan),
        *names_taken(
            "filters",
            Message("フィルター `{}` ", "the filter `{}`"),
            FILTER_NAMES,
            ((each.plugin, name) for each in plugins.loaded for name in each.filters),
        ),
    )
    if worst((*found.diagnostics, *problems)) is Severity.ERROR:
        return Publication(done=False, outputs=len(plan.outputs), diagnostics=problems)

    today = readable(found.tree, plugins)
    current, damaged = verified(output, ledger, verifier)
    stale = stale_outputs(plan, current, readable=today, damaged=damaged)
    gone = gone_outputs(plan, current, stale)
    if not stale and not gone:
        if current is not ledger or current.inputs != inputs:
            save_ledger(root, output, msgspec.structs.replace(current, inputs=inputs, shared=plan.shared))
        return Publication(
            done=True,
            outputs=len(plan.outputs),
            diagnostics=problems,
            of_outputs=tuple([each for said in current.diagnostics.values() for each in said]),
            view=view,
            has_other_inputs=has_other_inputs,
        )

    outcome = renew(
        root,
        output,
        Renewal(
            inputs=inputs,
            tree=found.tree,
            site=found.site,
            view=view,
            languages=languages,
            data=data,
            plugins=plugins,
            kinds=kinds,
            plan=plan,
            ledger=current,
            stale=stale.keys(),
            gone=gone,
        ),
        assets=assets,
        read_body=BodyReader(cache, found.keys, reader, parse_options(found.site.config, plugins)),
        workers=workers,
        progress=progress,
        announce=announce,
    )
    published = outcome.published
    if published is None:
        return Publication(
            done=False,
            outputs=len(plan.outputs),
            diagnostics=problems,
            of_outputs=outcome.of_outputs,
        )
    return Publication(
        done=True,
        outputs=len(plan.outputs),
        written=published.written,
        removed=published.removed,
        reasons=stale,
        diagnostics=(*problems, *published.diagnostics),
        of_outputs=outcome.of_outputs,
        view=view,
        has_other_inputs=has_other_inputs,
    )


def _has_other_inputs(plan: Plan) -> bool:
    """Whether an output depends on a value that its kind digests itself; letterpress's own kinds have none."""
    own = {kind.name for kind in OUTPUT_KINDS}
    others = (output for output in plan.outputs if output.kind not in own)
    return any(key.kind is InputKind.VALUE for output in others for key in output.inputs.keys)


def _sound_paths(ledger: Ledger, plan: Plan) -> AbstractSet[str]:
    """The paths of the last build, which was published; empty where it had other rules for paths."""
    same_rules = ledger.shared.get(_ENGINE) == plan.shared[_ENGINE]
    return ledger.records.keys() if same_rules else frozenset()


def shared_digests(config: Config, view: SiteView, plugins: Plugins) -> dict[InputKey, Digest]:
    """What every page depends on; of the configuration only what can be seen in an output.

    A plugin reaches an output through what it changes there; those that extend Markdown explain it.
    """
    seen = msgspec.structs.replace(
        config,
        output="",
        cadence=Cadence(),
        editorial=Editorial(public=config.editorial.public),
        defaults=(),
        plugins=(),
    )
    return {
        _ENGINE: digest(product_version().encode()),
        InputKey(InputKind.CONFIGURATION): digest_value(seen),
        InputKey(InputKind.NAVIGATION): digest_value(view),
        **{InputKey(InputKind.PLUGIN, each.name): each.digest for each in plugins.bringing("markdown")},
    }
