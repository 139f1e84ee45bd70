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
from letterpress.fingerprint import Digest
from letterpress.packing import plain
from letterpress.write import problems
from letterpress.write.bodies import Bodies, Place
from letterpress.write.home import made, shown, state_home
from letterpress.write.index import Head, Index, read_index, split_keys, write_index
from letterpress.write.sealed import DamagedError, remove

D = TypeVar("D")

Decode = Callable[[bytes | memoryview], Sequence[D]]
"""From a JSON array to documents."""

CACHE = "cache"
INDEX = "index"
CHANGES = "changes"
FEW = 20
"""Changes are kept apart from the index while it holds this many times as many documents."""

_documents = msgspec.json.Encoder(enc_hook=plain)


class DocumentCache(Generic[D]):
    """The documents of a project by the digest of all that parsing them depends on."""

    def __init__(self, folder: Path, version: Digest, decode: Decode[D]) -> None:
        self._folder = folder
        self._version = version
        self._decode = decode
        self._documents: dict[Digest, D] = {}
        self._places: dict[Digest, Place] = {}
        self._bodies = Bodies(folder, generation=0, end=0)
        self._base: Digest = b""
        self._indexed: frozenset[Digest] = frozenset()
        self._changed: set[Digest] = set()
        self._is_saved = True

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
        index = read_index(self._folder / INDEX)
        if index is None:
            return
        self._bodies = Bodies(self._folder, generation=index.head.generation, end=index.head.end)
        if index.head.version != self._version:
            return
        self._base = index.digest
        self._indexed = frozenset(self._take(index))
        changes = read_index(self._folder / CHANGES)
        if changes is not None and changes.head.base == index.digest:
            self._changed.update(self._take(changes))
            for key in split_keys(changes.head.dropped):
                del self._documents[key], self._places[key]
            self._bodies = Bodies(self._folder, generation=index.head.generation, end=changes.head.end)

    def _take(self, index: Index) -> list[Digest]:
        """Add the documents of an index file; their keys."""
        keys = split_keys(index.head.keys)
        self._documents.update(zip(keys, self._decode(index.documents), strict=True))
        self._places.update(zip(keys, index.head.places, strict=True))
        return keys

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
        self._changed.add(key)
        self._is_saved = False
        return value

    def save(self, live: AbstractSet[Digest]) -> bool:
        """Keep the documents that are still in use for the next build, and forget the others.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        keys = [key for key in self._documents if key in live]
        if self._is_saved and len(keys) == len(self._documents):
            return False
        generation = self._bodies.generation
        places = self._bodies.settle([self._places[key] for key in keys])
        self._places = dict(zip(keys, places, strict=True))
        self._documents = {key: self._documents[key] for key in keys}
        self._changed.intersection_update(keys)
        dropped = [key for key in self._indexed if key not in self._documents]
        made(self._folder)
        few = FEW * (len(self._changed) + len(dropped)) < len(self._indexed)
        if few and generation == self._bodies.generation:
            self._write(CHANGES, [key for key in keys if key in self._changed], dropped)
        else:
            self._write_all(keys)
        self._is_saved = True
        return True

    def _write_all(self, keys: Sequence[Digest]) -> None:
        remove(self._folder / CHANGES)
        self._base = b""
        self._base = self._write(INDEX, keys, ())
        self._indexed, self._changed = frozenset(keys), set()
        self._bodies.sweep()

    def _write(self, name: str, keys: Sequence[Digest], dropped: Sequence[Digest]) -> Digest:
        head = Head(
            version=self._version,
            generation=self._bodies.generation,
            end=self._bodies.end,
            keys=b"".join(keys),
            places=tuple([self._places[key] for key in keys]),
            base=self._base,
            dropped=b"".join(dropped),
        )
        documents = _documents.encode([self._documents[key] for key in keys])
        return write_index(self._folder / name, head, documents)

    def close(self) -> None:
        """Let go of the files; `save` comes first."""
        self._bodies.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
