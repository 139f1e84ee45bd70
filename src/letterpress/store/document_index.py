# SPDX-License-Identifier: MIT
"""The cache's index on disk: for each document its key, and where the document and its body are.

It holds no document, so that to write it anew costs little however many there are.
"""

from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from typing import NamedTuple

import msgspec

from letterpress.digests import DIGEST_SIZE, Digest
from letterpress.store.blob_file import Extent, Place
from letterpress.store.checked_file import read_sealed, write_sealed

_SCHEMA = b"cache 3"
_ROW = Struct("<QLLQLL")

Row = bytes
"""The places of a document and of its body, packed: ten thousand of them are read in a millisecond."""


class Places(NamedTuple):
    """Where a document and its body are."""

    document: Place
    body: Place


class Index(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the file holds."""

    version: Digest
    documents: Extent
    bodies: Extent
    keys: bytes
    """One after the other."""
    rows: bytes
    """The same, in the order of the keys."""


def write_index(path: Path, index: Index) -> None:
    """Replace an index file.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(path, _SCHEMA, msgspec.msgpack.encode(index))


def read_index(path: Path) -> Index | None:
    """An index file, or None where there is none.

    Raises:
        DamagedError: It is truncated, decayed or of another schema.
        msgspec.DecodeError: As rare as a checksum that is right by chance.
    """
    payload = read_sealed(path, _SCHEMA)
    return None if payload is None else msgspec.msgpack.decode(payload, type=Index)


def rows_by_key(index: Index) -> dict[Digest, Row]:
    """The row of each key."""
    return dict(zip(_split(index.keys, DIGEST_SIZE), _split(index.rows, _ROW.size), strict=True))


def packed(places: Places) -> Row:
    """A row."""
    return _ROW.pack(*places.document, *places.body)


def unpacked(row: Row) -> Places:
    """What a row says."""
    numbers = _ROW.unpack(row)
    return Places(Place(*numbers[:3]), Place(*numbers[3:]))


def places_of_documents(rows: Iterable[Row]) -> list[tuple[int, int, int]]:
    """Of many rows what makes the `Place` of the document, in a tenth of the time."""
    return [numbers[:3] for numbers in _ROW.iter_unpack(b"".join(rows))]


def _split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]
