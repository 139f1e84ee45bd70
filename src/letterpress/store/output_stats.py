# SPDX-License-Identifier: MIT
"""Whether everything that the last build made still stands where it left it, told from stats alone.

For a build with nothing to do: it reads a small file beside the ledger, an eighth of its size, and never the ledger.
"""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.files import FileStat, file_stat
from letterpress.store.checked_file import DamagedError, encoder, read_sealed, write_sealed
from letterpress.store.paths import output_home

LEDGER = "ledger"
RECORDS = "records-"
"""What the names of files start with that hold most of a ledger's records."""
STANDING = "standing"
_SCHEMA = b"standing 2"
_LEDGER_SCHEMA = b"ledger 3"
"""Raise the number whenever the shape of a file changes."""


class Front(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The ledger's own file, as far as it matters here."""

    records: str
    """The name of the file with most records; empty where there is none."""
    stats: Mapping[str, FileStat]
    """Of the outputs that changed since the stats were recorded, by path."""
    content: bytes
    """The rest."""


class _Standing(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The stats of all that a ledger knows of."""

    ledger: FileStat
    """Of the biggest of its files: whatever happens to that, this counts no more."""
    outputs: Mapping[str, FileStat]
    """By path in the output folder."""


_decode = msgspec.msgpack.Decoder(_Standing).decode
_decode_front = msgspec.msgpack.Decoder(Front).decode


def read_front(home: Path) -> Front | None:
    """The ledger's own file; None where there is none.

    Raises:
        DamagedError: It cannot be read.
        msgspec.DecodeError: As rare as a checksum that is right by chance.
    """
    payload = read_sealed(home / LEDGER, _LEDGER_SCHEMA)
    return None if payload is None else _decode_front(payload)


def write_front(home: Path, front: Front) -> None:
    """Replace it.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(home / LEDGER, _LEDGER_SCHEMA, encoder.encode(front))


def renew_front(home: Path, front: Front) -> None:
    """Replace it where nothing else of the ledger changed; whoever looks at the outputs meanwhile can tell.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_front(home, front)
    now = time.time_ns()
    with suppress(OSError):  # where they are not recorded, nobody looks
        os.utime(home / STANDING, ns=(now, now))


def save_standing(home: Path, records: str, outputs: Mapping[str, FileStat]) -> None:
    """Keep the stats of a ledger that was saved just now.

    Args:
        home: From `output_home`.
        records: See `Front`.
        outputs: The stat of each of its records.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    ledger = file_stat(os.lstat(home / (records or LEDGER)))
    write_sealed(home / STANDING, _SCHEMA, encoder.encode(_Standing(ledger, outputs)))


def stands_as_recorded(root: Path, output: Path) -> bool:
    """Whether the ledger of an output folder, and every file that it knows of, has the very stat that was recorded."""
    home = output_home(root, output)
    try:
        payload = read_sealed(home / STANDING, _SCHEMA)
        front = read_front(home)
        if payload is None or front is None:
            return False
        standing = _decode(payload)
        if file_stat(os.lstat(home / (front.records or LEDGER))) != standing.ledger:
            return False
        return _stand(output, {**standing.outputs, **front.stats})
    except (DamagedError, msgspec.DecodeError, OSError):
        return False


if sys.platform == "win32":  # where a folder cannot be open

    def _stand(output: Path, outputs: Mapping[str, FileStat]) -> bool:
        return all(file_stat(os.lstat(output / path)) == stat for path, stat in outputs.items())

else:

    def _stand(output: Path, outputs: Mapping[str, FileStat]) -> bool:
        """Whether every output has its stat, looked up from the output folder: from the root takes a tenth more."""
        folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for path, stat in outputs.items():
                if file_stat(os.lstat(path, dir_fd=folder)) != stat:
                    return False
        finally:
            os.close(folder)
        return True
