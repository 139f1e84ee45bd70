# SPDX-License-Identifier: MIT
"""One build, from the project's files to the published site. Read this page first, then `stages`.

    load --> parse --> model --> check, plan --> render --> write --> report

Every stage is a pure function of the one before it, but for load and write, which alone touch files.
A build that finds every input as the last one left it ends after load, and imports nothing of the later stages.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.files import KnownFile
from letterpress.load import Tree, scan
from letterpress.pipeline.context import Workshop
from letterpress.pipeline.incremental.unchanged import (
    inputs_digest,
    last_build,
    nothing_changed,
    premises_digest,
)
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.places import PAGE, REPORT_FOLDER
from letterpress.pipeline.progress import Progress, silent
from letterpress.pipeline.stopwatch import Stopwatch
from letterpress.plugins import Plugin, find_plugins
from letterpress.plugins.diagnostics import switched_off
from letterpress.publish.output_folder import check_output
from letterpress.report.build_report import BuildReport
from letterpress.store.background_check import OutputVerifier
from letterpress.store.last_build import load_file_stats, save_file_stats
from letterpress.store.lock import build_lock

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from letterpress.pipeline.rebuild import Look


FEW = 1000
"""One file in so many is a few."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a build had to do: counts, the same on every machine."""

    files_read: int
    """Of the project and the theme; a file with an unchanged stat is not read."""
    bytes_read: int
    parsed: int
    """Sources that were not in the cache."""
    rendered: int
    """Outputs that were made, copies included."""
    written: int
    """Outputs that differed from what was there."""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """A finished build."""

    report: BuildReport
    work: Work


def build(
    root: Path,
    config: Config,
    options: BuildOptions,
    *,
    warnings: tuple[Diagnostic, ...] = (),
    executor: "Executor | None" = None,
    progress: Progress = silent,
    memory: dict[Digest, Any] | None = None,
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
        memory: What `DocumentCache` decoded in the builds before, where one process does several.

    Raises:
        LetterpressError: The build cannot go on; nothing was published.
    """
    output = options.preview or check_output(root, config.output)
    folder = options.report_folder or root / REPORT_FOLDER
    now = options.now.astimezone(ZoneInfo(config.timezone))
    stopwatch = Stopwatch()
    warnings = (*warnings, *_plugins_off(config, options))
    plugins = _plugins_of(root, config, options, warnings)
    shop = Workshop(
        root, plugins=plugins, jobs=options.jobs, executor=executor, memory=memory, progress=progress
    )
    with OutputVerifier(root, output) as verifier, _loaded(root, config, options, shop) as (tree, notes):
        stopwatch.lap("read" if shop.parsed else "load")
        # The report names its own place as seen from the project, wherever that was checked out.
        place = folder.relative_to(root) if folder.is_relative_to(root) else folder
        words = (options.language or config.message_language, str(place))
        premises = premises_digest(tree, config, plugins, options.include, warnings, words)
        inputs = inputs_digest(premises, tree)
        last = last_build(root, output, now, folder / PAGE)
        said = nothing_changed(last, inputs, verifier)
        if said is not None:
            stopwatch.lap("compare")
            report = msgspec.structs.replace(said, seconds=stopwatch.seconds)
            return Built(report=report, work=_work(tree, report, parsed=0))

        # Only a build with work to do pays for these.
        from letterpress.pipeline.rebuild import rebuild  # noqa: PLC0415
        from letterpress.pipeline.request import Task  # noqa: PLC0415

        task = Task(
            root=root,
            output=output,
            report_folder=folder,
            config=config,
            options=options,
            tree=tree,
            premises=premises,
            inputs=inputs,
            verifier=verifier,
            last=None if notes else last,
            warnings=(*warnings, *notes),
        )
        report, parsed = rebuild(task, shop, stopwatch)
    return Built(report=report, work=_work(tree, report, parsed=parsed))


def look(root: Path, config: Config, options: BuildOptions) -> "Look":
    """What the project at `root` holds, and how it reads; nothing is rendered or published.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    from letterpress.pipeline.rebuild import look_at  # noqa: PLC0415 - see above

    shop = Workshop(root, plugins=_plugins_of(root, config, options, ()), jobs=options.jobs)
    with _loaded(root, config, options, shop) as (tree, notes):
        return look_at(root, config, options, tree, shop, warnings=(*_plugins_off(config, options), *notes))


def _plugins_of(
    root: Path, config: Config, options: BuildOptions, warnings: tuple[Diagnostic, ...]
) -> tuple[Plugin, ...]:
    """The plugins that a build uses.

    Raises:
        ConfigError: Some are missing; it carries the warnings too.
    """
    if not options.plugins:
        return ()
    return find_plugins(root, config.plugins, warnings=warnings, config_file=options.config_file)


def _plugins_off(config: Config, options: BuildOptions) -> tuple[Diagnostic, ...]:
    """The note that plugins are left out, where there are any."""
    is_off = config.plugins and not options.plugins
    return (switched_off(config.plugins, options.config_file),) if is_off else ()


@contextmanager
def _loaded(
    root: Path, config: Config, options: BuildOptions, shop: Workshop
) -> Iterator[tuple[Tree, tuple[Diagnostic, ...]]]:
    """What the project's files are, while no other build can run; their stats are kept for the next time."""
    with build_lock(root, wait_seconds=options.wait_seconds), shop:
        known, notes = load_file_stats(root)
        read_sources = shop.reader_of_sources(config, is_first=not known)
        if not known:
            # While workers start, this process may import what comes after them.
            pass
        tree = scan(root, config, known, read_sources=read_sources)
        yield tree, notes
        if _are_worth_keeping(tree, known):
            save_file_stats(root, tree.known)


def _are_worth_keeping(tree: Tree, known: Mapping[str, KnownFile]) -> bool:
    """Whether to write down the stats of all files: to read one in a thousand again next time costs less."""
    differ = tree.read + abs(len(known) - len(tree.known))
    return differ > len(known) // FEW and tree.known != known


def _work(tree: Tree, report: BuildReport, *, parsed: int) -> Work:
    return Work(
        files_read=tree.read,
        bytes_read=tree.bytes_read,
        parsed=parsed,
        rendered=len(report.reasons),
        written=len(report.written),
    )
