# SPDX-License-Identifier: MIT
"""What a worker does with a batch of sources: read them, and parse them."""

from collections.abc import Sequence
from pathlib import Path

from letterpress.load import Reader, SourceFile
from letterpress.parse.options import Encoded, Task


def parse_sources(root: str, sources: Sequence[SourceFile], options: bytes) -> list[Encoded]:
    """Several sources, read and understood, in their order; for a worker on the project's own machine.

    Args:
        root: The project's folder.
        sources: As the scan found them.
        options: See `encode_options`.

    Raises:
        LetterpressError: A source changed since the scan, or cannot be read.
    """
    reader = Reader(Path(root))
    return parse_tasks(read_tasks(sources, reader), options)


def read_tasks(sources: Sequence[SourceFile], reader: Reader) -> list[Task]:
    """Sources with their bytes.

    Raises:
        LetterpressError: One changed since the scan, or cannot be read.
    """
    return [
        Task(path=source.path, kind=source.kind, data=reader.read_unchanged(source.path, source.digest))
        for source in sources
    ]


def parse_tasks(tasks: Sequence[Task], options: bytes) -> list[Encoded]:
    """Several sources whose bytes came along, understood, in their order; for a worker anywhere."""
    # A process that has all parsed elsewhere does not need the parsers, which cost 50 ms.
    from letterpress.parse.parsing import parse_batch  # noqa: PLC0415

    return parse_batch(tasks, options)
