# SPDX-License-Identifier: MIT
"""One build, from the project's files to the published site. Read this page first.

    load --> parse --> model --> check, plan --> render --> write --> report

Every stage is a pure function of the one before it, but for load and write, which alone touch files.
A build that finds every input as the last one left it ends after load (`unchanged`).
`survey` holds the first half, which every command needs; `publish_site` the second.
"""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Language
from letterpress.editorial import report_on
from letterpress.editorial.findings import EditorialReport
from letterpress.load import Tree, scan
from letterpress.model.assemble import Include
from letterpress.model.site import Site
from letterpress.pipeline.documents import Cache, open_cache
from letterpress.pipeline.executors import Workers, workers
from letterpress.pipeline.outcome import build_report
from letterpress.pipeline.progress import Progress, silent
from letterpress.pipeline.publishing import publish_site
from letterpress.pipeline.report_files import PAGE, REPORT_FOLDER, save_report
from letterpress.pipeline.stopwatch import Stopwatch
from letterpress.pipeline.survey import Survey, survey
from letterpress.pipeline.unchanged import inputs_digest, nothing_changed, remember
from letterpress.report.build_report import BuildReport
from letterpress.write.guard import check_output
from letterpress.write.lock import build_lock
from letterpress.write.state import load_known, save_known


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller decides about a build."""

    now: dt.datetime
    """The only clock; with a time zone."""
    include: Include = Include()
    jobs: int | None = None
    """Processes to work with; None means one for each core."""
    language: Language | None = None
    """Of the report page; None means the site's."""
    preview: Path | None = None
    """An output folder inside `.letterpress/` instead of the configured one."""
    report_folder: Path | None = None
    """Where report.json and report.html go; None means `.letterpress/report/` in the project."""
    wait_seconds: float = 60.0
    """How long to wait for another build of the same project."""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """A finished build."""

    report: BuildReport
    parsed: int
    """How many sources had to be parsed."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a project holds, without building it."""

    site: Site
    editorial: EditorialReport
    diagnostics: tuple[Diagnostic, ...]


def build(
    root: Path,
    config: Config,
    options: BuildOptions,
    *,
    warnings: tuple[Diagnostic, ...] = (),
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Built:
    """Build the site of the project at `root`.

    With an error among the diagnostics nothing is published: the output keeps its last good state.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: The rest.
        warnings: What was found wrong in letterpress.yaml itself.
        executor: Where to parse and render instead of this machine's cores.
        progress: Told how far the work is.

    Raises:
        LetterpressError: The build cannot go on; nothing was published.
    """
    output = options.preview or check_output(root, config.output)
    folder = options.report_folder or root / REPORT_FOLDER
    language = options.language or config.language
    now = options.now.astimezone(ZoneInfo(config.timezone))
    stopwatch = Stopwatch()
    with build_lock(root, wait_seconds=options.wait_seconds):
        known, notes = load_known(root)
        tree = scan(root, config, known)
        stopwatch.lap("scan")
        inputs = inputs_digest(tree, config, options.include, warnings, (language, str(folder)))
        last = nothing_changed(root, output, inputs, now, folder / PAGE)
        if last is not None:
            stopwatch.lap("compare")
            return Built(report=msgspec.structs.replace(last, seconds=stopwatch.seconds), parsed=0)
        with (
            workers(options.jobs, executor) as pool,
            _surveyed(root, config, options, tree, pool, progress) as (found, cache),
        ):
            stopwatch.lap("read")
            published = publish_site(root, output, found, cache=cache, workers=pool, progress=progress)
            stopwatch.lap("publish")
        if tree.known != known:
            save_known(root, tree.known)
        editorial = report_on(found.site)
        page = save_report(folder, editorial, config, language=language)
        stopwatch.lap("report")
        report = build_report(
            found,
            published,
            editorial,
            warnings=(*warnings, *notes),
            seconds=stopwatch.seconds,
            root=root,
            page=page,
            language=language,
        )
        remember(root, output, inputs=inputs, site=found.site, report=report, notes=notes)
    return Built(report=report, parsed=found.parsed)


def look(root: Path, config: Config, options: BuildOptions) -> Look:
    """What the project at `root` holds, and how it reads; nothing is rendered or published.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    with build_lock(root, wait_seconds=options.wait_seconds), workers(options.jobs) as pool:
        known, notes = load_known(root)
        tree = scan(root, config, known)
        with _surveyed(root, config, options, tree, pool, silent) as (found, _):
            save_known(root, tree.known)
            diagnostics = (*notes, *found.diagnostics)
            return Look(site=found.site, editorial=report_on(found.site), diagnostics=diagnostics)


@contextmanager
def _surveyed(
    root: Path, config: Config, options: BuildOptions, tree: Tree, pool: Workers, progress: Progress
) -> Iterator[tuple[Survey, Cache]]:
    """The project as it stands, with the cache that holds its bodies; what was learnt is kept for the next time."""
    cache, notes = open_cache(root)
    with cache:
        found = survey(
            root,
            config,
            tree,
            now=options.now,
            include=options.include,
            cache=cache,
            workers=pool,
            progress=progress,
        )
        cache.save(set(found.keys.values()))
        yield msgspec.structs.replace(found, diagnostics=(*notes, *found.diagnostics)), cache
