# SPDX-License-Identifier: MIT
"""The stages of a build after load, in order, one call each."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.editorial.findings import EditorialReport
from letterpress.editorial.report import report_on
from letterpress.fingerprint import Digest
from letterpress.load import Tree
from letterpress.model.site import Site
from letterpress.pipeline.at_hand import AtHand
from letterpress.pipeline.documents import Cache, open_cache
from letterpress.pipeline.executors import Workers, workers
from letterpress.pipeline.memory import remember
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.outcome import build_report
from letterpress.pipeline.progress import Progress, silent
from letterpress.pipeline.publishing import publish_site
from letterpress.pipeline.report_files import save_report
from letterpress.pipeline.stopwatch import Stopwatch
from letterpress.pipeline.survey import Survey, survey
from letterpress.report.build_report import BuildReport


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a project holds, without building it."""

    site: Site
    editorial: EditorialReport
    diagnostics: tuple[Diagnostic, ...]


def rebuild(
    root: Path,
    config: Config,
    options: BuildOptions,
    tree: Tree,
    *,
    output: Path,
    report_folder: Path,
    inputs: Digest,
    warnings: tuple[Diagnostic, ...],
    executor: Executor | None,
    progress: Progress,
    at_hand: AtHand,
    stopwatch: Stopwatch,
) -> tuple[BuildReport, int]:
    """Bring the site up to date with the project's files, and say what was done.

    Returns:
        The report, and how many sources had to be parsed.

    Raises:
        LetterpressError: The build cannot go on; nothing was published.
    """
    language = options.language or config.language
    with (
        workers(options.jobs, executor) as pool,
        _surveyed(root, config, options, tree, pool, progress, at_hand) as (found, cache),
    ):
        stopwatch.lap("read")
        published = publish_site(
            root,
            output,
            found,
            cache=cache,
            workers=pool,
            progress=progress,
            announce=options.announce,
        )
        stopwatch.lap("publish")
    editorial = report_on(found.site)
    page = save_report(report_folder, editorial, config, language=language)
    stopwatch.lap("report")
    report = build_report(
        found,
        published,
        editorial,
        warnings=warnings,
        seconds=stopwatch.seconds,
        root=root,
        page=page,
        language=language,
    )
    remember(root, output, inputs=inputs, site=found.site, report=report)
    return report, found.parsed


def look_at(
    root: Path, config: Config, options: BuildOptions, tree: Tree, *, warnings: tuple[Diagnostic, ...]
) -> Look:
    """What the project holds, and how it reads."""
    with (
        workers(options.jobs) as pool,
        _surveyed(root, config, options, tree, pool, silent, AtHand()) as (found, _),
    ):
        editorial = report_on(found.site)
        return Look(site=found.site, editorial=editorial, diagnostics=(*warnings, *found.diagnostics))


@contextmanager
def _surveyed(
    root: Path,
    config: Config,
    options: BuildOptions,
    tree: Tree,
    pool: Workers,
    progress: Progress,
    at_hand: AtHand,
) -> Iterator[tuple[Survey, Cache]]:
    """The project as it stands, with the cache that holds its bodies; what was parsed is kept for the next time."""
    cache, notes = open_cache(root, at_hand)
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
