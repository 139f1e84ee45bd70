# SPDX-License-Identifier: MIT
"""The source map leads from offsets in a token's text to lines and columns of the file."""

import re
from bisect import bisect_right
from functools import cached_property

from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.parse.language.japanese import has_japanese

_line_end = re.compile("\n")


class Place:
    """A stretch of one source line; line and column count from 0 within the Markdown text."""

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int, length: int) -> None:
        self.line = line
        self.column = column
        self.length = length


class Source:
    """A Markdown text that knows which lines of which file it is."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self._token: Token | None = None
        self._rows: list[int] = []
        self._columns: dict[int, int] = {}

    @cached_property
    def lines(self) -> list[str]:
        """Split the text into lines; most texts are never asked for them."""
        return self.text.split("\n")

    @cached_property
    def has_japanese(self) -> bool:
        """Return whether the text has a Japanese character."""
        return has_japanese(self.text)

    def within(self, token: Token, start: int, end: int) -> Place:
        """Return the place of `content[start:end]` of an inline token.

        Args:
            token: Its content is lines of the source, their indentation or quote marks taken off.
            start: Offset of the first character.
            end: Offset behind the last one; the place ends with its line at the latest.
        """
        if token is not self._token:
            self._token = token
            self._rows = [0]
            if "\n" in token.content:
                self._rows += [found.end() for found in _line_end.finditer(token.content)]
            self._columns = {}
        row = bisect_right(self._rows, start) - 1
        begin = self._rows[row]
        stop = self._rows[row + 1] - 1 if row + 1 < len(self._rows) else len(token.content)
        length = max(1, min(end, stop) - start)
        if token.map is None:
            return self._anywhere(token.content, start, length)
        line = min(token.map[0] + row, len(self.lines) - 1)
        if row not in self._columns:
            self._columns[row] = self._column(token, line, token.content[begin:stop])
        column = self._columns[row]
        ahead = start - begin
        if "column" in token.meta:
            ahead = self._in_row(line, column, ahead)
        return Place(line, column + ahead, length)

    def _column(self, token: Token, line: int, piece: str) -> int:
        """Return the column where the piece of a token begins in its source line."""
        if "column" in token.meta:
            return int(token.meta["column"])
        column = self.lines[line].rfind(piece)
        if column < 0:
            column = self.lines[line].rfind(piece.strip())
        return max(0, column)

    def _in_row(self, line: int, column: int, count: int) -> int:
        r"""Return how far `count` characters of a table cell reach in its line; the cell lost the backslash of `\|`."""
        text = self.lines[line]
        end = column
        for _ in range(count if "\\|" in text else 0):
            end += 2 if text.startswith("\\|", end) else 1
        return max(count, end - column)

    def _anywhere(self, content: str, start: int, length: int) -> Place:
        """Return the place of a text that has lost its lines, such as an inline footnote."""
        offset = self.text.find(content)
        if offset < 0:
            return Place(0, 0, 1)
        offset += start
        begin = self.text.rfind("\n", 0, offset) + 1
        return Place(self.text.count("\n", 0, offset), offset - begin, length)

    def line_number(self, line: int) -> int:
        """Return the file's line number of a line of the text."""
        return self.first_line + line

    def diagnostic(
        self, code: str, severity: Severity, place: Place, message: Message, hint: Message | None = None
    ) -> Diagnostic:
        """Make a diagnostic that points at a place and shows its line."""
        span = Span(self.path, self.first_line + place.line, place.column + 1, place.length)
        excerpt = self.lines[place.line] if place.line < len(self.lines) else ""
        return Diagnostic(
            code=code, severity=severity, message=message, span=span, excerpt=excerpt, hint=hint
        )
