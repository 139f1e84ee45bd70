# SPDX-License-Identifier: MIT
"""A source line with marks under a place in it, each mark under the cells of its character."""

from letterpress.report.display_width import ELLIPSIS, cell_width, printable

EXCERPT_CELLS = 100
BEFORE_SPAN_CELLS = 40
"""What a cut line keeps in front of the place, so that it can be recognised."""


def marked(line: str, column: int, length: int) -> tuple[str, str]:
    """The line as shown, cut around the place where it is long, and the line of marks that belongs under it.

    Args:
        line: The source line.
        column: 1-based, in characters; 0 for no place, which gives no marks.
        length: In characters; at least one mark is made.
    """
    text = printable(line.rstrip())
    if column < 1:
        return _shortened(text, 0, 0)[0], ""
    start = min(column - 1, len(text))
    shown, start, end = _shortened(text, start, start + max(length, 1))
    return shown, _blank(shown[:start]) + _marks(shown[start:end])


def _shortened(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The text within the allowed cells, and where the place lies in it now."""
    if cell_width(text) <= EXCERPT_CELLS:
        return text, start, end
    first = _first_shown(text, start)
    last = _last_shown(text, first)
    before, after = ELLIPSIS if first else "", ELLIPSIS if last < len(text) else ""
    moved = len(before) - first
    shown = before + text[first:last] + after
    return shown, start + moved, min(end + moved, len(before) + last - first)


def _first_shown(text: str, start: int) -> int:
    if cell_width(text[:start]) <= EXCERPT_CELLS // 2:
        return 0
    first, used = start, 0
    while first > 0 and used < BEFORE_SPAN_CELLS:
        first -= 1
        used += cell_width(text[first])
    return first


def _last_shown(text: str, first: int) -> int:
    last, used = first, 2
    while last < len(text) and used < EXCERPT_CELLS:
        used += cell_width(text[last])
        last += 1
    return last


def _blank(text: str) -> str:
    """As wide as the text, its tabs kept so that the terminal sets them alike."""
    return "".join("\t" if character == "\t" else " " * cell_width(character) for character in text)


def _marks(text: str) -> str:
    marks = ["^\t" if character == "\t" else "^" * cell_width(character) for character in text]
    return "".join(marks).rstrip("\t") or "^"
