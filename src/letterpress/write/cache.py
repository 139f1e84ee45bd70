# SPDX-License-Identifier: MIT
"""Parsed documents from one build to the next: small values decoded in one go, bodies read by need.

The cache does not know what it keeps: documents go in as JSON, which, unlike MessagePack, remembers the UTC offset of
a date, and come out as the caller decodes them; a fresh document comes out the same way, so that no build can depend
on whether something was cached.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Generic, Self, TypeVar

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.fingerprint import DIGEST_SIZE, Digest
from letterpress.write import problems
from letterpress.write.bodies import Bodies, Place
from letterpress.write.home import made, shown, state_home
from letterpress.write.sealed import DamagedError, plain, read_sealed, write_sealed

D = TypeVar("D")

Decode = Callable[[bytes | memoryview], Sequence[D]]
"""From a JSON array to documents."""

CACHE = "cache"
INDEX = "index"
_SCHEMA = b"cache 1"
_LENGTH = 8

_documents = msgspec.json.Encoder(enc_hook=plain)


class _Index(msgspec.Struct, frozen=True, array_like=True):
    """What the index file holds before the documents."""

    version: Digest
    generation: int
    end: int
    keys: bytes
    """One after the other, in the order of the documents."""
    places: tuple[Place, ...]


class DocumentCache(Generic[D]):
    """The documents of a project by the digest of all that parsing them depends on."""

    def __init__(self, folder: Path, version: Digest, decode: Decode[D]) -> None:
        self._folder = folder
        self._version = version
        self._decode = decode
        self._documents: dict[Digest, D] = {}
        self._places: dict[Digest, Place] = {}
        self._bodies = Bodies(folder, generation=0, end=0)
        self._is_changed = False

    @classmethod
    def open(cls, root: Path, version: Digest, decode: Decode[D]) -> tuple[Self, tuple[Diagnostic, ...]]:
        """Load what the last build kept.

        Args:
            root: The project's folder.
            version: Of whatever makes all documents; another version starts empty.
            decode: For example `msgspec.json.Decoder(list[...]).decode`.

        Returns:
            The cache; and a note (`cache-unreadable`) where it was damaged and starts empty.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        cache = cls(state_home(root) / CACHE, version, decode)
        try:
            cache._load()
        except (DamagedError, msgspec.DecodeError):
            return cls(cache._folder, version, decode), (
                problems.cache_unreadable(shown(cache._folder / INDEX)),
            )
        return cache, ()

    def _load(self) -> None:
        payload = read_sealed(self._folder / INDEX, _SCHEMA)
        if payload is None:
            return
        start = _LENGTH + int.from_bytes(payload[:_LENGTH], "big")
        index = msgspec.msgpack.decode(memoryview(payload)[_LENGTH:start], type=_Index)
        self._bodies = Bodies(self._folder, generation=index.generation, end=index.end)
        if index.version != self._version:
            return
        keys = [index.keys[at : at + DIGEST_SIZE] for at in range(0, len(index.keys), DIGEST_SIZE)]
        documents = self._decode(memoryview(payload)[start:])
        self._documents = dict(zip(keys, documents, strict=True))
        self._places = dict(zip(keys, index.places, strict=True))

    def get(self, key: Digest) -> D | None:
        """The document under a key, or None."""
        return self._documents.get(key)

    def body(self, key: Digest) -> bytes | None:
        """The encoded body of a document, read from disk; None where it is missing or damaged."""
        place = self._places.get(key)
        return None if place is None else self._bodies.read(place)

    def put(self, key: Digest, document: bytes, body: bytes) -> D:
        """Keep a document.

        Args:
            key: The digest of all that parsing it depends on.
            document: As JSON.
            body: Encoded in any way; goes to disk at once.

        Returns:
            The document as the next build will get it.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        (value,) = self._decode(b"[" + document + b"]")
        self._places[key] = self._bodies.append(body)
        self._documents[key] = value
        self._is_changed = True
        return value

    def save(self, live: AbstractSet[Digest]) -> bool:
        """Keep the documents that are still in use for the next build, and forget the others.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        keys = [key for key in self._documents if key in live]
        if not self._is_changed and len(keys) == len(self._documents):
            return False
        places = self._bodies.settle([self._places[key] for key in keys])
        index = _Index(
            self._version, self._bodies.generation, self._bodies.end, b"".join(keys), tuple(places)
        )
        head = msgspec.msgpack.encode(index)
        documents = _documents.encode([self._documents[key] for key in keys])
        made(self._folder)
        write_sealed(
            self._folder / INDEX, _SCHEMA, b"".join((len(head).to_bytes(_LENGTH, "big"), head, documents))
        )
        self._documents = {key: self._documents[key] for key in keys}
        self._places = dict(zip(keys, places, strict=True))
        self._is_changed = False
        self._bodies.sweep()
        return True

    def close(self) -> None:
        """Let go of the files; `save` comes first."""
        self._bodies.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
