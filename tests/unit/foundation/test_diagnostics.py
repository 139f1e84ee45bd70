# SPDX-License-Identifier: MIT
"""Diagnostics keep a part of a long line, so that many of them about one line do not fill the memory."""

import msgspec
import pytest

from letterpress.diagnostics import LONGEST_EXCERPT, Diagnostic, Message, Severity, Span
from letterpress.preview.error_page import error_fragment
from letterpress.report.terminal.diagnostics import diagnostics_text


def about(line: str, column: int, length: int = 7) -> Diagnostic:
    """A diagnostic about a place of a line."""
    return Diagnostic(
        code="x",
        severity=Severity.WARNING,
        message=Message("悪い", "bad"),
        span=Span("a.md", 3, column, length),
        excerpt=line,
    )


LINES = {
    "a place at the beginning": ("{{ a }}" + "あ" * 5000, 1),
    "a place in the middle": ("い" * 3000 + "{{ a }}" + "あ" * 5000, 3001),
    "a place at the end": ("い" * 3000 + "{{ a }}", 3001),
    "a place where the excerpt is just not cut in front": ("い" * 120 + "{{ a }}" + "あ" * 5000, 121),
    "a place where the excerpt is just cut in front": ("い" * 121 + "{{ a }}" + "あ" * 5000, 122),
}


@pytest.mark.parametrize(("line", "column"), LINES.values(), ids=LINES)
def test_a_long_line_is_cut_around_the_place_and_the_place_stays(line: str, column: int) -> None:
    found = about(line, column)

    assert len(found.excerpt) <= LONGEST_EXCERPT
    start = column - 1 - found.skipped
    assert found.excerpt[start : start + 7] == "{{ a }}"
    assert found.span.column == column
    assert "<mark>{{ a }}</mark>" in error_fragment((found,), "en")
    shown, marks = diagnostics_text([found], language="en", colour=False).splitlines()[1:3]
    assert shown.count("{{ a }}") == 1
    assert marks.lstrip(" |") == "^" * 7


def test_an_excerpt_is_cut_once() -> None:
    found = about("い" * 3000 + "{{ a }}" + "あ" * 5000, 3001)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Diagnostic) == found
    assert msgspec.structs.replace(found, code="y").excerpt == found.excerpt


def test_a_place_behind_the_end_of_a_long_line_shows_its_end() -> None:
    assert about("い" * 3000, 9000).excerpt == "…" + "い" * 119


def test_a_line_of_usual_length_stays_whole() -> None:
    assert about("い" * LONGEST_EXCERPT, 390).excerpt == "い" * LONGEST_EXCERPT
