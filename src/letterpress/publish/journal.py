# SPDX-License-Identifier: MIT
"""Move finished files into place so that a build killed half-way can be finished by the next one.

The journal is the point of no return: before it is written nothing in the output has changed, and after that every
step can be repeated without harm.
"""

from pathlib import Path

import msgspec

from letterpress.digests import Digest
from letterpress.store.checked_file import DamagedError, encoder, read_sealed, write_sealed
from letterpress.store.paths import JOURNAL

_SCHEMA = b"journal 1"


class Move(msgspec.Struct, frozen=True, array_like=True):
    """One finished file on its way into the output."""

    staged: str
    """Its name in the stage."""
    path: str
    """Relative to the output folder."""
    digest: Digest
    displaces: bool = False
    """Whether a file that is not ours is to be kept elsewhere first."""


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """All that one publishing does, in order; paths are relative to the output folder."""

    stage: str
    """The folder of the finished files; empty where there are none."""
    keep: tuple[str, ...] = ()
    """Stale files that are no longer what we wrote: copies of them are kept elsewhere."""
    clear: tuple[str, ...] = ()
    """Stale files that stand where a folder must be, or in a folder that must become a file."""
    whole: tuple[str, ...] = ()
    """New folders at the top of the output; each moves with all that is in it, if it can."""
    moves: tuple[Move, ...] = ()
    remove: tuple[str, ...] = ()
    """Stale files that go last."""


def write_journal(home: Path, journal: Journal) -> None:
    """Begin to publish.

    Args:
        home: From `output_home`.
        journal: What is going to be done.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(home / JOURNAL, _SCHEMA, encoder.encode(journal))


def read_journal(home: Path) -> Journal | None:
    """The journal of a publishing that did not come to its end, or None.

    A damaged one counts as none: it is written in one step, so the publishing never began.
    """
    try:
        payload = read_sealed(home / JOURNAL, _SCHEMA)
        return None if payload is None else msgspec.msgpack.decode(payload, type=Journal)
    except (DamagedError, msgspec.DecodeError):
        return None
