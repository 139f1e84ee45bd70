# SPDX-License-Identifier: MIT
"""The ledger on disk: what we own in an output folder, from one build to the next.

The ledger of a large site has most of its records in a file beside it, which stays as it is for many builds; what
changed since is in the ledger itself. So an edit of a text writes a twentieth of what it would else. It needs a handful
of 14,000 records, which are searched for in the bytes: that takes half of the time of decoding all of them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.files import all_inner, is_inner
from letterpress.plan.inputs import InputKey
from letterpress.plan.staleness import Ledger, Record
from letterpress.store.checked_file import UnreadableError, encoder, read_sealed, remove, write_sealed
from letterpress.store.output_stats import (
    LedgerHeader,
    amend_header,
    read_header,
    save_output_stats,
    write_header,
)
from letterpress.store.paths import JOURNAL, RECORDS, made, output_home

FEW = 256
"""Records that the ledger itself has room for."""

_SCHEMA = b"records 3"


class _Records(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Records beside the ledger, still encoded."""

    paths: tuple[str, ...] = ()
    encoded: bytes = b"\x90"
    """A list of them, in the order of the paths."""


class LedgerFile:
    """The ledger of one output folder as the last build left it, of which a part can be read and changed."""

    def __init__(self, header: LedgerHeader, ledger: Ledger, beside: _Records) -> None:
        """See `open_ledger`."""
        self._header = header
        self._ledger = ledger
        """Its records replace those beside it, or join them."""
        self._beside = beside

    @property
    def inputs(self) -> Digest:
        """As `Ledger.inputs`."""
        return self._header.inputs

    def whole(self) -> Ledger:
        """All of the ledger."""
        left_over = tuple(filter(is_inner, self._ledger.left_over))
        return msgspec.structs.replace(self._ledger, records=self._all(), left_over=left_over)

    def records_with_inputs(self, keys: AbstractSet[InputKey]) -> Ledger:
        """The ledger with those records alone whose inputs have one of these keys."""
        found = {**self._found_beside(keys), **self._ledger.records}
        records = {path: each for path, each in found.items() if not keys.isdisjoint(each.inputs.keys)}
        return msgspec.structs.replace(self._ledger, records=_inner(records))

    def amended(self, part: Ledger) -> LedgerHeader | Ledger:
        """The ledger with a part of it changed; only its header, where the records beside it can stay as they are.

        Args:
            part: Its `reads` begin with all that the ledger has.
        """
        records = {**self._ledger.records, **part.records}
        if not self._header.records or len(records) > FEW:
            return msgspec.structs.replace(part, records={**self._all(), **part.records})
        stats = {path: record.stat for path, record in records.items()}
        content = encoder.encode(msgspec.structs.replace(part, records=records))
        return LedgerHeader(self._header.records, part.inputs, stats, content)

    def _all(self) -> dict[str, Record]:
        beside = zip(self._beside.paths, _records(self._beside.encoded), strict=True)
        return _inner({**dict(beside), **self._ledger.records})

    def _found_beside(self, keys: AbstractSet[InputKey]) -> dict[str, Record]:
        """The records beside the ledger that hold the bytes of one of these keys, be it as an input or by chance."""
        data = self._beside.encoded
        places = [at for key in keys for at in _places(data, encoder.encode(key))]
        if not places:
            return {}
        sizes = list(map(len, _parts(data)))
        starts = list(accumulate(sizes, initial=len(data) - sum(sizes)))
        numbers = {bisect_right(starts, at) - 1 for at in places}
        return {
            self._beside.paths[each]: _record(data[starts[each] : starts[each + 1]])
            for each in sorted(numbers)
        }


def open_ledger(root: Path, output: Path) -> tuple[LedgerFile, tuple[Diagnostic, ...]]:
    """The ledger of an output folder.

    Returns:
        An empty one where there is none; with a note (`cache-unreadable`) where it is damaged.
    """
    home = output_home(root, output)
    nothing = LedgerFile(LedgerHeader(), Ledger(records={}), _Records())
    try:
        header = read_header(home)
        if header is None:
            return nothing, ()
        beside = _read_records(home, header.records) if header.records else _Records()
        return LedgerFile(header, _decode(header.content), beside), ()
    except UnreadableError as error:
        return nothing, (error.note,)
    except msgspec.DecodeError:
        return nothing, (UnreadableError().note,)


def load_ledger(root: Path, output: Path) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """All of the ledger of an output folder; see `open_ledger`."""
    file, notes = open_ledger(root, output)
    return file.whole(), notes


def save_ledger(root: Path, output: Path, ledger: Ledger, former: LedgerFile | None = None) -> None:
    """Keep the ledger for the next build; the last step of a publishing, which closes its journal.

    Args:
        root: The project's folder.
        output: The output folder.
        ledger: What is to be kept.
        former: Of which `ledger` is a changed part, if it is not all of it.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = made(output_home(root, output))
    saved = ledger if former is None else former.amended(ledger)
    if isinstance(saved, LedgerHeader):
        amend_header(home, saved)
        remove(home / JOURNAL)
        return
    name = _write(home, saved)
    remove(home / JOURNAL)
    save_output_stats(home, name, {path: record.stat for path, record in saved.records.items()})


def _write(home: Path, ledger: Ledger) -> str:
    """Replace a ledger as a whole.

    Returns:
        The name of the file with most records, if there is one.
    """
    is_small = len(ledger.records) <= FEW
    # A build that is killed in here leaves either ledger, and the records that this one speaks of.
    name = "" if is_small else write_records(home, ledger.records)
    content = encoder.encode(ledger if is_small else msgspec.structs.replace(ledger, records={}))
    write_header(home, LedgerHeader(name, ledger.inputs, {}, content))
    for path in home.glob(f"{RECORDS}*"):
        if path.name != name:
            with suppress(OSError):  # it is in nobody's way, and the next ledger comes
                path.unlink()
    return name


def write_records(home: Path, records: Mapping[str, Record]) -> str:
    """Write records to a file that no ledger speaks of yet.

    Returns:
        Its name, which holds a digest of the content: the records of another ledger are never taken for these.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    encoded = encoder.encode(list(records.values()))
    payload = encoder.encode(_Records(tuple(records), encoded))
    name = f"{RECORDS}{digest(payload).hex()}"
    write_sealed(home / name, _SCHEMA, payload, durable=True)
    return name


def _read_records(home: Path, name: str) -> _Records:
    # The seal has the name in it, and so the digest of what we wrote.
    payload = read_sealed(home / name, _SCHEMA, bytes) if is_inner(name) and "/" not in name else None
    if payload is None:
        raise UnreadableError
    return _decode_beside(payload)


def _inner(records: Mapping[str, Record]) -> dict[str, Record]:
    """The records of files in the output folder; whatever a ledger says, there are no others."""
    if all_inner(records):
        return dict(records)
    return {path: record for path, record in records.items() if is_inner(path)}


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


_decode = msgspec.msgpack.Decoder(Ledger).decode
_decode_beside = msgspec.msgpack.Decoder(_Records).decode
_record = msgspec.msgpack.Decoder(Record).decode
_records = msgspec.msgpack.Decoder(tuple[Record, ...]).decode
_parts = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...]).decode
