# SPDX-License-Identifier: MIT
"""The ledger as it is on disk, where a part of it can be read and changed without the rest.

A big ledger has most of its records in a file beside it, which stays as it is for many builds; what changed since is
in the ledger itself. So an edit of a text writes a twentieth of what it would else.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.plan.inputs import InputKey
from letterpress.plan.staleness import NOTHING, Ledger, Record
from letterpress.store import diagnostics as problems
from letterpress.store.checked_file import DamagedError, encoder
from letterpress.store.ledger_records import Records, read_records, sweep_records, write_records
from letterpress.store.output_stats import LEDGER, Front, read_front, renew_front, save_standing, write_front
from letterpress.store.paths import made, output_home, shown

FEW = 256
"""Records that the ledger itself has room for."""


class _Content(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the ledger itself holds."""

    inputs: Digest = b""
    shared: Mapping[InputKey, Digest] = NOTHING
    reads: tuple[Mapping[InputKey, Digest], ...] = ()
    records: Mapping[str, Record] = msgspec.field(default_factory=dict)
    """They replace those beside it, or join them."""
    diagnostics: Mapping[str, tuple[Diagnostic, ...]] = msgspec.field(default_factory=dict)
    """As `Ledger.diagnostics`."""


class Book:
    """The ledger of one output folder, as the last build left it."""

    def __init__(self, content: _Content, beside: Records, name: str) -> None:
        """See `open_book`."""
        self._content = content
        self._beside = beside
        self._name = name
        """Of the file beside the ledger; empty where there is none."""

    @property
    def inputs(self) -> Digest:
        """As `Ledger.inputs`."""
        return self._content.inputs

    def whole(self) -> Ledger:
        """All of the ledger."""
        return self._ledger({**self._beside.all(), **self._content.records})

    def part(self, keys: AbstractSet[InputKey]) -> Ledger:
        """The ledger with those records alone whose inputs have one of these keys."""
        found = {**self._beside.depending_on(keys), **self._content.records}
        return self._ledger(
            {path: each for path, each in found.items() if not keys.isdisjoint(each.inputs.keys)}
        )

    def amend(self, home: Path, part: Ledger) -> None:
        """Keep a part of the ledger that changed.

        Args:
            home: From `output_home`.
            part: Its `reads` begin with all that the ledger has.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        records = {**self._content.records, **part.records}
        if not self._name or len(records) > FEW:
            whole = {**self._beside.all(), **records}
            write_book(home, msgspec.structs.replace(part, records=whole))
            return
        stats = {path: record.stat for path, record in records.items()}
        content = encoder.encode(_Content(part.inputs, part.shared, part.reads, records, part.diagnostics))
        renew_front(home, Front(self._name, stats, content))

    def _ledger(self, records: Mapping[str, Record]) -> Ledger:
        content = self._content
        return Ledger(
            inputs=content.inputs,
            shared=content.shared,
            reads=content.reads,
            records=records,
            diagnostics=content.diagnostics,
        )


def open_book(root: Path, output: Path) -> tuple[Book, tuple[Diagnostic, ...]]:
    """The ledger of an output folder.

    Returns:
        An empty one where there is none; with a note (`cache-unreadable`) where it is damaged.
    """
    home = output_home(root, output)
    at = home / LEDGER
    nothing = Book(_Content(), Records(), "")
    try:
        front = read_front(home)
        if front is None:
            return nothing, ()
        content = _decode(front.content)
        at = home / front.records
        beside = read_records(at) if front.records else Records()
    except (DamagedError, msgspec.DecodeError):
        return nothing, (problems.cache_unreadable(shown(at)),)
    return Book(content, beside, front.records), ()


def write_book(home: Path, ledger: Ledger) -> None:
    """Replace a ledger as a whole.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    made(home)
    is_small = len(ledger.records) <= FEW
    # A build that is killed in here leaves either ledger, and the records that this one speaks of.
    name = "" if is_small else write_records(home, ledger.records)
    records = ledger.records if is_small else {}
    content = encoder.encode(
        _Content(ledger.inputs, ledger.shared, ledger.reads, records, ledger.diagnostics)
    )
    write_front(home, Front(name, {}, content))
    sweep_records(home, name)
    save_standing(home, name, {path: record.stat for path, record in ledger.records.items()})


_decode = msgspec.msgpack.Decoder(_Content).decode
