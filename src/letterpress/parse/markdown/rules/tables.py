# SPDX-License-Identifier: MIT
"""Tables as GitHub has them, with cells that may hold ruby although its `|` would end a cell."""

import re
from itertools import pairwise, zip_longest
from typing import cast

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.block import BlockParser
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.rules.ruby import PATTERN, readings
from letterpress.parse.markdown.source_map import Place
from letterpress.parse.markdown.token_factory import block_token, text_of_block

MAX_EMPTY_CELLS = 10_000
"""How many cells a table may have that its rows do not give; keeps a small text from becoming a huge table."""

_delimiters = re.compile(r"(?!-[ \t]|.\Z)\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_delimiter = re.compile(r":?-+:?")
_bar = re.compile(r"(?<!\\)\|")
_SIDES = {(True, True): "center", (False, True): "right", (True, False): "left"}


Cell = tuple[str, int]
"""The text of a cell, and the column of its line where it begins."""


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a header, a line of dashes, and rows until the block ends."""
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
    """Return a line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _styles(state: StateBlock, line: int) -> list[str]:
    """Return the alignment of each column; nothing where the line does not divide a header from rows."""
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
    """Return the cells of a line; a bar at either end only closes the row."""
    begin = state.bMarks[line]
    row = mdTrim(_line(state, line))
    start = state.src.find(row, begin) - (state.src.rfind("\n", 0, begin) + 1)
    pieces = _pieces(row)
    cells: list[Cell] = []
    for piece in pieces:
        text = mdTrim(piece)
        cells.append((text.replace("\\|", "|"), start + piece.find(text)))
        start += len(piece) + 1
    if not pieces[0]:
        del cells[0]
    if cells and not pieces[-1]:
        del cells[-1]
    return cells


def _pieces(row: str) -> list[str]:
    """Return what stands between the bars of a line."""
    if "\\" not in row and "{" not in row:
        return row.split("|")
    bars: list[int] = []
    behind = 0
    for found in PATTERN.finditer(row):
        if span := _ruby_span(found):
            bars += [bar.start() for bar in _bar.finditer(row, behind, span[0])]
            behind = span[1]
    bars += [bar.start() for bar in _bar.finditer(row, behind)]
    return [row[left + 1 : right] for left, right in pairwise([-1, *bars, len(row)])]


def _ruby_span(found: re.Match[str]) -> tuple[int, int] | None:
    """Return where ruby stands, or None where the braces mean something else."""
    if found.string.startswith("{", max(0, found.start() - 1)) and found.start():
        return None
    return found.span() if readings(found[1], found[2][1:].split("|")) else None


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
    """Add the rows; return the line behind them."""
    parser = cast(BlockParser, state.md.block)
    body = None
    missing = 0
    line = first
    while line < end and state.sCount[line] >= state.blkIndent:
        if parser.ends_table(state, line, end) or not mdTrim(_line(state, line)) or state.is_code_block(line):
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
    if len(cells) > len(styles):
        _report_extra(state, line, cells[len(styles) :])
    level, tokens, prerender = state.level, state.tokens, cast(BlockParser, state.md.block).prerender
    tokens.append(block_token("tr_open", "tr", 1, level, [line, line + 1]))
    for style, (text, column) in zip_longest(styles, cells[: len(styles)], fillvalue=("", 0)):
        if block := prerender(tag, text, line, column):
            block.attributes = f' style="text-align:{style}"' if style else ""
            tokens.append(block)
            continue
        opening = block_token(f"{tag}_open", tag, 1, level + 1)
        if style:
            opening.attrs["style"] = f"text-align:{style}"
        content = text_of_block(text, level + 2, [line, line + 1])
        content.meta["column"] = column
        tokens += opening, content, block_token(f"{tag}_close", tag, -1, level + 1)
    tokens.append(block_token("tr_close", "tr", -1, level))


def _report_extra(state: StateBlock, line: int, cells: list[Cell]) -> None:
    """Report the first cell with a text that the header has no column for."""
    text, column = next(((text, column) for text, column in cells if text), ("", 0))
    if text:
        targets: Targets = state.env["targets"]
        place = Place(line, column, len(text))
        targets.diagnostics.append(loss_diagnostics.extra_cell(targets.source, place))
