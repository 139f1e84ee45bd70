# SPDX-License-Identifier: MIT
"""Where an output waits before it is published: whoever made it writes it there, in whichever process."""

import os
from collections.abc import Iterable
from contextlib import suppress

import msgspec

from letterpress.diagnostics import LetterpressError
from letterpress.digests import Digest, digest
from letterpress.files import FileStat, file_stat
from letterpress.store import diagnostics as problems

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Slot(msgspec.Struct, frozen=True, array_like=True):
    """The place for one finished output; see `Stage.slot`."""

    path: str
    """Of the output, as messages spell it."""
    file: str
    """To be written; folders above it are made."""
    published: Digest
    """Of the file that is in the output folder now, and stays if the new one equals it; empty where there is none."""


def fill_slot(slot: Slot, data: bytes) -> tuple[Digest, FileStat | None]:
    """Write an output, unless its equal is published already.

    Returns:
        The digest of the output, and what the file system says of the file; None where nothing was written.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    fingerprint = digest(data)
    return fingerprint, None if fingerprint == slot.published else write_slot(slot, (data,))


def write_slot(slot: Slot, chunks: Iterable[bytes]) -> FileStat:
    """Write an output that comes in pieces.

    Returns:
        What the file system says of the file.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    try:
        descriptor = _opened(slot.file)
        try:
            for chunk in chunks:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            return file_stat(os.fstat(descriptor))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise LetterpressError(problems.write_failed(slot.path, error)) from None


def _opened(file: str) -> int:
    """A new file; mostly the first in its folder, so that trying before making the folder would be in vain."""
    folder = file.rpartition("/")[0]
    try:
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 - for every page of the site
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    return os.open(file, _NEW_FILE, 0o666)
