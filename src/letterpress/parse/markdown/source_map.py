# SPDX-License-Identifier: MIT
"""The source map leads from offsets in a token's text to lines and columns of the file."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.parse.language.japanese import has_japanese

_line_end = re.compile("\n")
_escaped_bar = re.compile(r"\\\|")

MAX_MISSED = 100
"""How often all of a text is searched for an inline footnote; then none is looked for any more, nor are places told."""


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
        self._bars: list[int] | None = None
        """Where the bars of a table cell stand that were written with a backslash."""
        self._note = -1
        self._notes_end = 0
        """Where the last inline footnote was found."""
        self._missed = 0
        """How many of them were not found further on."""

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
            self._bars = None
            if token.map is None:
                self._note = self._find_note(token.content)
        row = bisect_right(self._rows, start) - 1
        begin = self._rows[row]
        stop = self._rows[row + 1] - 1 if row + 1 < len(self._rows) else len(token.content)
        length = max(1, min(end, stop) - start)
        if token.map is None:
            return self._anywhere(start, length)
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
        if self._bars is None:
            content = self._token.content if self._token else ""
            end = column + len(content) + content.count("|")
            bars = [found.start() for found in _escaped_bar.finditer(self.lines[line], column, end)]
            # The cell has each bar as many characters earlier as it lost backslashes before.
            self._bars = [bar - column - lost for lost, bar in enumerate(bars)]
        return count + bisect_left(self._bars, count)

    def _find_note(self, content: str) -> int:
        """Return the offset of a text that has lost its lines, such as an inline footnote; -1 where it is not found.

        Such notes come in the order of the text, so that the search goes on from the last one. Where that fails, all
        of the text is searched: for a rule that begins anew, and in vain for a note over several lines of a quotation.
        """
        offset = -1
        if self._missed < MAX_MISSED:
            offset = self.text.find(content, self._notes_end)
            if offset < 0:
                self._missed += 1
                offset = self.text.find(content)
        if offset >= 0:
            self._notes_end = offset
        return offset

    def _anywhere(self, start: int, length: int) -> Place:
        """Return the place of a part of a text that has lost its lines."""
        if self._note < 0:
            return Place(0, 0, 1)
        offset = self._note + start
        line = bisect_right(self._line_begins, offset) - 1
        return Place(line, offset - self._line_begins[line], length)

    @cached_property
    def _line_begins(self) -> list[int]:
        """Return the offsets at which the lines begin; most texts are never asked for them."""
        return [0, *[found.end() for found in _line_end.finditer(self.text)]]

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
