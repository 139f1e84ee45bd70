# SPDX-License-Identifier: MIT
"""Files for ourselves alone: whole or not at all, of this version, and undamaged, or as if they were not there."""

import os
import zlib
from pathlib import Path

import msgspec

from letterpress.diagnostics import LetterpressError
from letterpress.serialization import plain
from letterpress.store import diagnostics as problems
from letterpress.store.paths import shown

_MAGIC = b"letterpress\0"
_SUM_SIZE = 4


class DamagedError(Exception):
    """A sealed file is truncated, decayed or of another version.

    May be raised by `read_sealed`; caught by those who then go on without it, in this package.
    """


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
    fresh = path.with_name(path.name + ".new")
    try:
        if _begins_with(path, head, len(head) + len(payload)):
            return False
        with fresh.open("wb") as file:
            file.write(head)
            file.write(payload)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise LetterpressError(problems.write_failed(shown(path), error)) from None
    return True


def read_sealed(path: Path, schema: bytes) -> bytes | None:
    """The content of a sealed file, or None where there is none.

    Raises:
        DamagedError: It is not what `write_sealed` wrote with this schema, or cannot be read.
    """
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(len(_MAGIC) + len(schema) + _SUM_SIZE)
            payload = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedError(str(error)) from None
    if head[:-_SUM_SIZE] != _MAGIC + schema:
        raise DamagedError("another version")
    if checksum(payload) != head[-_SUM_SIZE:]:
        raise DamagedError("checksum")
    return payload


def checksum(payload: bytes) -> bytes:
    """What a sealed file bears to show whether its content is undamaged."""
    return zlib.crc32(payload).to_bytes(_SUM_SIZE, "big")


def remove(path: Path) -> None:
    """Take a sealed file away, if it is there.

    Raises:
        LetterpressError: The disk refuses.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(path), error)) from None


encoder = msgspec.msgpack.Encoder(enc_hook=plain)


def _begins_with(path: Path, head: bytes, size: int) -> bool:
    """Whether a file has this beginning and size; the beginning holds a checksum of the rest."""
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head and os.fstat(file.fileno()).st_size == size
    except OSError:
        return False
