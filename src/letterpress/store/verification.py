# SPDX-License-Identifier: MIT
"""Whether the files of the last build are still in the output folder as it left them."""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from letterpress.files import FileStat, Folders, digest_file, file_stat
from letterpress.plan.staleness import Ledger


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the outputs of the last build."""

    damaged: frozenset[str]
    """Paths whose file is missing or differs."""
    stats: Mapping[str, FileStat]
    """New stats of files that are the same under another stat, as after a fresh checkout."""


def verify_outputs(output: Path, ledger: Ledger, paths: Iterable[str]) -> Verified:
    """Compare files with their records; only one with another stat is read, and never through a link.

    Args:
        output: The output folder.
        ledger: What should be there.
        paths: Which outputs to look at; one without a record is left out.
    """
    damaged: set[str] = set()
    stats: dict[str, FileStat] = {}
    folders = Folders(output)
    for path in paths:
        record = ledger.records.get(path)
        if record is None:
            continue
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
