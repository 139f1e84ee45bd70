# SPDX-License-Identifier: MIT
"""Digests of files, read only where the file may have changed since the last build."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from letterpress.diagnostics import Diagnostic
from letterpress.fingerprint import DIGEST_SIZE, Digest, blake2b, digest
from letterpress.load import problems
from letterpress.load.tree import FileStat, KnownFile
from letterpress.load.walk import Found, file_stat

CHUNK = 1 << 20

CAN_REFUSE_LINKS = hasattr(os, "O_NOFOLLOW")
"""Whether the system can open a file only if it is not a symbolic link; Windows cannot."""

RACY_NS = 2_000_000_000
"""A file changed this shortly before the scan may change again without its stat showing it, so it is read
again next time; the coarsest clock of a file system in use (FAT) has two seconds. Git does the same."""

# NOFOLLOW: the walk has resolved links, so one that appears later is a trick.
# NONBLOCK: a pipe must not hang us.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileSeen(NamedTuple):
    """A file as it was when it was read."""

    digest: Digest
    stat: FileStat
    """As of the moment it was opened."""


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


def digest_file(real: str) -> FileSeen:
    """What is seen of a file of any size when it is read.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
    """
    descriptor = os.open(real, OPEN_FLAGS)
    try:
        seen = _ordinary(descriptor, real)
        hasher = blake2b(digest_size=DIGEST_SIZE)
        for chunk in chunks(descriptor, seen.st_size):
            hasher.update(chunk)
    finally:
        os.close(descriptor)
    return FileSeen(hasher.digest(), file_stat(seen))


def read_file(real: str) -> tuple[bytes, FileSeen]:
    """The bytes of a file, and what is seen of it meanwhile.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
    """
    descriptor = os.open(real, OPEN_FLAGS)
    try:
        seen = _ordinary(descriptor, real)
        data = b"".join(chunks(descriptor, seen.st_size))
    finally:
        os.close(descriptor)
    return data, FileSeen(digest(data), file_stat(seen))


def _ordinary(descriptor: int, real: str) -> os.stat_result:
    seen = os.fstat(descriptor)
    if not stat.S_ISREG(seen.st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", real)
    return seen


def chunks(descriptor: int, size: int) -> Iterable[bytes]:
    """The content of an open file in pieces, a small one in one piece.

    Args:
        descriptor: Open for reading, at its beginning.
        size: What its stat says; a file that shrinks or grows meanwhile does no harm.
    """
    first = os.read(descriptor, min(size, CHUNK) + 1)
    if len(first) == size:  # the byte asked for beyond its size was not there, so this is all
        return (first,)
    return chain((first,), iter(lambda: os.read(descriptor, CHUNK), b""))
