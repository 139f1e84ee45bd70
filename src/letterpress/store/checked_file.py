# SPDX-License-Identifier: MIT
"""Files for ourselves alone: whole or not at all, of this version, and undamaged, or as if they were not there."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.files import open_file
from letterpress.serialization import plain
from letterpress.store import diagnostics as problems
from letterpress.store.paths import clear, replace_file, shown

T = TypeVar("T")

_MAGIC = b"letterpress\0"
_SUM_SIZE = 4


class UnreadableError(Exception):
    """A sealed file is truncated, decayed or of another version, or cannot be read.

    Raised by `read_sealed`; its callers go on without the file.
    """

    note: Diagnostic = problems.cache_unreadable()
    """What is said of it, where that is worth a word."""


def write_sealed(path: Path, schema: bytes, payload: bytes) -> bool:
    """Replace a file by a new one in one step, unless it says the same already.

    Args:
        path: Somewhere in `.letterpress/`, in a folder that exists.
        schema: Of a fixed length for each kind of file: what kind and version of content this is.
        payload: The content.

    Returns:
        Whether it was written.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    head = _MAGIC + schema + checksum(payload)
    try:
        if _holds(path, head + payload):
            return False
        replace_file(path, head, payload)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(path), error)) from None
    return True


def read_sealed(path: Path, schema: bytes, decode: Callable[[bytes], T]) -> T | None:
    """The content of a sealed file, or None where there is none.

    Args:
        path: Somewhere in `.letterpress/`.
        schema: As it was written.
        decode: From the payload to the content.

    Raises:
        UnreadableError: It is not what `write_sealed` wrote with this schema, or cannot be read.
    """
    try:
        with open_file(path) as file:
            head = file.read(len(_MAGIC) + len(schema) + _SUM_SIZE)
            payload = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableError from error
    if head != _MAGIC + schema + checksum(payload):
        raise UnreadableError
    try:
        return decode(payload)
    except msgspec.DecodeError as error:  # as rare as a checksum that is right by chance
        raise UnreadableError from error


def checksum(payload: bytes) -> bytes:
    """What a sealed file bears to show whether its content is undamaged."""
    return zlib.crc32(payload).to_bytes(_SUM_SIZE, "big")


def remove(path: Path) -> None:
    """Take a sealed file away, if it is there.

    Raises:
        LetterpressError: The disk refuses.
    """
    try:
        clear(path)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(path), error)) from None


encoder = msgspec.msgpack.Encoder(enc_hook=plain)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content."""
    try:
        with open_file(path) as file:
            return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
    except OSError:
        return False
