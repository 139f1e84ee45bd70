# SPDX-License-Identifier: MIT
"""Scan a project: find its files, and read those that changed since the last build."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, reading_order
from letterpress.digests import Digest
from letterpress.files import CONFIG_FILE, CONTENT_FOLDER, FileSeen, KnownFile, digest_file
from letterpress.load import diagnostics as problems
from letterpress.load.layout import DATA, STATIC, ProjectFiles, find_project_files
from letterpress.load.tree import Asset, AssetKind, DataFile, SourceFile, Template, Tree
from letterpress.load.walk import FoundFile, Walker

SOURCE_LIMIT = 5_000_000
"""The largest source in bytes; a novel has about one million."""

TEMPLATES = "templates/"
THEME_SETTINGS = "theme.yaml"
THEME_ASSETS = "assets"
"""The output folder of the files in a theme's static/ folder."""

RACY_NS = 2_000_000_000
"""A file changed this shortly before the scan may change again without its stat showing it, so it is read
again next time; the coarsest clock of a file system in use (FAT) has two seconds. Git does the same."""

ReadFiles = Callable[[Sequence[FoundFile]], Iterable[FileSeen | OSError]]
"""Reads files and yields, for each in order, its stat and digest, or the error that prevented reading it."""


def read_serially(files: Sequence[FoundFile]) -> Iterator[FileSeen | OSError]:
    """Read files in this process, one after the other."""
    for file in files:
        try:
            yield digest_file(file.real)
        except OSError as error:
            yield error


class FileDigester:
    """Computes the digests of files, reading those whose stat changed, and counts its work."""

    def __init__(self, known: Mapping[str, KnownFile], started_ns: int) -> None:
        self.known: dict[str, KnownFile] = {}
        """Stats and digests that the next build may rely on, by path."""
        self.diagnostics: list[Diagnostic] = []
        self.stated = 0
        self.read = 0
        self.bytes_read = 0
        self._before = known
        self._settled_ns = started_ns - RACY_NS

    def digest(
        self, files: Sequence[FoundFile], limit: int = sys.maxsize, read: ReadFiles = read_serially
    ) -> list[Digest]:
        """Compute the digest of each file; an unreadable or too large one gets an empty digest and a diagnostic.

        Args:
            files: The files that the walk found.
            limit: The largest allowed size in bytes.
            read: Reads the files whose stat differs from that of the last build.
        """
        before, known = self._before, self.known
        self.stated += len(files)
        digests: list[Digest] = []
        new: list[int] = []
        for file in files:
            last = before.get(file.path)
            if last is not None and last.stat == file.stat:
                known[file.path] = last
                digests.append(last.digest)
            else:
                if self._fits(file, limit):
                    new.append(len(digests))
                digests.append(b"")
        if new:
            for index, seen in zip(new, read([files[index] for index in new]), strict=True):
                digests[index] = self._record(files[index], seen)
        return digests

    def _fits(self, file: FoundFile, limit: int) -> bool:
        if file.stat.size > limit:
            self.diagnostics.append(problems.source_too_large(file.path, file.stat.size, limit))
        return file.stat.size <= limit

    def _record(self, file: FoundFile, seen: FileSeen | OSError) -> Digest:
        if isinstance(seen, OSError):
            self.diagnostics.append(problems.unreadable(file.path, seen))
            return b""
        self.read += 1
        self.bytes_read += seen.stat.size
        if max(seen.stat.mtime_ns, seen.stat.ctime_ns) < self._settled_ns:
            self.known[file.path] = KnownFile(seen.stat, seen.digest)
        return seen.digest


def find_root(start: Path) -> Path | None:
    """Find the nearest folder at or above `start` that holds letterpress.yaml; None where there is none."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG_FILE).is_file()), None)


def scan(
    root: Path,
    config: Config,
    known: Mapping[str, KnownFile],
    *,
    started_ns: int | None = None,
    read_sources: ReadFiles = read_serially,
) -> Tree:
    """Find every file that a build may read, and compute the digests of those that changed.

    A file whose stat equals that of the last build is not read; every other one is read and hashed.

    Args:
        root: The project's folder.
        config: Names the theme and the output folder.
        known: `Tree.known` of the last build; empty on the first build.
        started_ns: When the scan begins, in nanoseconds since 1970, if not now; a file changed shortly before that
            is read again next time.
        read_sources: Reads the Markdown files that changed.

    Returns:
        The files by role, and the diagnostics.

    Raises:
        ConfigError: There is no theme of the configured name.
    """
    digester = FileDigester(known, time.time_ns() if started_ns is None else started_ns)
    walker = Walker(root, config.output)
    found = find_project_files(walker, root, config.theme)
    sources = _sources(found, digester, read_sources)
    data, duplicates = _data(found.data, digester)
    return Tree(
        sources=tuple([source for source in sources if source.digest]),
        broken=tuple([source for source in sources if not source.digest]),
        assets=tuple(_assets(found, digester)),
        data=data,
        authors=_single_file("authors", found.authors, digester),
        theme=_single_file("theme", [file for name, file in found.theme if name == THEME_SETTINGS], digester),
        words=_words(found.words, digester),
        templates=_templates(found, digester),
        diagnostics=tuple(
            sorted((*walker.diagnostics, *digester.diagnostics, *duplicates), key=reading_order)
        ),
        known=digester.known,
        stated=digester.stated,
        read=digester.read,
        bytes_read=digester.bytes_read,
    )


def _sources(found: ProjectFiles, digester: FileDigester, read: ReadFiles) -> list[SourceFile]:
    """The Markdown files; one that cannot be used has an empty digest."""
    kinds = [kind for kind, files in found.sources for _ in files]
    files = [file for _, files in found.sources for file in files]
    return [
        SourceFile(path=file.path, kind=kind, digest=digest)
        for file, kind, digest in zip(files, kinds, digester.digest(files, SOURCE_LIMIT, read), strict=True)
    ]


def _assets(found: ProjectFiles, digester: FileDigester) -> Iterator[Asset]:
    """Yield the files that are copied: those beside documents, then static ones, then the theme's."""
    beside = [(file.path.removeprefix(f"{CONTENT_FOLDER}/"), file) for file in found.beside]
    static = [(file.path.removeprefix(STATIC + "/"), file) for file in found.static]
    theme = [
        (f"{THEME_ASSETS}/{name.removeprefix('static/')}", file)
        for name, file in found.theme
        if name.startswith("static/")
    ]
    kinds: tuple[tuple[AssetKind, list[tuple[str, FoundFile]]], ...] = (
        ("beside", beside),
        ("static", static),
        ("theme", theme),
    )
    for kind, files in kinds:
        read = digester.digest([file for _, file in files])
        for (output, file), digest in zip(files, read, strict=True):
            if digest:
                yield Asset(path=file.path, output=output, digest=digest, size=file.stat.size, kind=kind)


def _data(
    files: Sequence[FoundFile], digester: FileDigester
) -> tuple[tuple[DataFile, ...], tuple[Diagnostic, ...]]:
    """The data files, and a diagnostic for each that shares its name with an earlier one."""
    named: dict[str, DataFile] = {}
    duplicates: list[Diagnostic] = []
    for file, digest in zip(files, digester.digest(files), strict=True):
        name = str(PurePosixPath(file.path.removeprefix(DATA + "/")).with_suffix(""))
        first = named.setdefault(name, DataFile(path=file.path, name=name, digest=digest))
        if first.path != file.path:
            duplicates.append(problems.data_name_twice(file.path, first.path, name))
    return tuple(data for data in named.values() if data.digest), tuple(duplicates)


def _single_file(name: str, files: Sequence[FoundFile], digester: FileDigester) -> DataFile | None:
    """The single file of a role; None where it is missing or cannot be read."""
    read = zip(files, digester.digest(files), strict=True)
    return next((DataFile(path=file.path, name=name, digest=digest) for file, digest in read if digest), None)


def _words(files: Sequence[FoundFile], digester: FileDigester) -> tuple[DataFile, ...]:
    """The theme's files of words."""
    read = zip(files, digester.digest(files), strict=True)
    return tuple(
        [
            DataFile(path=file.path, name=PurePosixPath(file.path).stem, digest=digest)
            for file, digest in read
            if digest
        ]
    )


def _templates(found: ProjectFiles, digester: FileDigester) -> dict[str, Template]:
    """The active theme's templates by name."""
    files = {name.removeprefix(TEMPLATES): file for name, file in found.theme if name.startswith(TEMPLATES)}
    read = digester.digest(list(files.values()))
    return {
        name: Template(path=file.path, digest=digest)
        for (name, file), digest in zip(files.items(), read, strict=True)
        if digest
    }
