# SPDX-License-Identifier: MIT
"""Tables as GitHub has them, with cells that may hold ruby although its `|` would end a cell."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from letterpress.parse.markdown.rules.ruby import PATTERN, readings

MAX_EMPTY_CELLS = 10_000
"""How many cells a table may have that its rows do not give; keeps a small text from becoming a huge table."""

_delimiters = re.compile(r"(?!-[ \t]|.\Z)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_delimiter = re.compile(r":?-+:?")
_bar = re.compile(r"(?<!\\)\|")
_SIDES = {(True, True): "center", (False, True): "right", (True, False): "left"}


class Cell(NamedTuple):
    """One cell of a row."""

    text: str
    column: int
    """Offset of the text in its line."""


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A header, a line of dashes, and rows until the block ends."""
    if start + 2 > end:
        return False
    styles = _styles(state, start + 1)
    if not styles or state.is_code_block(start):
        return False
    header = _row(state, start)
    if "|" not in _line(state, start) or len(header) != len(styles):
        return False
    if not silent:
        _push_table(state, start, end, header, styles)
    return True


def _line(state: StateBlock, line: int) -> str:
    """A line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _styles(state: StateBlock, line: int) -> list[str]:
    """The alignment of each column; empty where the line does not divide a header from rows."""
    start = state.bMarks[line] + state.tShift[line]
    if start >= state.eMarks[line] or state.src[start] not in "|-:":
        return []
    if state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return []
    text = _line(state, line)
    if not _delimiters.match(text):
        return []
    found = _delimiter.findall(text)
    return [_SIDES.get((dashes[0] == ":", dashes[-1] == ":"), "") for dashes in found]


def _row(state: StateBlock, line: int) -> list[Cell]:
    """The cells of a line; a bar at either end only closes the row."""
    text = mdTrim(_line(state, line))
    begin = state.src.rfind("\n", 0, state.bMarks[line]) + 1
    base = state.src.find(text, state.bMarks[line]) - begin
    bounds = _bounds(text)
    if bounds[0][0] == bounds[0][1]:
        del bounds[0]
    if bounds and bounds[-1][0] == bounds[-1][1]:
        del bounds[-1]
    return [_cell(text[start:end], base + start) for start, end in bounds]


def _bounds(text: str) -> list[tuple[int, int]]:
    """Where the pieces of a line begin and end, between its bars."""
    starts = [0, *(bar.end() for bar in _bars(text))]
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(text) + 1], strict=True)]


def _bars(text: str) -> Iterator[re.Match[str]]:
    """The bars that divide cells: not escaped, and not part of ruby."""
    if "{" not in text:
        return _bar.finditer(text)
    inside = [span for found in PATTERN.finditer(text) if (span := _ruby_span(found))]
    bars = _bar.finditer(text)
    return (bar for bar in bars if not any(start < bar.start() < end for start, end in inside))


def _ruby_span(found: re.Match[str]) -> tuple[int, int] | None:
    """Where ruby stands, or None where the braces mean something else."""
    if found.string.startswith("{", max(0, found.start() - 1)) and found.start():
        return None
    return found.span() if readings(found[1], found[2][1:].split("|")) else None


def _cell(piece: str, column: int) -> Cell:
    """A cell from the text between two bars."""
    text = mdTrim(piece)
    return Cell(text.replace("\\|", "|"), column + piece.find(text))


def _push_table(
    state: StateBlock,
    start: int,
    end: int,
    header: list[Cell],
    styles: list[str],
) -> None:
    """Add a table and move behind it."""
    parent, state.parentType = state.parentType, "table"
    table_token = state.push("table_open", "table", 1)
    head = state.push("thead_open", "thead", 1)
    head.map = [start, start + 1]
    _push_row(state, "th", start, header, styles)
    state.push("thead_close", "thead", -1)
    state.line = _push_body(state, start + 2, end, styles)
    state.push("table_close", "table", -1)
    table_token.map = [start, state.line]
    state.parentType = parent


def _push_body(state: StateBlock, first: int, end: int, styles: list[str]) -> int:
    """Add the rows; the line behind them."""
    terminators = state.md.block.ruler.getRules("blockquote")
    body = None
    missing = 0
    line = first
    while line < end and state.sCount[line] >= state.blkIndent:
        if any(rule(state, line, end, True) for rule in terminators):
            break
        if not mdTrim(_line(state, line)) or state.is_code_block(line):
            break
        row = _row(state, line)
        missing += len(styles) - len(row)
        if missing > MAX_EMPTY_CELLS:
            break
        body = body or state.push("tbody_open", "tbody", 1)
        _push_row(state, "td", line, row, styles)
        line += 1
    if body:
        body.map = [first, line]
        state.push("tbody_close", "tbody", -1)
    return line


def _push_row(state: StateBlock, tag: str, line: int, cells: list[Cell], styles: list[str]) -> None:
    """Add one row; cells that it does not give are empty, and those beyond the header are dropped."""
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for style, cell in zip_longest(styles, cells[: len(styles)], fillvalue=Cell("", 0)):
        token = state.push(f"{tag}_open", tag, 1)
        if style:
            token.attrs = {"style": f"text-align:{style}"}
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content, inline.children = cell.text, []
        inline.meta = {"column": cell.column}
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
