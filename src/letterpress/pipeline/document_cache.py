# SPDX-License-Identifier: MIT
"""Parsed documents from one build to the next, documents and bodies read by need.

Documents go into the cache as JSON, which, unlike MessagePack, remembers the UTC offset of a date. A fresh document
comes out the same way, so that no build can depend on whether something was cached.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Generic, Self, TypeVar

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.document import PARSE_VERSION, BrokenDocument, Document
from letterpress.parse.codec import decode_documents
from letterpress.pipeline.engine_version import product_version
from letterpress.store.artifact_cache import ArtifactCache

D = TypeVar("D")

Decode = Callable[[bytes], Sequence[D]]
"""From lines of JSON to documents."""

DOCUMENT = "document"
BODY = "body"
TREE = "tree"


class DocumentCache(Generic[D]):
    """The documents of a project by the digest of all that parsing them depends on."""

    def __init__(
        self, artifacts: ArtifactCache, decode: Decode[D], memory: dict[Digest, D], *, keeps: bool = True
    ) -> None:
        self._artifacts = artifacts
        self._decode = decode
        self._memory = memory
        self._keeps = keeps
        self._unkept: set[Digest] = set()
        """Keys of documents that are in memory alone, because nothing may be written."""

    @classmethod
    def open(
        cls,
        root: Path,
        version: Digest,
        decode: Decode[D],
        memory: dict[Digest, D] | None = None,
        *,
        keeps: bool = True,
    ) -> tuple[Self, tuple[Diagnostic, ...]]:
        """Load what the last build kept.

        Args:
            root: The project's folder.
            version: Of whatever makes all documents; another version starts empty.
            decode: For example `msgspec.json.Decoder(...).decode_lines`.
            memory: Documents that this process has decoded before, by key; others join them.
            keeps: Whether to write to disk what is put into the cache; else documents stay in memory, and bodies are
                to be made again.

        Returns:
            The cache; and a note (`cache-unreadable`) where it was damaged and starts empty.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        artifacts, notes = ArtifactCache.open(root, version, makes_home=keeps)
        return cls(artifacts, decode, {} if memory is None else memory, keeps=keeps), notes

    @property
    def is_empty(self) -> bool:
        """Whether it holds no document."""
        return not self._artifacts.keys(DOCUMENT)

    def get(self, key: Digest) -> D | None:
        """The document under a key, or None."""
        return self.get_all([key])[0]

    def get_all(self, keys: Sequence[Digest]) -> list[D | None]:
        """The documents under some keys, each or None; many together come several times as fast as one by one."""
        known: AbstractSet[Digest] = self._artifacts.keys(DOCUMENT)
        memory = self._memory
        kept = [key for key in keys if key in known and key not in memory]
        data = self._artifacts.get_all(kept, DOCUMENT)
        sound = {key: each for key, each in zip(kept, data, strict=True) if each is not None}
        memory.update(zip(sound, self._decode(b"".join(sound.values())), strict=True))
        if self._unkept:
            known = known | self._unkept
        # What is in memory alone has no body on disk: it has to be parsed again.
        return [memory.get(key) if key in known else None for key in keys]

    def body(self, key: Digest) -> bytes | None:
        """The encoded body of a document, read from disk; None where it is missing or damaged."""
        return self._artifacts.get(key, BODY)

    def tree(self, key: Digest) -> bytes | None:
        """The encoded tree of a document's body, read from disk; None where no output has asked for it yet."""
        return self._artifacts.get(key, TREE)

    def put_tree(self, key: Digest, tree: bytes) -> None:
        """Keep the encoded tree of a document's body.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        if self._keeps:
            self._artifacts.put_all(TREE, {key: tree})

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
        documents = {key: document + b"\n" for key, document, _ in parsed}
        values = self._decode(b"".join(documents.values()))
        if self._keeps:
            self._artifacts.put_all(DOCUMENT, documents)
            self._artifacts.put_all(BODY, {key: body for key, _, body in parsed})
        else:
            self._unkept.update(documents)
        self._memory.update(zip(documents, values, strict=True))
        return values

    def forget(self, keys: Iterable[Digest]) -> None:
        """Documents are no longer needed."""
        gone = list(keys)
        self._artifacts.forget(gone)
        for key in gone:
            self._memory.pop(key, None)

    def save(self, live: AbstractSet[Digest]) -> bool:
        """Keep the documents that are still in use for the next build, and forget the others.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        self.forget((self._artifacts.keys(DOCUMENT) | self._memory.keys()) - live)
        return self.store()

    def store(self) -> bool:
        """Keep the documents that are not forgotten for the next build.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        return self._keeps and self._artifacts.save()

    def close(self) -> None:
        """Let go of the files; `save` comes first."""
        self._artifacts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


Cache = DocumentCache[Document | BrokenDocument]


def open_cache(
    root: Path, memory: dict[Digest, Document | BrokenDocument], *, keeps: bool = True
) -> tuple[Cache, tuple[Diagnostic, ...]]:
    """The project's parsed documents, and a note where they were damaged."""
    version = digest(f"{product_version()} {PARSE_VERSION}".encode())
    return DocumentCache.open(root, version, decode_documents, memory, keeps=keeps)
