# SPDX-License-Identifier: MIT
"""Diagnostics as text: place, message, source line with marks, hint."""

from collections.abc import Iterable, Iterator

from letterpress.diagnostics import Diagnostic, Language, Message, reading_order
from letterpress.report.display_width import ELLIPSIS, cell_width, printable
from letterpress.report.formats import place
from letterpress.report.terminal.style import Screen, severity_look

HINT = Message("ヒント", "hint")
SEE_ALSO = Message("関連", "see also")
GUTTER = 5
EXCERPT_CELLS = 100
BEFORE_SPAN_CELLS = 40
"""The cells that a cut line keeps in front of the place, so that it can be recognised."""


def diagnostics_text(diagnostics: Iterable[Diagnostic], *, language: Language, colour: bool) -> str:
    """The diagnostics in reading order, one blank line between them; ends with a line end unless empty.

    `error[code]` is the same in both languages, so that a search for it always works.
    """
    in_order = sorted(diagnostics, key=reading_order)
    screen = Screen(language=language, colour=colour)
    blocks = ["\n".join(_lines(diagnostic, screen)) for diagnostic in in_order]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _lines(diagnostic: Diagnostic, screen: Screen) -> Iterator[str]:
    look = severity_look(diagnostic.severity)
    kind = screen.paint(f"{diagnostic.severity.word}[{diagnostic.code}]", "bold", look)
    # What concerns no file, such as another build that is running, has no place.
    where = f"{screen.paint(place(diagnostic.span), 'bold')}: " if diagnostic.span.path else ""
    yield f"{where}{kind}: {_message(diagnostic.message, screen)}"
    if diagnostic.excerpt.strip() and diagnostic.span.line:
        yield from _excerpt(diagnostic, screen)
    if diagnostic.hint:
        label = screen.paint(f"{HINT.text(screen.language)}:", "bold", "green")
        yield f"{label} {_message(diagnostic.hint, screen)}"
    for span in diagnostic.related:
        yield f"{SEE_ALSO.text(screen.language)}: {place(span)}"


def _excerpt(diagnostic: Diagnostic, screen: Screen) -> Iterator[str]:
    span = diagnostic.span
    column = max(1, span.column - diagnostic.skipped) if span.column else 0
    line, marks = marked(diagnostic.excerpt, column, span.length)
    yield screen.paint(f"{span.line:>{GUTTER}} |", "faint") + f" {line}"
    if marks:
        text = marks.lstrip()
        blank = marks[: len(marks) - len(text)]
        gutter = screen.paint(f"{'':>{GUTTER}} |", "faint")
        yield f"{gutter} {blank}{screen.paint(text, 'bold', severity_look(diagnostic.severity))}"


def _message(message: Message, screen: Screen) -> str:
    return printable(message.text(screen.language).replace("\n", " "))


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
    """Blanks as wide as the text, its tabs kept so that the terminal sets them alike."""
    return "".join("\t" if character == "\t" else " " * cell_width(character) for character in text)


def _marks(text: str) -> str:
    marks = ["^\t" if character == "\t" else "^" * cell_width(character) for character in text]
    return "".join(marks).rstrip("\t") or "^"
