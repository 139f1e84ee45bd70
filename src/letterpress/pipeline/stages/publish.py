# SPDX-License-Identifier: MIT
"""Stale outputs are made and published, and the ledger says so."""

import mimetypes
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.digests import Digest
from letterpress.load import Asset, Reader, Tree, theme_folders
from letterpress.model.permalinks import encode
from letterpress.model.site import Site
from letterpress.pipeline.options import Announce
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.stages.documents import BodyReader
from letterpress.pipeline.stages.languages import SiteLanguages
from letterpress.pipeline.stages.ledger import lasting_diagnostics, next_ledger
from letterpress.pipeline.stages.render import Made, faults_of, make_outputs, readable
from letterpress.plan.output import Plan
from letterpress.plan.outputs import JobContext, OutputKind
from letterpress.plan.planner import JobMaker
from letterpress.plan.staleness import Ledger
from letterpress.plan.views import SiteView
from letterpress.plugins.loading import Plugins
from letterpress.publish.publishing import Published, publish
from letterpress.publish.staging import Stage
from letterpress.render.context import RenderSetup, template_source
from letterpress.store.ledger_file import LedgerFile, save_ledger
from letterpress.store.paths import state_home
from letterpress.workers.executors import Workers

TEMPLATES = "templates"


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be done to the output folder."""

    inputs: Digest
    """Of the build."""
    tree: Tree
    site: Site
    """At least all of it that the stale outputs show."""
    view: SiteView
    languages: SiteLanguages
    data: Mapping[str, Any]
    """For templates, by name."""
    plugins: Plugins
    kinds: tuple[OutputKind, ...]
    """Of these outputs."""
    plan: Plan
    """At least the stale outputs."""
    ledger: Ledger
    """Of what the output folder holds."""
    amended: LedgerFile | None = None
    """Of which the ledger is a part, enough for the stale outputs; None where it is all of it."""
    stale: AbstractSet[str]
    """The outputs to make."""
    gone: AbstractSet[str] = frozenset()
    """The outputs of the last build that are no longer planned."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the outputs that had to be made."""

    published: Published | None
    """None where an error kept all of them from being published."""
    of_outputs: tuple[Diagnostic, ...]
    """What was said when the outputs were made, in this build or an earlier one."""


def renew(
    root: Path,
    output: Path,
    renewal: Renewal,
    *,
    assets: Sequence[Asset],
    read_body: BodyReader,
    workers: Workers,
    progress: Progress,
    announce: Announce,
) -> Outcome:
    """Make what is stale, publish it, take away what is gone, and keep the new ledger.

    With an error in any output nothing is published, and the ledger stays as it is.

    Raises:
        LetterpressError: The file system refuses, or a worker died; nothing was published.
    """
    reader = Reader(root)
    by_id = renewal.site.by_id
    context = JobContext(
        renewal.site,
        renewal.view,
        image_files=_image_files(assets),
        read_body=lambda entry_id: read_body(by_id[entry_id].document),
        read_tree=lambda entry_id: read_body.tree(by_id[entry_id].document),
    )
    maker = JobMaker(context, renewal.kinds)
    outputs = [each for each in renewal.plan.outputs if each.path in renewal.stale]
    made: list[Made] = []
    with Stage(root, output, renewal.ledger) as stage:
        for each in make_outputs(
            outputs,
            maker=maker,
            body=lambda entry_id: read_body.encoded(by_id[entry_id].document),
            setup=render_setup(
                root,
                renewal.tree,
                renewal.site.config,
                renewal.view,
                renewal.languages,
                renewal.data,
                renewal.plugins,
            ),
            target=stage.target,
            workers=workers,
            progress=progress,
        ):
            if not each.has_error:
                _take(stage, each, reader)
            made.append(each if each.data is None else msgspec.structs.replace(each, data=None))
        # They were needed for the last time, and what follows takes memory of its own.
        workers.close()
        gone = renewal.gone - {each.output.path for each in made}
        lasting = lasting_diagnostics(renewal.ledger, gone, made)
        said = [*lasting.values(), *(each.diagnostics for each in made if not each.has_error)]
        of_outputs = (*(diagnostic for each in said for diagnostic in each), *faults_of(outputs, made))
        if worst(of_outputs) is Severity.ERROR:
            return Outcome(published=None, of_outputs=of_outputs)
        published = publish(stage, gone)
    announce((*published.written, *published.removed))
    ledger = next_ledger(
        renewal.inputs,
        renewal.plan,
        renewal.ledger,
        gone,
        made,
        published.files,
        readable(renewal.tree, renewal.plugins),
        is_part=renewal.amended is not None,
    )
    save_ledger(root, output, ledger, renewal.amended)
    return Outcome(published=published, of_outputs=of_outputs)


def _take(stage: Stage, made: Made, reader: Reader) -> None:
    output = made.output
    if made.copy is not None:
        stage.copy(output.path, output.rank, reader.locate(made.copy.source), made.copy.digest)
    elif made.data is None:
        stage.take(output.path, output.rank, made.digest, made.stat)
    else:
        stage.add(output.path, output.rank, made.data)


def _image_files(assets: Sequence[Asset]) -> dict[str, tuple[int, str]]:
    """Size in bytes and media type of every asset that a feed may enclose, by site path."""
    found = {}
    for asset in assets:
        media_type = mimetypes.guess_type(asset.path)[0] or ""
        if media_type.startswith("image/"):
            found[f"/{encode(asset.output)}"] = asset.size, media_type
    return found


def render_setup(
    root: Path,
    tree: Tree,
    config: Config,
    view: SiteView,
    languages: SiteLanguages,
    data: Mapping[str, Any],
    plugins: Plugins,
) -> RenderSetup:
    """What all jobs of a build have in common.

    Raises:
        LetterpressError: A template changed since the scan, or cannot be read.
    """
    reader = Reader(root)
    templates = {
        name: template_source(template.path, reader.read_unchanged(template.path, template.digest))
        for name, template in tree.templates.items()
    }
    return RenderSetup(
        site=view,
        data=data,
        language=config.language,
        conventions=languages.conventions,
        templates=templates,
        plugins=plugins.bringing("filters"),
        folder=f"{theme_folders(root, config.theme)[0][0]}/{TEMPLATES}",
        bytecode=str(state_home(root) / "cache" / TEMPLATES),
    )
