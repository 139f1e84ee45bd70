# SPDX-License-Identifier: MIT
"""Sources to documents: those that the cache knows are taken from it, the others are parsed, in parallel."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.document import PARSE_VERSION, Body, BrokenDocument, Document
from letterpress.load import Reader, SourceFile
from letterpress.parse.codec import decode_body, decode_documents, encode_options, parse_key
from letterpress.parse.options import ParseOptions, options_digest
from letterpress.pipeline.document_cache import DocumentCache
from letterpress.pipeline.engine_version import product_version
from letterpress.pipeline.progress import Progress
from letterpress.workers.batches import batches
from letterpress.workers.executors import Workers
from letterpress.workers.parse_batch import decode_parsed, parse_sources, parse_tasks, read_tasks

Cache = DocumentCache[Document | BrokenDocument]


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """Every source, understood or known to be broken."""

    documents: tuple[Document | BrokenDocument, ...]
    """In the order of the sources."""
    keys: Mapping[str, Digest]
    """Path to the key that the cache holds the document by."""
    parsed: int
    """How many were not in the cache."""


def open_cache(
    root: Path, memory: dict[Digest, Document | BrokenDocument]
) -> tuple[Cache, tuple[Diagnostic, ...]]:
    """The project's parsed documents, and a note where they were damaged."""
    version = digest(f"{product_version()} {PARSE_VERSION}".encode())
    return DocumentCache.open(root, version, decode_documents, memory)


def read_documents(
    sources: Sequence[SourceFile],
    *,
    options: ParseOptions,
    cache: Cache,
    reader: Reader,
    workers: Workers,
    progress: Progress,
) -> Documents:
    """The documents of all sources; what had to be parsed is in the cache afterwards."""
    of_options = options_digest(options)
    keys = {source.path: parse_key(source.path, source.digest, of_options) for source in sources}
    found = dict(zip(keys, cache.get_all(list(keys.values())), strict=True))
    missing = [source for source in sources if found[source.path] is None]
    if missing:
        _parse(
            missing,
            found,
            keys,
            options=options,
            cache=cache,
            reader=reader,
            workers=workers,
            progress=progress,
        )
    documents = tuple([document for document in found.values() if document is not None])
    return Documents(documents=documents, keys=keys, parsed=len(missing))


def _parse(
    missing: Sequence[SourceFile],
    found: dict[str, Document | BrokenDocument | None],
    keys: Mapping[str, Digest],
    *,
    options: ParseOptions,
    cache: Cache,
    reader: Reader,
    workers: Workers,
    progress: Progress,
) -> None:
    """Fill in what the cache did not have."""
    encoded_options = encode_options(options)
    parts = batches(missing)
    if workers.share_disk:
        local = ((str(reader.root), part, encoded_options) for part in parts)
        results = workers.run(parse_sources, local, tasks=len(missing))
    else:
        distant = ((read_tasks(part, reader), encoded_options) for part in parts)
        results = workers.run(parse_tasks, distant, tasks=len(missing))
    done = 0
    for result in results:
        batch = decode_parsed(result)
        documents = cache.put_all([(keys[path], document, body) for path, document, body in batch])
        found.update(zip([path for path, _, _ in batch], documents, strict=True))
        done += len(batch)
        progress("parse", done, len(missing))


class BodyReader:
    """Reads bodies and their trees from the cache, one at a time; one that is missing there is made again."""

    def __init__(
        self, cache: Cache, keys: Mapping[str, Digest], reader: Reader, options: ParseOptions
    ) -> None:
        self._cache = cache
        self._keys = keys
        self._reader = reader
        self._options = options

    def __call__(self, document: Document) -> Body:
        """The body of a document."""
        return decode_body(self.encoded(document))

    def encoded(self, document: Document) -> bytes:
        """The body of a document for `decode_body`."""
        cached = self._cache.body(self._keys[document.path])
        if cached is not None:
            return cached
        from letterpress.parse.documents import parse_document  # noqa: PLC0415 - the parsers cost 60 ms

        data = self._reader.read(document.path)
        return parse_document(document.path, document.kind, data, self._options).body

    def tree(self, document: Document) -> bytes:
        """The body of a document as a tree, for `decode_tree`; it is made when it is first asked for, and kept."""
        key = self._keys[document.path]
        tree = self._cache.tree(key)
        if tree is None:
            from letterpress.parse.documents import parse_tree  # noqa: PLC0415 - the parsers cost 60 ms

            data = self._reader.read(document.path)
            tree = parse_tree(document.path, data, self._options)
            # A source that was saved since the scan is another document's.
            if parse_key(document.path, digest(data), self._options_digest) == key:
                self._cache.put_tree(key, tree)
        return tree

    @cached_property
    def _options_digest(self) -> Digest:
        return options_digest(self._options)
