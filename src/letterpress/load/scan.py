# SPDX-License-Identifier: MIT
"""One look at the whole project: what there is, and what changed since the last build."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, reading_order
from letterpress.files import CONFIG_FILE, KnownFile
from letterpress.load import problems
from letterpress.load.file_digests import Digests, ReadFiles, read_in_turn
from letterpress.load.layout import DATA, STATIC, Roles, roles
from letterpress.load.tree import Asset, AssetKind, DataFile, SourceFile, Template, Tree
from letterpress.load.walk import Found, Walker

SOURCE_LIMIT = 5_000_000
"""Bytes; a novel has about one million."""

TEMPLATES = "templates/"
THEME_SETTINGS = "theme.yaml"
THEME_ASSETS = "assets"
"""Where the files of a theme's static/ folder go in the output."""


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds letterpress.yaml, or None."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG_FILE).is_file()), None)


def scan(
    root: Path,
    config: Config,
    known: Mapping[str, KnownFile],
    *,
    started_ns: int | None = None,
    read_sources: ReadFiles = read_in_turn,
) -> Tree:
    """Look at every file that a build may read.

    A file whose stat equals that of the last build is not read; every other one is read and hashed.

    Args:
        root: The project's folder.
        config: Says which theme and which output folder.
        known: `Tree.known` of the last build, or nothing.
        started_ns: When the scan begins, in nanoseconds since 1970, if not now; a file changed shortly before that
            is read again next time.
        read_sources: Reads those Markdown files that have to be read.

    Returns:
        The files by role, problems included.

    Raises:
        ConfigError: There is no theme of the configured name.
    """
    digests = Digests(known, time.time_ns() if started_ns is None else started_ns)
    walker = Walker(root, config.output)
    found = roles(walker, root, config.theme)
    sources = _sources(found, digests, read_sources)
    data, clashes = _data(found.data, digests)
    return Tree(
        sources=tuple([source for source in sources if source.digest]),
        broken=tuple([source for source in sources if not source.digest]),
        assets=tuple(_assets(found, digests)),
        data=data,
        authors=_single("authors", found.authors, digests),
        theme=_single("theme", [file for name, file in found.theme if name == THEME_SETTINGS], digests),
        templates=_templates(found, digests),
        diagnostics=tuple(sorted((*walker.diagnostics, *digests.diagnostics, *clashes), key=reading_order)),
        known=digests.known,
        stated=digests.stated,
        read=digests.read,
        bytes_read=digests.bytes_read,
    )


def _sources(found: Roles, digests: Digests, read: ReadFiles) -> list[SourceFile]:
    """The Markdown files; one that cannot be used has an empty digest."""
    kinds = [kind for kind, files in found.sources for _ in files]
    files = [file for _, files in found.sources for file in files]
    return [
        SourceFile(path=file.path, kind=kind, digest=digest)
        for file, kind, digest in zip(files, kinds, digests.of(files, SOURCE_LIMIT, read), strict=True)
    ]


def _assets(found: Roles, digests: Digests) -> Iterator[Asset]:
    """What is copied: files beside documents, then static ones, then the theme's."""
    beside = [(file.path.removeprefix("content/"), file) for file in found.beside]
    static = [(file.path.removeprefix(STATIC + "/"), file) for file in found.static]
    theme = [
        (f"{THEME_ASSETS}/{name.removeprefix('static/')}", file)
        for name, file in found.theme
        if name.startswith("static/")
    ]
    kinds: tuple[tuple[AssetKind, list[tuple[str, Found]]], ...] = (
        ("beside", beside),
        ("static", static),
        ("theme", theme),
    )
    for kind, files in kinds:
        read = digests.of([file for _, file in files])
        for (output, file), digest in zip(files, read, strict=True):
            if digest:
                yield Asset(path=file.path, output=output, digest=digest, size=file.stat.size, kind=kind)


def _data(files: Sequence[Found], digests: Digests) -> tuple[tuple[DataFile, ...], tuple[Diagnostic, ...]]:
    """The data files, and complaints about those that share a name with an earlier one."""
    named: dict[str, DataFile] = {}
    clashes: list[Diagnostic] = []
    for file, digest in zip(files, digests.of(files), strict=True):
        name = str(PurePosixPath(file.path.removeprefix(DATA + "/")).with_suffix(""))
        first = named.setdefault(name, DataFile(path=file.path, name=name, digest=digest))
        if first.path != file.path:
            clashes.append(problems.data_name_twice(file.path, first.path, name))
    return tuple(data for data in named.values() if data.digest), tuple(clashes)


def _single(name: str, files: Sequence[Found], digests: Digests) -> DataFile | None:
    """The one file of its kind, if it is there and can be read."""
    read = zip(files, digests.of(files), strict=True)
    return next((DataFile(path=file.path, name=name, digest=digest) for file, digest in read if digest), None)


def _templates(found: Roles, digests: Digests) -> dict[str, Template]:
    """The active theme's templates by name."""
    files = {name.removeprefix(TEMPLATES): file for name, file in found.theme if name.startswith(TEMPLATES)}
    read = digests.of(list(files.values()))
    return {
        name: Template(path=file.path, digest=digest)
        for (name, file), digest in zip(files.items(), read, strict=True)
        if digest
    }
