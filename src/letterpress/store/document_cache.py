# SPDX-License-Identifier: MIT
"""Parsed documents from one build to the next, documents and bodies read by need.

The cache does not know what it keeps: documents go in as JSON, which, unlike MessagePack, remembers the UTC offset of
a date, and come out as the caller decodes them; a fresh document comes out the same way, so that no build can depend
on whether something was cached.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Generic, Self, TypeVar

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.store import diagnostics as problems
from letterpress.store.blob_file import Extent, Heap
from letterpress.store.checked_file import DamagedError
from letterpress.store.document_index import (
    Index,
    Places,
    Row,
    packed,
    places_of_documents,
    read_index,
    rows_by_key,
    unpacked,
    write_index,
)
from letterpress.store.paths import made, shown, state_home

D = TypeVar("D")

Decode = Callable[[bytes], Sequence[D]]
"""From lines of JSON to documents."""

CACHE = "cache"
INDEX = "index"


class DocumentCache(Generic[D]):
    """The documents of a project by the digest of all that parsing them depends on."""

    def __init__(self, folder: Path, version: Digest, decode: Decode[D], at_hand: dict[Digest, D]) -> None:
        self._folder = folder
        self._version = version
        self._decode = decode
        self._rows: dict[Digest, Row] = {}
        self._at_hand = at_hand
        self._documents = Heap(folder, "documents", Extent())
        self._bodies = Heap(folder, "bodies", Extent())
        self._is_saved = True

    @classmethod
    def open(
        cls, root: Path, version: Digest, decode: Decode[D], at_hand: dict[Digest, D] | None = None
    ) -> tuple[Self, tuple[Diagnostic, ...]]:
        """Load what the last build kept.

        Args:
            root: The project's folder.
            version: Of whatever makes all documents; another version starts empty.
            decode: For example `msgspec.json.Decoder(...).decode_lines`.
            at_hand: Documents that this process has decoded before, by key; others join them.

        Returns:
            The cache; and a note (`cache-unreadable`) where it was damaged and starts empty.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        cache = cls(state_home(root) / CACHE, version, decode, {} if at_hand is None else at_hand)
        try:
            index = read_index(cache._folder / INDEX)
        except (DamagedError, msgspec.DecodeError):
            return cache, (problems.cache_unreadable(shown(cache._folder / INDEX)),)
        if index is not None and index.version == version:
            cache._documents = Heap(cache._folder, "documents", index.documents)
            cache._bodies = Heap(cache._folder, "bodies", index.bodies)
            cache._rows = rows_by_key(index)
        return cache, ()

    @property
    def is_empty(self) -> bool:
        """Whether it holds no document."""
        return not self._rows

    def get(self, key: Digest) -> D | None:
        """The document under a key, or None."""
        return self.get_all([key])[0]

    def get_all(self, keys: Sequence[Digest]) -> list[D | None]:
        """The documents under some keys, each or None; many together come several times as fast as one by one."""
        rows, at_hand = self._rows, self._at_hand
        kept = [key for key in keys if key in rows and key not in at_hand]
        data = self._documents.read_all(places_of_documents([rows[key] for key in kept]))
        sound = {key: each for key, each in zip(kept, data, strict=True) if each is not None}
        at_hand.update(zip(sound, self._decode(b"".join(sound.values())), strict=True))
        # Without a row there is no body on disk: such a document has to be parsed again.
        return [at_hand.get(key) if key in rows else None for key in keys]

    def body(self, key: Digest) -> bytes | None:
        """The encoded body of a document, read from disk; None where it is missing or damaged."""
        row = self._rows.get(key)
        return None if row is None else self._bodies.read(unpacked(row).body)

    def put_all(self, parsed: Sequence[tuple[Digest, bytes, bytes]]) -> Sequence[D]:
        """Keep several documents.

        Args:
            parsed: Of each a key, the digest of all that parsing it depends on; the document as JSON, on one line; and
                its body, encoded in any way. All goes to disk at once.

        Returns:
            The documents as the next build will get them.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        keys = [key for key, _, _ in parsed]
        lines = [document + b"\n" for _, document, _ in parsed]
        values = self._decode(b"".join(lines))
        self.forget(keys)
        documents = self._documents.append(lines)
        bodies = self._bodies.append([body for _, _, body in parsed])
        rows = [packed(Places(*each)) for each in zip(documents, bodies, strict=True)]
        self._rows.update(zip(keys, rows, strict=True))
        self._at_hand.update(zip(keys, values, strict=True))
        self._is_saved = False
        return values

    def forget(self, keys: Iterable[Digest]) -> None:
        """Documents are no longer needed."""
        for key in keys:
            row = self._rows.pop(key, None)
            if row is not None:
                places = unpacked(row)
                self._documents.drop(places.document)
                self._bodies.drop(places.body)
                self._at_hand.pop(key, None)
                self._is_saved = False

    def save(self, live: AbstractSet[Digest]) -> bool:
        """Keep the documents that are still in use for the next build, and forget the others.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        self.forget([key for key in self._rows if key not in live])
        for key in self._at_hand.keys() - live:
            del self._at_hand[key]
        return self.store()

    def store(self) -> bool:
        """Keep the documents that are not forgotten for the next build.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        if self._is_saved:
            return False
        made(self._folder)
        self._renew()
        index = Index(
            version=self._version,
            documents=self._documents.extent,
            bodies=self._bodies.extent,
            keys=b"".join(self._rows),
            rows=b"".join(self._rows.values()),
        )
        write_index(self._folder / INDEX, index)
        self._documents.sweep()
        self._bodies.sweep()
        self._is_saved = True
        return True

    def _renew(self) -> None:
        """See that everything is on disk, in new files where most of the old ones is garbage."""
        self._documents.flush()
        self._bodies.flush()
        if self._documents.is_worn or self._bodies.is_worn:
            places = [unpacked(row) for row in self._rows.values()]
            documents = self._documents.renew([each.document for each in places])
            bodies = self._bodies.renew([each.body for each in places])
            rows = [packed(Places(*each)) for each in zip(documents, bodies, strict=True)]
            self._rows = dict(zip(self._rows, rows, strict=True))

    def close(self) -> None:
        """Let go of the files; `save` comes first."""
        self._documents.close()
        self._bodies.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
