# SPDX-License-Identifier: MIT
"""Show the source line of every diagnostic that was made without looking at the source."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.load import Reader


def with_excerpts(diagnostics: Iterable[Diagnostic], root: Path) -> list[Diagnostic]:
    """The diagnostics, each with its source line where it names one that can be read."""
    reader = Reader(root)

    @lru_cache(maxsize=8)
    def lines(path: str) -> list[str]:
        try:
            return reader.read(path).decode("utf-8-sig", errors="replace").splitlines()
        except LetterpressError:
            return []

    return [_with_excerpt(each, lines(each.span.path)) if _wants(each) else each for each in diagnostics]


def _wants(diagnostic: Diagnostic) -> bool:
    return not diagnostic.excerpt and diagnostic.span.line > 0


def _with_excerpt(diagnostic: Diagnostic, lines: list[str]) -> Diagnostic:
    line = diagnostic.span.line
    if line > len(lines):
        return diagnostic
    return msgspec.structs.replace(diagnostic, excerpt=lines[line - 1])
