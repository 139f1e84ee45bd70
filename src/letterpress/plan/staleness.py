# SPDX-License-Identifier: MIT
"""What the last build left behind, and which outputs of a plan are stale, with reasons."""

from collections.abc import Mapping

import msgspec

from letterpress.fingerprint import Digest
from letterpress.load import FileStat
from letterpress.plan.jobs import Inputs


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One output of the last build."""

    inputs: Inputs
    reads: int
    """Index into the ledger's `reads`."""
    digest: Digest
    """Of the file's content."""
    stat: FileStat
    """As it was when the file was last known to have that content."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that we own in the output folder."""

    engine: Digest = b""
    reads: tuple[Mapping[str, Digest], ...] = ()
    """Sets of templates and data files that outputs read, by name; an empty digest means it was missing."""
    records: Mapping[str, Record]
    """By output path."""
