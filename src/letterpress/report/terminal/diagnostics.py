# SPDX-License-Identifier: MIT
"""Diagnostics as text: place, message, source line with marks, hint."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, reading_order
from letterpress.report.display_width import ELLIPSIS, cell_width, printable, wrap
from letterpress.report.formats import Counted, listed, place
from letterpress.report.terminal.style import HANGING, Screen, severity_look

TOLD_OF_A_KIND = 3
"""How many diagnostics of one code and severity are told before the others are counted."""
_LINES = 48
"""How many lines the diagnostics may take before those of a kind that is repeated are told in less detail."""
_MORE = Message(
    "{}（{}）。`letterpress build -v` か `--format json` で、すべて見られます",
    "{} in {}; `letterpress build -v` or `--format json` shows all",
)
_REST = Counted("ほかに{}件", "{} more", "{} more")
_FILES = Counted("{}ファイル", "{} file", "{} files")
_PLACES = Message("{}: {}。{}", "{}: {}; {}")
_UNLIMITED = 10**6

HINT = Message("ヒント", "hint")
SEE_ALSO = Message("関連", "see also")
GUTTER = 5
EXCERPT_CELLS = 100
LEAST_EXCERPT_CELLS = 20
BEFORE_SPAN = 0.4
"""The share of its cells that a cut line keeps in front of the place, so that it can be recognised."""


def diagnostics_text(
    diagnostics: Iterable[Diagnostic],
    *,
    language: Language,
    colour: bool,
    every: bool = False,
    width: int | None = None,
) -> str:
    """The diagnostics in reading order, one blank line between them; ends with a line end unless empty.

    `error[code]` is the same in both languages, so that a search for it always works. What is told more than three
    times is told together: the first three, and how many more there are.

    Args:
        diagnostics: What there is to tell.
        language: The language of messages.
        colour: Whether to colour it.
        every: Whether to tell each, however many there are.
        width: The cells that sentences and excerpts may take; None leaves each sentence on one line.
    """
    in_order = sorted(diagnostics, key=reading_order)
    screen = Screen(language=language, colour=colour, width=width or _UNLIMITED)
    kinds: dict[tuple[str, Severity], list[Diagnostic]] = {}
    for each in in_order:
        kinds.setdefault((each.code, each.severity), []).append(each)
    repeated = {} if every else {kind: same for kind, same in kinds.items() if len(same) > TOLD_OF_A_KIND}
    blocks: list[list[str]] = []
    for detail in _DETAILS:
        blocks = list(_blocks(in_order, repeated, detail, screen))
        if sum(map(len, blocks)) + len(blocks) <= _LINES or not repeated:
            break
    return "\n\n".join(["\n".join(block) for block in blocks]) + "\n" if blocks else ""


def _blocks(
    in_order: Iterable[Diagnostic],
    repeated: Mapping[tuple[str, Severity], Sequence[Diagnostic]],
    detail: "_Detail",
    screen: Screen,
) -> Iterator[list[str]]:
    """Yield the lines of every diagnostic, and at the place of its first one, those of a kind that is repeated."""
    told: set[tuple[str, Severity]] = set()
    for each in in_order:
        kind = (each.code, each.severity)
        if kind not in repeated:
            yield list(_lines(each, screen))
        elif kind not in told:
            told.add(kind)
            yield from _together(repeated[kind], detail, screen)


def _together(same: Sequence[Diagnostic], detail: "_Detail", screen: Screen) -> Iterator[list[str]]:
    """Yield the lines of diagnostics of one kind: the first of them, and how many more there are in how many files."""
    first, rest = same[:TOLD_OF_A_KIND], same[TOLD_OF_A_KIND:]
    files = len({each.span.path for each in rest})
    more = _MORE.text(screen.language).format(
        _REST.text(len(rest), screen.language), _FILES.text(files, screen.language)
    )
    if detail is _Detail.PLACES:
        places = listed([place(each.span) for each in first[1:]], screen.language)
        more = _PLACES.text(screen.language).format(SEE_ALSO.text(screen.language), places, more)
        first = first[:1]
    last = _wrapped(more, screen)
    if detail is _Detail.ALL:
        *blocks, block = [list(_lines(each, screen)) for each in first]
        yield from blocks
        yield [*block, *last]
        return
    shown = [
        line
        for at, each in enumerate(first)
        for line in (_lines if at == 0 and detail is _Detail.FIRST else _sentence)(each, screen)
    ]
    yield [*shown, *last]


class _Detail(Enum):
    """How much is told of the first diagnostics of a kind that is repeated."""

    ALL = "source lines and hints of each"
    FIRST = "source line and hint of the first, of the others the place and the message"
    SENTENCES = "place and message of each"
    PLACES = "place and message of the first, of the others the place"


_DETAILS = tuple(_Detail)
"""In the order in which they are tried, until the text is short enough to be read."""


def _lines(diagnostic: Diagnostic, screen: Screen) -> Iterator[str]:
    yield from _sentence(diagnostic, screen)
    if diagnostic.excerpt.strip() and diagnostic.span.line:
        yield from _excerpt(diagnostic, screen)
    if diagnostic.hint:
        label = f"{HINT.text(screen.language)}:"
        hint = f"{label} {_message(diagnostic.hint, screen)}"
        for at, line in enumerate(_wrapped(hint, screen)):
            yield line.replace(label, screen.paint(label, "bold", "green"), 1) if at == 0 else line
    for span in diagnostic.related:
        yield f"{SEE_ALSO.text(screen.language)}: {place(span)}"


def _sentence(diagnostic: Diagnostic, screen: Screen) -> Iterator[str]:
    """Yield the place, the severity with the code, and the message."""
    kind = f"{diagnostic.severity.word}[{diagnostic.code}]"
    # What concerns no file, such as another build that is running, has no place.
    where = place(diagnostic.span) if diagnostic.span.path else ""
    begin = f"{where}: {kind}: " if where else f"{kind}: "
    text = "\n".join(_wrapped(begin + _message(diagnostic.message, screen), screen))
    text = text.replace(f"{kind}:", f"{screen.paint(kind, 'bold', severity_look(diagnostic.severity))}:", 1)
    if where and text.startswith(where):
        text = screen.paint(where, "bold") + text.removeprefix(where)
    yield from text.split("\n")


def _wrapped(text: str, screen: Screen) -> list[str]:
    """The lines of a sentence; those after the first are indented."""
    if screen.width == _UNLIMITED:
        return [text]
    first, *others = wrap(text, screen.prose, hanging=len(HANGING))
    return [first, *(HANGING + line for line in others)]


def _excerpt(diagnostic: Diagnostic, screen: Screen) -> Iterator[str]:
    span = diagnostic.span
    column = max(1, span.column - diagnostic.skipped) if span.column else 0
    # A cut line may take a cell more, where it ends in a wide character.
    cells = max(LEAST_EXCERPT_CELLS, min(EXCERPT_CELLS, screen.width - GUTTER - len(" | ") - 1))
    line, marks = marked(diagnostic.excerpt, column, span.length, cells)
    yield screen.paint(f"{span.line:>{GUTTER}} |", "faint") + f" {line}"
    if marks:
        text = marks.lstrip()
        blank = marks[: len(marks) - len(text)]
        gutter = screen.paint(f"{'':>{GUTTER}} |", "faint")
        yield f"{gutter} {blank}{screen.paint(text, 'bold', severity_look(diagnostic.severity))}"


def _message(message: Message, screen: Screen) -> str:
    return printable(message.text(screen.language).replace("\n", " "))


def marked(line: str, column: int, length: int, cells: int = EXCERPT_CELLS) -> tuple[str, str]:
    """The line as shown, cut around the place where it is long, and the line of marks that belongs under it.

    Args:
        line: The source line.
        column: 1-based, in characters; 0 for no place, which gives no marks.
        length: In characters; at least one mark is made.
        cells: How many the line may take.
    """
    text = printable(line.rstrip())
    if column < 1:
        return _shortened(text, 0, 0, cells)[0], ""
    start = min(column - 1, len(text))
    shown, start, end = _shortened(text, start, start + max(length, 1), cells)
    return shown, _blank(shown[:start]) + _marks(shown[start:end])


def _shortened(text: str, start: int, end: int, cells: int) -> tuple[str, int, int]:
    """The text within the allowed cells, and where the place lies in it now."""
    if cell_width(text) <= cells:
        return text, start, end
    first = _first_shown(text, start, cells)
    last = _last_shown(text, first, cells)
    before, after = ELLIPSIS if first else "", ELLIPSIS if last < len(text) else ""
    moved = len(before) - first
    shown = before + text[first:last] + after
    return shown, start + moved, min(end + moved, len(before) + last - first)


def _first_shown(text: str, start: int, cells: int) -> int:
    if cell_width(text[:start]) <= cells // 2:
        return 0
    first, used = start, 0
    while first > 0 and used < cells * BEFORE_SPAN:
        first -= 1
        used += cell_width(text[first])
    return first


def _last_shown(text: str, first: int, cells: int) -> int:
    last, used = first, 2
    while last < len(text) and used < cells:
        used += cell_width(text[last])
        last += 1
    return last


def _blank(text: str) -> str:
    """Blanks as wide as the text, its tabs kept so that the terminal sets them alike."""
    return "".join("\t" if character == "\t" else " " * cell_width(character) for character in text)


def _marks(text: str) -> str:
    marks = ["^\t" if character == "\t" else "^" * cell_width(character) for character in text]
    return "".join(marks).rstrip("\t") or "^"
