# SPDX-License-Identifier: MIT
"""The cache's index on disk: a large file for the whole, and a small one for what has changed since.

So an edit costs a few kilobytes, however many documents there are.
"""

from pathlib import Path

import msgspec

from letterpress.fingerprint import DIGEST_SIZE, Digest, digest
from letterpress.write.bodies import Place
from letterpress.write.sealed import read_sealed, write_sealed

_SCHEMA = b"cache 2"
_LENGTH = 8


class Head(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What stands before the documents in an index file."""

    version: Digest
    generation: int
    """Which file of bodies the places are in ..."""
    end: int
    """... and how much of it counts, in bytes."""
    keys: bytes
    """One after the other, in the order of the documents."""
    places: tuple[Place, ...]
    base: Digest = b""
    """In the small file: the digest of the large one's head; it counts only beside that one."""
    dropped: bytes = b""
    """In the small file: keys of the large one that are no longer in use."""


class Index(msgspec.Struct, frozen=True, gc=False):
    """An index file as read."""

    head: Head
    digest: Digest
    """Of the head."""
    documents: memoryview
    """A JSON array."""


def write_index(path: Path, head: Head, documents: bytes) -> Digest:
    """Replace an index file; the digest of its head.

    Args:
        path: Which of the two.
        head: What is known of the documents.
        documents: A JSON array.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    encoded = msgspec.msgpack.encode(head)
    write_sealed(path, _SCHEMA, b"".join((len(encoded).to_bytes(_LENGTH, "big"), encoded, documents)))
    return digest(encoded)


def read_index(path: Path) -> Index | None:
    """An index file, or None where there is none.

    Raises:
        DamagedError: It is truncated, decayed or of another schema.
        msgspec.DecodeError: As rare as a checksum that is right by chance.
    """
    payload = read_sealed(path, _SCHEMA)
    if payload is None:
        return None
    view = memoryview(payload)
    start = _LENGTH + int.from_bytes(view[:_LENGTH], "big")
    head = payload[_LENGTH:start]
    return Index(msgspec.msgpack.decode(head, type=Head), digest(head), view[start:])


def split_keys(keys: bytes) -> list[Digest]:
    """Keys that were written one after the other."""
    return [keys[at : at + DIGEST_SIZE] for at in range(0, len(keys), DIGEST_SIZE)]
