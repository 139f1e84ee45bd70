# SPDX-License-Identifier: MIT
"""Whether everything that the last build made still stands where it left it, told from stats alone.

For a build with nothing to do, which needs no more of the ledger; of 14,000 records, that takes 4 ms instead of 13.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from letterpress.load import FileStat, file_stat
from letterpress.write.home import output_home
from letterpress.write.sealed import DamagedError, read_sealed

LEDGER = "ledger"
LEDGER_SCHEMA = b"ledger 1"
"""Raise the number whenever the shape of the ledger changes."""


class _Record(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A record of the ledger (see `plan.staleness`), of which only the stat is decoded."""

    inputs: msgspec.Raw
    reads: int
    digest: bytes
    stat: FileStat


class _Ledger(msgspec.Struct, frozen=True, gc=False):
    records: Mapping[str, _Record]


_ledgers = msgspec.msgpack.Decoder(_Ledger)


def stands_as_recorded(root: Path, output: Path) -> bool:
    """Whether every file of an output folder's ledger has the very stat that it was recorded with.

    No file is read. Without a sound ledger nothing is known, and the answer is no.
    """
    try:
        payload = read_sealed(output_home(root, output) / LEDGER, LEDGER_SCHEMA)
        if payload is None:
            return False
        folder = str(output)
        for path, record in _ledgers.decode(payload).records.items():
            if file_stat(os.lstat(f"{folder}/{path}")) != record.stat:
                return False
    except (DamagedError, msgspec.DecodeError, OSError):
        return False
    return True
