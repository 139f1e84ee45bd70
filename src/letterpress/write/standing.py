# SPDX-License-Identifier: MIT
"""Whether everything that the last build made still stands where it left it, told from stats alone.

For a build with nothing to do: it reads a small file beside the ledger, an eighth of its size, and never the ledger.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from letterpress.load import FileStat, file_stat
from letterpress.write.home import output_home
from letterpress.write.sealed import DamagedError, encoder, read_sealed, write_sealed

LEDGER = "ledger"
STANDING = "standing"
_SCHEMA = b"standing 1"


class _Standing(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The stats of all that a ledger knows of."""

    ledger: FileStat
    """Of the ledger itself: whatever happens to that, this counts no more."""
    outputs: Mapping[str, FileStat]
    """By path in the output folder."""


_decode = msgspec.msgpack.Decoder(_Standing).decode


def save_standing(home: Path, outputs: Mapping[str, FileStat]) -> None:
    """Keep the stats of a ledger that was saved just now.

    Args:
        home: From `output_home`.
        outputs: The stat of each of its records.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    ledger = file_stat(os.lstat(home / LEDGER))
    write_sealed(home / STANDING, _SCHEMA, encoder.encode(_Standing(ledger, outputs)))


def stands_as_recorded(root: Path, output: Path) -> bool:
    """Whether the ledger of an output folder, and every file that it knows of, has the very stat that was recorded."""
    home = output_home(root, output)
    try:
        payload = read_sealed(home / STANDING, _SCHEMA)
        if payload is None:
            return False
        standing = _decode(payload)
        if file_stat(os.lstat(home / LEDGER)) != standing.ledger:
            return False
        folder = str(output)
        for path, stat in standing.outputs.items():
            if file_stat(os.lstat(f"{folder}/{path}")) != stat:
                return False
    except (DamagedError, msgspec.DecodeError, OSError):
        return False
    return True
