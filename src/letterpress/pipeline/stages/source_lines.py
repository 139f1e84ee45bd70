# SPDX-License-Identifier: MIT
"""The source lines of diagnostics that were made without looking at the source, and the order to read them in."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError, reading_order
from letterpress.load import Reader


def in_reading_order(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """Diagnostics by path and line, each once and with its source line."""
    return tuple(sorted(dict.fromkeys(with_source_lines(diagnostics, root)), key=reading_order))


def with_source_lines(diagnostics: Iterable[Diagnostic], root: Path) -> list[Diagnostic]:
    """Diagnostics, each with its source line where it names one that can be read."""
    reader = Reader(root)

    @lru_cache(maxsize=8)
    def lines(path: str) -> list[str]:
        try:
            return reader.read(path).decode("utf-8-sig", errors="replace").splitlines()
        except LetterpressError:
            return []

    def with_line(diagnostic: Diagnostic) -> Diagnostic:
        line = diagnostic.span.line
        if diagnostic.excerpt or not 0 < line <= len(lines(diagnostic.span.path)):
            return diagnostic
        return msgspec.structs.replace(diagnostic, excerpt=lines(diagnostic.span.path)[line - 1])

    return [with_line(each) if each.span.line > 0 else each for each in diagnostics]
