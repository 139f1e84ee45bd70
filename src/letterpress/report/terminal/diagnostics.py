# SPDX-License-Identifier: MIT
"""Problems of files as text: place, message, source line with marks, hint."""

from collections.abc import Iterable, Iterator

from letterpress.diagnostics import Diagnostic, Language, Message, Span, reading_order
from letterpress.report.display_width import printable
from letterpress.report.terminal.excerpt import marked
from letterpress.report.terminal.style import Screen, severity_look

HINT = Message("ヒント", "hint")
SEE_ALSO = Message("関連", "see also")
GUTTER = 5


def diagnostics_text(diagnostics: Iterable[Diagnostic], *, language: Language, colour: bool) -> str:
    """The diagnostics in reading order, one blank line between them; ends with a line end unless empty.

    `error[code]` is the same in both languages, so that a search for it always works.
    """
    in_order = sorted(diagnostics, key=reading_order)
    screen = Screen(language=language, colour=colour)
    blocks = ["\n".join(_lines(diagnostic, screen)) for diagnostic in in_order]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def place(span: Span) -> str:
    """`path`, `path:line` or `path:line:column`, as far as it is known."""
    parts = [printable(span.path)]
    if span.line:
        parts.append(str(span.line))
    if span.line and span.column:
        parts.append(str(span.column))
    return ":".join(parts)


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
    line, marks = marked(diagnostic.excerpt, span.column, span.length)
    yield screen.paint(f"{span.line:>{GUTTER}} |", "faint") + f" {line}"
    if marks:
        text = marks.lstrip()
        blank = marks[: len(marks) - len(text)]
        gutter = screen.paint(f"{'':>{GUTTER}} |", "faint")
        yield f"{gutter} {blank}{screen.paint(text, 'bold', severity_look(diagnostic.severity))}"


def _message(message: Message, screen: Screen) -> str:
    return printable(message.text(screen.language).replace("\n", " "))
