# SPDX-License-Identifier: MIT
"""The records of a ledger in a file of their own: so that a few can be found and read without the others.

An edit of a text needs a handful of 14,000. They are searched for in the bytes, which takes half of the time of making
all of them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

import msgspec

from letterpress.plan.inputs import InputKey
from letterpress.plan.staleness import Record
from letterpress.store.checked_file import DamagedError, checksum, encoder, read_sealed, write_sealed
from letterpress.store.output_stats import RECORDS

_SCHEMA = b"records 2"


class Records(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Records, still encoded."""

    paths: tuple[str, ...] = ()
    encoded: bytes = b"\x90"
    """A list of them, in the order of the paths."""

    def all(self) -> dict[str, Record]:
        """Every record by its path."""
        return dict(zip(self.paths, _records(self.encoded), strict=True))

    def depending_on(self, keys: AbstractSet[InputKey]) -> dict[str, Record]:
        """The records whose inputs have one of these keys."""
        data = self.encoded
        places = [at for key in keys for at in _places(data, encoder.encode(key))]
        if not places:
            return {}
        sizes = list(map(len, _parts(data)))
        starts = list(accumulate(sizes, initial=len(data) - sum(sizes)))
        found = {}
        for each in sorted({bisect_right(starts, at) - 1 for at in places}):
            record = _record(data[starts[each] : starts[each + 1]])
            if not keys.isdisjoint(record.inputs.keys):
                found[self.paths[each]] = record
        return found


def read_records(path: Path) -> Records:
    """The records in a file.

    Raises:
        DamagedError: They are not what `write_records` wrote.
    """
    payload = read_sealed(path, _SCHEMA)
    if payload is None or not path.name.endswith(checksum(payload).hex()):
        raise DamagedError("gone")
    try:
        return _decode(payload)
    except msgspec.DecodeError as error:
        raise DamagedError(str(error)) from None


def write_records(home: Path, records: Mapping[str, Record]) -> str:
    """Write records to a file that no ledger speaks of yet.

    Returns:
        Its name.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    encoded = encoder.encode(list(records.values()))
    payload = encoder.encode(Records(tuple(records), encoded))
    name = f"{RECORDS}{checksum(payload).hex()}"
    write_sealed(home / name, _SCHEMA, payload)
    return name


def sweep_records(home: Path, name: str) -> None:
    """Delete such files but the one of this name, which the ledger speaks of."""
    for path in home.glob(f"{RECORDS}*"):
        if path.name != name:
            with suppress(OSError):  # it is in nobody's way, and the next sweep comes
                path.unlink()


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


_decode = msgspec.msgpack.Decoder(Records).decode
_record = msgspec.msgpack.Decoder(Record).decode
_records = msgspec.msgpack.Decoder(tuple[Record, ...]).decode
_parts = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...]).decode
