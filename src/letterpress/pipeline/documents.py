# SPDX-License-Identifier: MIT
"""Sources to documents: those that the cache knows are taken from it, the others are parsed, in parallel."""

from collections.abc import Iterator, Sequence

import msgspec

from letterpress.fingerprint import Digest, digest_value
from letterpress.load import Reader, SourceFile
from letterpress.parse.document import BrokenDocument, Document
from letterpress.parse.parsing import Parsed, ParseOptions, Task, parse_batch, parse_key
from letterpress.pipeline.executors import Workers
from letterpress.pipeline.progress import Progress
from letterpress.write.cache import DocumentCache

_BATCH = 40
"""Sources to a batch: enough to make the way to a worker cheap, few enough to keep all workers busy to the end."""


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """Every source, understood or known to be broken."""

    documents: tuple[Document | BrokenDocument, ...]
    """In the order of the sources."""
    keys: dict[str, Digest]
    """Path to the key that the cache holds the document by."""
    parsed: int
    """How many were not in the cache."""


def read_documents(
    sources: Sequence[SourceFile],
    *,
    options: ParseOptions,
    cache: DocumentCache,
    reader: Reader,
    workers: Workers,
    progress: Progress,
) -> Documents:
    """The documents of all sources; what had to be parsed is in the cache afterwards."""
    options_digest = digest_value(options)
    keys = {source.path: parse_key(source.path, source.digest, options_digest) for source in sources}
    found = {source.path: cache.get(keys[source.path]) for source in sources}
    missing = [source for source in sources if found[source.path] is None]
    done = 0
    encoded_options = msgspec.msgpack.encode(options)
    batches = ((tasks, encoded_options) for tasks in _batches(missing, reader))
    for batch in workers.run(parse_batch, batches, tasks=len(missing)):
        for parsed in _parsed.decode(batch):
            path = parsed.document.path
            cache.put(keys[path], parsed.document, parsed.body)
            found[path] = parsed.document
            done += 1
        progress("parse", done, len(missing))
    documents = tuple([document for document in found.values() if document is not None])
    return Documents(documents=documents, keys=keys, parsed=len(missing))


def _batches(sources: Sequence[SourceFile], reader: Reader) -> Iterator[list[Task]]:
    for start in range(0, len(sources), _BATCH):
        yield [
            Task(path=source.path, kind=source.kind, data=reader.read_unchanged(source.path, source.digest))
            for source in sources[start : start + _BATCH]
        ]


_parsed = msgspec.msgpack.Decoder(tuple[Parsed, ...])
