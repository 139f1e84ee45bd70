# SPDX-License-Identifier: MIT
"""One look at the whole project: what there is, and what changed since the last build."""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.fingerprint import Digest
from letterpress.load import problems
from letterpress.load.hashing import Digests
from letterpress.load.roles import DATA, STATIC, Roles, roles
from letterpress.load.tree import Asset, AssetKind, DataFile, KnownFile, SourceFile, Template, Tree
from letterpress.load.walk import Found, Walker

SOURCE_LIMIT = 5_000_000
"""Bytes; a novel has about one million."""

THEME_ASSETS = "assets"
"""Where the files of a theme's static/ folder go in the output."""


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds letterpress.yaml, or None."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / problems.CONFIG).is_file()), None)


def scan(root: Path, config: Config, known: Mapping[str, KnownFile]) -> Tree:
    """Look at every file that a build may read.

    A file whose stat equals that of the last build is not read; every other one is read and hashed.

    Args:
        root: The project's folder.
        config: Says which theme and which output folder.
        known: `Tree.known` of the last build, or nothing.

    Returns:
        The files by role, problems included.

    Raises:
        ConfigError: There is no theme of the configured name.
    """
    digests = Digests(known, time.time_ns())
    walker = Walker(root, config.output)
    found = roles(walker, root, config.theme)
    sources = tuple(_sources(found, digests))
    data, clashes = _data(found.data, digests)
    authors = [
        DataFile(path=file.path, name="authors", digest=of) for file, of in _hashed(found.authors, digests)
    ]
    settings = [
        DataFile(path=file.path, name="theme", digest=of)
        for file, of in _hashed((file for name, file in found.theme if name == "theme.yaml"), digests)
    ]
    return Tree(
        sources=tuple(source for source in sources if source.digest),
        broken=tuple(source for source in sources if not source.digest),
        assets=tuple(_assets(found, digests)),
        data=data,
        authors=authors[0] if authors else None,
        theme=settings[0] if settings else None,
        templates=_templates(found, digests),
        diagnostics=(*walker.diagnostics, *digests.diagnostics, *clashes),
        known=digests.known,
        stated=digests.stated,
        read=digests.read,
        bytes_read=digests.bytes_read,
    )


def _hashed(files: Iterable[Found], digests: Digests) -> Iterator[tuple[Found, Digest]]:
    """The files that can be read, each with its digest."""
    for file in files:
        digest = digests.of(file)
        if digest is not None:
            yield file, digest


def _sources(found: Roles, digests: Digests) -> Iterator[SourceFile]:
    """The Markdown files; one that cannot be used has an empty digest."""
    for file, kind in found.sources:
        if file.stat.size > SOURCE_LIMIT:
            digests.diagnostics.append(problems.source_too_large(file.path, file.stat.size, SOURCE_LIMIT))
            yield SourceFile(path=file.path, kind=kind, digest=b"")
        else:
            yield SourceFile(path=file.path, kind=kind, digest=digests.of(file) or b"")


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
        for output, file in files:
            digest = digests.of(file)
            if digest is not None:
                yield Asset(path=file.path, output=output, digest=digest, size=file.stat.size, kind=kind)


def _data(files: Iterable[Found], digests: Digests) -> tuple[tuple[DataFile, ...], tuple[Diagnostic, ...]]:
    """The data files, and those that share a name with an earlier one."""
    named: dict[str, DataFile] = {}
    clashes: list[Diagnostic] = []
    for file, digest in _hashed(files, digests):
        name = str(PurePosixPath(file.path.removeprefix(DATA + "/")).with_suffix(""))
        first = named.setdefault(name, DataFile(path=file.path, name=name, digest=digest))
        if first.path != file.path:
            clashes.append(problems.data_name_twice(file.path, first.path, name))
    return tuple(named.values()), tuple(clashes)


def _templates(found: Roles, digests: Digests) -> dict[str, Template]:
    """The active theme's templates by name."""
    files = {
        name.removeprefix("templates/"): file for name, file in found.theme if name.startswith("templates/")
    }
    return {
        name: Template(path=files[name].path, digest=digest)
        for name, digest in zip(files, map(digests.of, files.values()), strict=True)
        if digest is not None
    }
