# SPDX-License-Identifier: MIT
"""Whether the outputs of the last build are still as it left them, told from their stats, else from their content.

A build with nothing to do reads the ledger's header and a small file of stats beside it, an eighth of the records in
size, and never the records.
"""

import os
import stat
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from letterpress.digests import Digest
from letterpress.files import FileStat, Folders, digest_file, file_stat
from letterpress.store.checked_file import UnreadableError, encoder, read_sealed, write_sealed
from letterpress.store.paths import LEDGER, STATS, output_home

if TYPE_CHECKING:
    from letterpress.plan.staleness import Record

_LEDGER_SCHEMA = b"ledger 4"
_STATS_SCHEMA = b"stats 1"
"""Raise the number whenever the shape of a file changes."""


class LedgerHeader(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The ledger's own file, as far as it matters here."""

    records: str = ""
    """The name of the file with most records; empty where there is none."""
    inputs: Digest = b""
    """As `Ledger.inputs`."""
    stats: Mapping[str, FileStat] = msgspec.field(default_factory=dict)
    """Of the outputs that changed since the stats were saved, by path."""
    content: bytes = b""
    """The rest."""


class _Stats(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The stats of all outputs that a ledger knows of."""

    ledger: FileStat
    """Of the largest of its files: whatever happens to that, this counts no more."""
    outputs: Mapping[str, FileStat]
    """By path in the output folder."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the outputs of the last build."""

    damaged: frozenset[str]
    """Paths whose file is missing or differs."""
    stats: Mapping[str, FileStat]
    """New stats of files that are the same under another stat, as after a fresh checkout."""


def read_header(home: Path) -> LedgerHeader | None:
    """The ledger's own file; None where there is none.

    Raises:
        UnreadableError: It cannot be read.
    """
    return read_sealed(home / LEDGER, _LEDGER_SCHEMA, _decode_header)


def write_header(home: Path, header: LedgerHeader) -> None:
    """Replace the ledger's own file.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(home / LEDGER, _LEDGER_SCHEMA, encoder.encode(header), durable=True)


def amend_header(home: Path, header: LedgerHeader) -> None:
    """Replace it where nothing else of the ledger changed; a check that runs meanwhile can tell.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_header(home, header)
    now = time.time_ns()
    with suppress(OSError):  # without that file nothing is checked
        os.utime(home / STATS, ns=(now, now), follow_symlinks=os.utime not in os.supports_follow_symlinks)


def save_output_stats(home: Path, records: str, outputs: Mapping[str, FileStat]) -> None:
    """Keep the stats of a ledger that was saved just now.

    Args:
        home: From `output_home`.
        records: See `LedgerHeader`.
        outputs: The stat of each of its records.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    ledger = file_stat(os.lstat(home / (records or LEDGER)))
    write_sealed(home / STATS, _STATS_SCHEMA, encoder.encode(_Stats(ledger, outputs)))


def outputs_unchanged(root: Path, output: Path) -> bool:
    """Whether the ledger of an output folder, and every file that it knows of, has the very stat that was saved."""
    home = output_home(root, output)
    try:
        saved = read_sealed(home / STATS, _STATS_SCHEMA, _decode_stats)
        header = read_header(home)
        if saved is None or header is None:
            return False
        if file_stat(os.lstat(home / (header.records or LEDGER))) != saved.ledger:
            return False
        return _all_have(output, {**saved.outputs, **header.stats})
    except (UnreadableError, OSError, ValueError):  # ValueError: no path of ours has a NUL in it
        return False


def verify_outputs(output: Path, records: Mapping[str, "Record"]) -> Verified:
    """Compare files with their records; only one with another stat is read, and never through a link.

    Args:
        output: The output folder.
        records: What should be there, by path.
    """
    damaged: set[str] = set()
    stats: dict[str, FileStat] = {}
    folders = Folders(output)
    for path, record in records.items():
        real = f"{output}/{path}"
        try:
            seen = os.lstat(real)
            found = file_stat(seen)
            if found == record.stat:
                continue
            is_ours = stat.S_ISREG(seen.st_mode) and found.size == record.stat.size
            is_inside = folders.kind(path.rpartition("/")[0]) == "folder"
            if is_ours and is_inside and digest_file(real)[0] == record.digest:
                stats[path] = found
            else:
                damaged.add(path)
        except OSError:
            damaged.add(path)
    return Verified(damaged=frozenset(damaged), stats=stats)


if sys.platform == "win32":  # where a folder cannot be open

    def _all_have(output: Path, outputs: Mapping[str, FileStat]) -> bool:
        return all(file_stat(os.lstat(output / path)) == seen for path, seen in outputs.items())

else:

    def _all_have(output: Path, outputs: Mapping[str, FileStat]) -> bool:
        """Whether every output has its stat, looked up from the output folder: from the root takes a tenth more."""
        folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for path, seen in outputs.items():
                if file_stat(os.lstat(path, dir_fd=folder)) != seen:
                    return False
        finally:
            os.close(folder)
        return True


_decode_header = msgspec.msgpack.Decoder(LedgerHeader).decode
_decode_stats = msgspec.msgpack.Decoder(_Stats).decode
