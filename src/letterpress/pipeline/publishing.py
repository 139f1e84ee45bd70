# SPDX-License-Identifier: MIT
"""The second half of a build: plan every output, render what is stale, publish it, remember what was done."""

import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from letterpress import __version__
from letterpress.config import Config
from letterpress.config.settings import Cadence, Editorial
from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.fingerprint import Digest, digest, digest_value
from letterpress.load import Asset, Reader, theme_folders
from letterpress.load.values import read_data, read_theme_settings
from letterpress.model.permalinks import encode
from letterpress.parse.options import parse_options
from letterpress.pipeline.documents import BodyReader, Cache
from letterpress.pipeline.executors import Workers
from letterpress.pipeline.ledger import gone_outputs, next_ledger
from letterpress.pipeline.outputs import Made, make_outputs, readable
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.survey import Survey
from letterpress.pipeline.verification import verified
from letterpress.pipeline.versions import product_version
from letterpress.plan.collisions import collisions
from letterpress.plan.job_maker import JobMaker
from letterpress.plan.planner import plan_outputs
from letterpress.plan.published_assets import published_assets
from letterpress.plan.reach import check_paths
from letterpress.plan.reasons import Reason
from letterpress.plan.site_view import site_view
from letterpress.plan.staleness import stale_outputs
from letterpress.plan.views import SiteView
from letterpress.render.setup import RenderSetup, template_source
from letterpress.write.home import state_home
from letterpress.write.publishing import recover
from letterpress.write.stage import Stage
from letterpress.write.state import load_ledger, save_ledger

TEMPLATES = "templates"


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


def publish_site(
    root: Path, output: Path, found: Survey, *, cache: Cache, workers: Workers, progress: Progress
) -> Publication:
    """Bring the output folder up to date with the site; the caller holds the project's lock.

    Raises:
        LetterpressError: A template is at fault or the file system refuses; nothing was published.
    """
    recover(root, output)
    ledger, notes = load_ledger(root, output)
    reader = Reader(root)
    assets = published_assets(found.tree.assets, found.site)
    settings, theme_problems = read_theme_settings(found.tree, reader)
    view = site_view(
        found.site, settings={**settings, **found.site.config.theme_settings}, version=__version__
    )
    plan = plan_outputs(found.site, assets=assets, shared=shared_digests(found.site.config, view))
    problems = (*notes, *theme_problems, *collisions(plan, found.site), *check_paths(found.site, plan))
    if worst((*found.diagnostics, *problems)) is Severity.ERROR:
        return Publication(done=False, outputs=len(plan.outputs), diagnostics=problems)

    today = readable(found.tree)
    current, damaged = verified(output, ledger)
    stale = stale_outputs(plan, current, readable=today, damaged=damaged)
    gone = gone_outputs(plan, current, stale)
    if not stale and not gone:
        if current is not ledger:
            save_ledger(root, output, current)
        return Publication(done=True, outputs=len(plan.outputs), diagnostics=problems)

    data, data_problems = read_data(found.tree, reader)
    problems = (*problems, *data_problems)
    if worst(data_problems) is Severity.ERROR:
        return Publication(done=False, outputs=len(plan.outputs), diagnostics=problems)
    read_body = BodyReader(cache, found.keys, reader, parse_options(found.site.config))
    maker = JobMaker(found.site, view, read_body, _image_files(assets))
    setup = _setup(root, found, view, data, reader)
    outputs = [each for each in plan.outputs if each.path in stale]
    made: list[Made] = []
    with Stage(root, output, current) as stage:
        for each in make_outputs(
            outputs,
            maker=maker,
            body=read_body.encoded,
            setup=setup,
            slot=stage.slot,
            workers=workers,
            progress=progress,
        ):
            _take(stage, each, reader)
            made.append(each if each.data is None else msgspec.structs.replace(each, data=None))
        gone -= {each.output.path for each in made}
        published = stage.publish(gone)
    save_ledger(root, output, next_ledger(plan, current, gone, made, published.stored, today))
    return Publication(
        done=True,
        outputs=len(plan.outputs),
        written=published.written,
        removed=published.removed,
        reasons=stale,
        diagnostics=(*problems, *published.diagnostics),
    )


def shared_digests(config: Config, view: SiteView) -> dict[str, Digest]:
    """What every page depends on; of the configuration only what can be seen in an output."""
    seen = msgspec.structs.replace(
        config, output="", cadence=Cadence(), editorial=Editorial(public=config.editorial.public), defaults=()
    )
    return {
        "letterpress": digest(product_version().encode()),
        "configuration": digest_value(seen),
        "navigation": digest_value(view),
    }


def _take(stage: Stage, made: Made, reader: Reader) -> None:
    output = made.output
    if output.kind == "copy":
        stage.copy(output.path, output.rank, reader.locate(output.subject), output.inputs.digests)
    elif made.data is None:
        stage.take(output.path, output.rank, made.digest)
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


def _setup(root: Path, found: Survey, view: SiteView, data: Mapping[str, Any], reader: Reader) -> RenderSetup:
    config = found.site.config
    templates = {
        name: template_source(template.path, reader.read_unchanged(template.path, template.digest))
        for name, template in found.tree.templates.items()
    }
    return RenderSetup(
        site=view,
        data=data,
        language=config.language,
        templates=templates,
        folder=f"{theme_folders(root, config.theme)[0][0]}/{TEMPLATES}",
        bytecode=str(state_home(root) / "cache" / TEMPLATES),
    )
