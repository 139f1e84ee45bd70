# SPDX-License-Identifier: MIT
"""Whether the files of the last build are still in the output folder as it left them."""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from letterpress.load import FileStat, digest_file, file_stat
from letterpress.plan.staleness import Ledger
from letterpress.write.folders import linked_folders


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the outputs of the last build."""

    damaged: frozenset[str]
    """Paths whose file is missing or differs."""
    stats: Mapping[str, FileStat]
    """New stats of files that are the same under another stat, as after a fresh checkout."""


def verify_outputs(output: Path, ledger: Ledger, paths: Iterable[str]) -> Verified:
    """Compare files with their records; only one with another stat is read.

    Args:
        output: The output folder.
        ledger: What should be there.
        paths: Which outputs to look at; one without a record is left out.
    """
    stats: dict[str, FileStat] = {}
    looked_at = [path for path in paths if path in ledger.records]
    damaged = _below_links(output, looked_at)
    for path in looked_at:
        record = ledger.records[path]
        if path in damaged:
            continue
        real = f"{output}/{path}"
        try:
            seen = os.lstat(real)
            found = file_stat(seen)
            if found == record.stat:
                continue
            if not stat.S_ISREG(seen.st_mode) or found.size != record.stat.size:
                damaged.add(path)
            elif digest_file(real)[0] == record.digest:
                stats[path] = found
            else:
                damaged.add(path)
        except OSError:
            damaged.add(path)
    return Verified(damaged=frozenset(damaged), stats=stats)


def _below_links(output: Path, paths: Sequence[str]) -> set[str]:
    """The paths that are reached through a symbolic link in the output folder, which we never make."""
    links = linked_folders(output, {path.rpartition("/")[0] for path in paths})
    starts = tuple(f"{link}/" for link in links)
    return {path for path in paths if path.startswith(starts)} if starts else set()
