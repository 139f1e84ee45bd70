# SPDX-License-Identifier: MIT
"""Digests of a project's files, read only where the file may have changed since the last build."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.files import FileSeen, KnownFile, digest_file
from letterpress.load import problems
from letterpress.load.walk import Found

RACY_NS = 2_000_000_000
"""A file changed this shortly before the scan may change again without its stat showing it, so it is read
again next time; the coarsest clock of a file system in use (FAT) has two seconds. Git does the same."""

ReadFiles = Callable[[Sequence[Found]], Iterable[FileSeen | OSError]]
"""Reads files, and says of each in turn what was seen or why it cannot be read."""


def read_in_turn(files: Sequence[Found]) -> Iterator[FileSeen | OSError]:
    """Read files here, one after the other."""
    for file in files:
        try:
            yield digest_file(file.real)
        except OSError as error:
            yield error


class Digests:
    """Gives files their digests and keeps count."""

    def __init__(self, known: Mapping[str, KnownFile], started_ns: int) -> None:
        self.known: dict[str, KnownFile] = {}
        """What the next build may believe."""
        self.diagnostics: list[Diagnostic] = []
        self.stated = 0
        self.read = 0
        self.bytes_read = 0
        self._before = known
        self._settled_ns = started_ns - RACY_NS

    def of(
        self, files: Sequence[Found], limit: int = sys.maxsize, read: ReadFiles = read_in_turn
    ) -> list[Digest]:
        """The digest of each file; empty where it cannot be read or is too large, and `diagnostics` says why.

        Args:
            files: What the walk found.
            limit: Bytes.
            read: Is given those whose stat is not that of the last build.
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
                digests[index] = self._note(files[index], seen)
        return digests

    def _fits(self, file: Found, limit: int) -> bool:
        if file.stat.size > limit:
            self.diagnostics.append(problems.source_too_large(file.path, file.stat.size, limit))
        return file.stat.size <= limit

    def _note(self, file: Found, seen: FileSeen | OSError) -> Digest:
        if isinstance(seen, OSError):
            self.diagnostics.append(problems.unreadable(file.path, seen))
            return b""
        self.read += 1
        self.bytes_read += seen.stat.size
        if max(seen.stat.mtime_ns, seen.stat.ctime_ns) < self._settled_ns:
            self.known[file.path] = KnownFile(seen.stat, seen.digest)
        return seen.digest
