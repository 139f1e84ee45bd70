# SPDX-License-Identifier: MIT
"""Load: what the project's files are, held by the lock of the build, and what all of them together digest to."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import import_module

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import Digest, digest, digest_all, digest_value
from letterpress.document import PARSE_VERSION
from letterpress.files import KnownFile
from letterpress.load import Asset, DataFile, ReadFiles, Template, Tree, read_serially, scan
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.engine_version import product_version
from letterpress.store.last_build import load_file_stats, save_file_stats
from letterpress.store.lock import build_lock
from letterpress.store.paths import made

FEW = 1000
"""One file in so many is a few."""

_LATER_STAGES = ("plan", "publish", "render", "report", "site")


class LoadedProject(msgspec.Struct, frozen=True, kw_only=True):
    """A project's files, and their digests together."""

    tree: Tree
    notes: tuple[Diagnostic, ...]
    """What was found wrong with the stats that the last build kept."""
    premises: Digest
    """See `premises_digest`."""
    inputs: Digest
    """See `inputs_digest`."""


@contextmanager
def open_project(context: BuildContext) -> Iterator[LoadedProject]:
    """The project's files, while no other build can run; their stats are kept for the next build.

    Raises:
        LetterpressError: Another build is running, or the project cannot be read at all.
    """
    options = context.options
    with build_lock(context.state_root, wait_seconds=options.wait_seconds, on_wait=options.on_wait), context:
        if options.preview is not None:
            made(options.preview)
        yield from _loaded(context)


@contextmanager
def look_at_project(context: BuildContext) -> Iterator[LoadedProject]:
    """The project's files for a command that only looks at them: it waits for no build, and writes where it may.

    While another build runs, and where `.letterpress/` cannot be written, nothing is kept for the next build.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(build_lock(context.root))
        except LetterpressError as error:
            if any(each.code == "state-unsafe" for each in error.diagnostics):
                raise
            context.keeps = False
        stack.enter_context(context)
        yield from _loaded(context)


def _loaded(context: BuildContext) -> Iterator[LoadedProject]:
    known, notes = load_file_stats(context.state_root)
    tree = scan(context.root, context.config, known, read_sources=_source_reader(context, known))
    context.stopwatch.lap("read" if context.parsed else "load")
    premises = premises_digest(context, tree)
    yield LoadedProject(tree=tree, notes=notes, premises=premises, inputs=inputs_digest(premises, tree))
    if context.keeps and _are_worth_keeping(tree, known):
        with context.saving_for_the_next_build():
            save_file_stats(context.state_root, tree.known)


def _are_worth_keeping(tree: Tree, known: Mapping[str, KnownFile]) -> bool:
    """Whether to write down the stats of all files: to read one in a thousand again next time costs less."""
    differ = tree.read + abs(len(known) - len(tree.known))
    return differ > len(known) // FEW and tree.known != known


def _source_reader(context: BuildContext, known: Mapping[str, KnownFile]) -> ReadFiles:
    """How the scan reads sources: where no build was before, in the workers that parse them."""
    if known or context.executor is not None:
        return read_serially
    from letterpress.workers.executors import preload_workers  # noqa: PLC0415 - most builds need no worker

    if context.options.jobs != 1:
        preload_workers(context.root)
        # While workers start, this process may import what comes after them.
        for name in _LATER_STAGES:
            import_module(f"letterpress.pipeline.stages.{name}")
    if not context.cache.is_empty:
        return read_serially
    from letterpress.pipeline.stages.parse import ColdReader  # noqa: PLC0415 - as above

    return ColdReader(context)


def premises_digest(context: BuildContext, tree: Tree) -> Digest:
    """A digest of everything that a build depends on but the clock and what its sources say."""
    singles = [file for file in (tree.authors, tree.theme) if file is not None]
    files: list[Asset | DataFile | Template] = [
        *tree.assets,
        *tree.data,
        *tree.words,
        *singles,
        *tree.templates.values(),
    ]
    names = "\0".join([*[source.path for source in tree.sources], *[file.path for file in files]]).encode()
    digests = b"".join([file.digest for file in files])
    plugins = [(plugin.name, plugin.digest) for plugin in context.found_plugins]
    versions = (product_version(), PARSE_VERSION, plugins)
    # The report names its own place as seen from the project, wherever that was checked out.
    folder = context.report_folder
    place = folder.relative_to(context.root) if folder.is_relative_to(context.root) else folder
    words = (context.language, str(place))
    return digest_value(
        (
            versions,
            context.config,
            context.options.include,
            tree.diagnostics,
            context.warnings,
            words,
            digest(names),
            digest(digests),
        )
    )


def inputs_digest(premises: Digest, tree: Tree) -> Digest:
    """A digest of everything that a build depends on but the clock."""
    return digest_all([premises, *[source.digest for source in tree.sources]])
