# SPDX-License-Identifier: MIT
"""What a worker does with a batch of sources: read them, and parse them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from letterpress.files import FileSeen, read_file
from letterpress.load import Reader, SourceFile, document_kind
from letterpress.parse.codec import Encoded, Task


class ParsedFile(NamedTuple):
    """A source that was read and parsed, or could not be read."""

    seen: FileSeen | None = None
    parsed: Encoded | None = None
    fault: tuple[int, str] | None = None
    """What the `OSError` said."""


def parse_local_sources(root: str, sources: Sequence[SourceFile], options: bytes) -> bytes:
    """Read and parse several sources; for a worker on the project's own machine.

    Args:
        root: The project's folder.
        sources: As the scan found them.
        options: See `encode_options`.

    Returns:
        The documents in the order of the sources, for `decode_parsed`: bytes go from process to process at a sixth of
        the cost of objects.

    Raises:
        LetterpressError: A source changed since the scan, or cannot be read.
    """
    reader = Reader(Path(root))
    return parse_tasks(read_tasks(sources, reader), options)


def parse_files(files: Sequence[tuple[str, str]], options: bytes) -> bytes:
    """Read and parse several sources that have no digest yet; for a worker on this machine.

    Args:
        files: The path of each as the scan gives it, and where it is on disk.
        options: See `encode_options`.

    Returns:
        A `ParsedFile` each, in their order, for `decode_files`.
    """
    found = [_read(real) for _, real in files]
    tasks = [
        Task(path=path, kind=document_kind(path), data=each[0])
        for (path, _), each in zip(files, found, strict=True)
        if not isinstance(each, OSError)
    ]
    parsed = iter(_parsed(tasks, options))
    return _encode(
        [
            ParsedFile(fault=(each.errno or 0, each.strerror or ""))
            if isinstance(each, OSError)
            else ParsedFile(each[1], next(parsed))
            for each in found
        ]
    )


def _read(real: str) -> tuple[bytes, FileSeen] | OSError:
    try:
        return read_file(real)
    except OSError as error:
        return error


def read_tasks(sources: Sequence[SourceFile], reader: Reader) -> list[Task]:
    """Read several sources.

    Raises:
        LetterpressError: One changed since the scan, or cannot be read.
    """
    return [
        Task(path=source.path, kind=source.kind, data=reader.read_unchanged(source.path, source.digest))
        for source in sources
    ]


def parse_tasks(tasks: Sequence[Task], options: bytes) -> bytes:
    """Parse several sources whose bytes come along; for a worker anywhere.

    Returns:
        The documents in the order of the tasks, for `decode_parsed`.
    """
    return _encode(_parsed(tasks, options))


def _parsed(tasks: Sequence[Task], options: bytes) -> list[Encoded]:
    # Where others parse, this process does not need the parsers, which cost 50 ms.
    from letterpress.parse.documents import parse_batch  # noqa: PLC0415

    return parse_batch(tasks, options)


_encode = msgspec.msgpack.Encoder().encode
decode_parsed = msgspec.msgpack.Decoder(list[Encoded]).decode
"""Decodes what `parse_local_sources` and `parse_tasks` return."""
decode_files = msgspec.msgpack.Decoder(list[ParsedFile]).decode
"""Decodes what `parse_files` returns."""
