# SPDX-License-Identifier: MIT
"""How a build reads sources when no build was before it: each once, and in the same go its worker parses it.

The ordinary way reads a source for its digest, looks that up in the cache, and reads it again to parse it; where the
cache is empty that would be twice the reading, with one core at work. What is read here is found in the cache by the
stages that follow, which need not know of it.
"""

from collections.abc import Iterator, Sequence

from letterpress.files import FileSeen
from letterpress.load import FoundFile
from letterpress.parse.codec import encode_options, parse_key
from letterpress.parse.options import ParseOptions, options_digest
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.stages.documents import Cache
from letterpress.workers.batches import batches
from letterpress.workers.executors import Workers
from letterpress.workers.parse_batch import Taken, decode_taken, parse_files


class FirstReading:
    """Reads files for the scan and puts the documents that they hold into the cache."""

    def __init__(self, options: ParseOptions, *, cache: Cache, workers: Workers, progress: Progress) -> None:
        self._options = encode_options(options)
        self._options_digest = options_digest(options)
        self._cache = cache
        self._workers = workers
        self._progress = progress
        self.parsed = 0
        """How many sources were read and understood."""

    def __call__(self, files: Sequence[FoundFile]) -> Iterator[FileSeen | OSError]:
        """See `letterpress.load.ReadFiles`.

        Raises:
            LetterpressError: A worker died.
        """
        parts = [[(file.path, file.real) for file in part] for part in batches(files)]
        done = 0
        for result in self._workers.run(
            parse_files, ((part, self._options) for part in parts), tasks=len(files)
        ):
            taken = decode_taken(result)
            self._keep(taken)
            yield from [each.seen or OSError(*each.fault or ()) for each in taken]
            done += len(taken)
            self._progress("parse", done, len(files))

    def _keep(self, taken: Sequence[Taken]) -> None:
        found = [
            (parse_key(parsed.path, seen.digest, self._options_digest), parsed.document, parsed.body)
            for seen, parsed, _ in taken
            if seen is not None and parsed is not None
        ]
        self._cache.put_all(found)
        self.parsed += len(found)
