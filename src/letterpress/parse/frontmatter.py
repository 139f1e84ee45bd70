# SPDX-License-Identifier: MIT
"""A source file taken apart: front matter and body, each with the number of its first line."""

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.encoding import decode_text

FENCE = "---"


class SourceText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a source file, in its two parts."""

    front_matter: str
    """The YAML between the fences; `\\n` ends every line."""
    front_matter_line: int
    """The number of its first line."""
    body: str
    """The Markdown after the fences."""
    body_line: int
    """The number of its first line."""
    text: str
    """The whole file, without a byte order mark."""

    def line(self, number: int) -> str:
        """One line of the file without its line end, for an excerpt; empty where there is none."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read_source(data: bytes, path: str) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    """Take a source file apart.

    Args:
        data: UTF-8 with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The two parts, or None where the file cannot be used; and everything wrong with it.
    """
    text, diagnostics = decode_text(data, path)
    if text is None or diagnostics:
        return None, diagnostics
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, (_missing(path, lines[0]),)
    close = next((index for index, line in enumerate(lines) if index and line.rstrip() == FENCE), None)
    if close is None:
        return None, (_unclosed(path, lines[0]),)
    front_matter = "".join(line + "\n" for line in lines[1:close])
    source = SourceText(
        front_matter=front_matter,
        front_matter_line=2,
        body="\n".join(lines[close + 1 :]),
        body_line=close + 2,
        text=text,
    )
    return source, ()


def _missing(path: str, first: str) -> Diagnostic:
    return Diagnostic(
        code="front-matter-missing",
        severity=Severity.ERROR,
        message=Message(
            "先頭にフロントマター（`---` の行）がありません",
            "there is no front matter: the first line must be `---`",
        ),
        span=Span(path, 1, 1, max(len(first), 1)),
        excerpt=first,
    )


def _unclosed(path: str, first: str) -> Diagnostic:
    return Diagnostic(
        code="front-matter-unclosed",
        severity=Severity.ERROR,
        message=Message(
            "フロントマターを閉じる `---` の行がありません",
            "the front matter is never closed by a line `---`",
        ),
        span=Span(path, 1, 1, len(first)),
        excerpt=first,
    )
