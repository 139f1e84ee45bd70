# SPDX-License-Identifier: MIT
"""Parse: sources to documents; those that the cache knows are taken from it, the others are parsed, in parallel."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from letterpress.digests import Digest, digest
from letterpress.document import Body, BrokenDocument, Document
from letterpress.files import FileSeen
from letterpress.load import FoundFile, Reader, SourceFile
from letterpress.parse.codec import decode_body, encode_options, parse_key
from letterpress.parse.options import options_digest
from letterpress.pipeline.context import BuildContext
from letterpress.workers.parse_batch import (
    ParsedFile,
    decode_files,
    decode_parsed,
    parse_files,
    parse_local_sources,
    parse_tasks,
    read_tasks,
)


class ParsedSources(msgspec.Struct, frozen=True, kw_only=True):
    """Every source, understood or known to be broken."""

    documents: tuple[Document | BrokenDocument, ...]
    """In the order of the sources."""
    keys: Mapping[str, Digest]
    """Path to the key that the cache holds the document by."""


def parse_sources(context: BuildContext, sources: Sequence[SourceFile]) -> ParsedSources:
    """The documents of some sources; what had to be parsed is in the cache afterwards.

    Raises:
        LetterpressError: A source changed since it was loaded or cannot be read, or a worker died.
    """
    digest_of_options = options_digest(context.parse_options)
    keys = {source.path: parse_key(source.path, source.digest, digest_of_options) for source in sources}
    found = dict(zip(keys, context.cache.get_all(list(keys.values())), strict=True))
    missing = [source for source in sources if found[source.path] is None]
    if missing:
        _parse(context, missing, found, keys)
        context.parsed += len(missing)
    documents = tuple([document for document in found.values() if document is not None])
    return ParsedSources(documents=documents, keys=keys)


def _parse(
    context: BuildContext,
    missing: Sequence[SourceFile],
    found: dict[str, Document | BrokenDocument | None],
    keys: Mapping[str, Digest],
) -> None:
    """Fill in what the cache did not have."""
    encoded_options = encode_options(context.parse_options)
    workers = context.workers
    parts = workers.batches(missing)
    if workers.share_disk:
        local = ((str(context.root), part, encoded_options) for part in parts)
        results = workers.run(parse_local_sources, local, tasks=len(missing))
    else:
        reader = Reader(context.root)
        distant = ((read_tasks(part, reader), encoded_options) for part in parts)
        results = workers.run(parse_tasks, distant, tasks=len(missing))
    done = 0
    for result in results:
        batch = decode_parsed(result)
        documents = context.cache.put_all([(keys[path], document, body) for path, document, body in batch])
        found.update(zip([path for path, _, _ in batch], documents, strict=True))
        done += len(batch)
        context.progress("parse", done, len(missing))


class BodyReader:
    """Reads bodies and their trees from the cache, one at a time; one that is missing there is made again."""

    def __init__(self, context: BuildContext, keys: Mapping[str, Digest]) -> None:
        """Read from the cache of a build.

        Args:
            context: Of the build.
            keys: See `ParsedSources.keys`.
        """
        self._context = context
        self._keys = keys

    def __call__(self, document: Document) -> Body:
        """The body of a document."""
        return decode_body(self.encoded(document))

    def encoded(self, document: Document) -> bytes:
        """The body of a document for `decode_body`."""
        cached = self._context.cache.body(self._keys[document.path])
        if cached is not None:
            return cached
        from letterpress.parse.documents import parse_document  # noqa: PLC0415 - the parsers cost 60 ms

        data = Reader(self._context.root).read(document.path)
        return parse_document(document.path, document.kind, data, self._context.parse_options).body

    def tree(self, document: Document) -> bytes:
        """The body of a document as a tree, for `decode_tree`; it is made when it is first asked for, and kept."""
        key = self._keys[document.path]
        tree = self._context.cache.tree(key)
        if tree is None:
            from letterpress.parse.documents import parse_tree  # noqa: PLC0415 - the parsers cost 60 ms

            options = self._context.parse_options
            data = Reader(self._context.root).read(document.path)
            tree = parse_tree(document.path, document.kind, data, options)
            # A source that was saved since the scan is another document's.
            if parse_key(document.path, digest(data), options_digest(options)) == key:
                self._context.cache.put_tree(key, tree)
        return tree


class ColdReader:
    """Reads sources for the scan and puts the documents that they hold into the cache.

    The ordinary way reads a source for its digest, looks that up in the cache, and reads it again to parse it; where
    the cache is empty that would be twice the reading, with one core at work. What is read here is found in the cache
    by the stages that follow, which need not know of it.
    """

    def __init__(self, context: BuildContext) -> None:
        self._context = context

    def __call__(self, files: Sequence[FoundFile]) -> Iterator[FileSeen | OSError]:
        """Read files; see `letterpress.load.ReadFiles`.

        Raises:
            LetterpressError: A worker died.
        """
        context = self._context
        options = context.parse_options
        encoded, of_options = encode_options(options), options_digest(options)
        parts = [[(file.path, file.real) for file in part] for part in context.workers.batches(files)]
        calls = ((part, encoded) for part in parts)
        done = 0
        for result in context.workers.run(parse_files, calls, tasks=len(files)):
            parsed = decode_files(result)
            self._keep(parsed, of_options)
            yield from [each.seen or OSError(*each.fault or ()) for each in parsed]
            done += len(parsed)
            context.progress("parse", done, len(files))

    def _keep(self, files: Sequence[ParsedFile], options: Digest) -> None:
        found = [
            (parse_key(parsed.path, seen.digest, options), parsed.document, parsed.body)
            for seen, parsed, _ in files
            if seen is not None and parsed is not None
        ]
        self._context.cache.put_all(found)
        self._context.parsed += len(found)
