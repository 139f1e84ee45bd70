# SPDX-License-Identifier: MIT
"""Diagnostics as text: the shape that people read and tools search."""

import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.report.terminal import diagnostics_text
from letterpress.report.terminal.diagnostics import EXCERPT_CELLS, marked

MISSING = Diagnostic(
    code="link-target-missing",
    severity=Severity.ERROR,
    message=Message("`b.md` という文書はない", "no document at `b.md`"),
    span=Span("content/posts/hello.md", 12, 24, 4),
    excerpt="Read [the second part](b.md) first.",
    hint=Message("`part-two.md` のことですか", "did you mean `part-two.md`?"),
)


def text(*diagnostics: Diagnostic, language: Language = "en", colour: bool = False) -> str:
    return diagnostics_text(diagnostics, language=language, colour=colour)


def test_a_diagnostic_shows_place_message_line_and_hint() -> None:
    assert text(MISSING) == dedent("""\
        content/posts/hello.md:12:24: error[link-target-missing]: no document at `b.md`
           12 | Read [the second part](b.md) first.
              |                        ^^^^
        hint: did you mean `part-two.md`?
        """)


def test_in_japanese_the_code_stays_searchable() -> None:
    assert text(MISSING, language="ja") == dedent("""\
        content/posts/hello.md:12:24: error[link-target-missing]: `b.md` という文書はない
           12 | Read [the second part](b.md) first.
              |                        ^^^^
        ヒント: `part-two.md` のことですか
        """)


def at(path: str, line: int = 0, column: int = 0, length: int = 0, excerpt: str = "") -> Diagnostic:
    return Diagnostic(
        code="x",
        severity=Severity.WARNING,
        message=Message("だめ", "bad"),
        span=Span(path, line, column, length),
        excerpt=excerpt,
    )


def test_diagnostics_are_sorted_by_place_with_one_blank_line_between() -> None:
    assert text(at("b.md"), at("a.md", 10, 2), at("a.md", 9)) == dedent("""\
        a.md:9: warning[x]: bad

        a.md:10:2: warning[x]: bad

        b.md: warning[x]: bad
        """)


def test_nothing_to_say_is_an_empty_text() -> None:
    assert text() == ""


def test_what_concerns_no_file_begins_with_its_severity() -> None:
    assert text(at("")) == "warning[x]: bad\n"


def test_other_places_of_the_same_problem_are_named() -> None:
    diagnostic = Diagnostic(
        code="output-collision",
        severity=Severity.ERROR,
        message=Message("同じURL", "same URL"),
        span=Span("content/posts/a.md"),
        related=(Span("content/posts/b.md", 3, 7, 2), Span("content/posts/c.md")),
    )

    assert text(diagnostic) == dedent("""\
        content/posts/a.md: error[output-collision]: same URL
        see also: content/posts/b.md:3:7
        see also: content/posts/c.md
        """)


@pytest.mark.parametrize(
    ("line", "column", "length", "marks"),
    [
        ("title: 第3号: 春", 8, 3, "       ^^^^^"),
        ("続きは[次](b.md)へ", 8, 4, "           ^^^^"),
        ("\ttitle: x", 2, 5, "\t^^^^^"),
        ("title:\tx", 8, 1, "      \t^"),
        ("\ttitle: x", 1, 1, "^"),
        ("か\u3099く", 3, 1, "  ^^"),
        ("title", 6, 1, "     ^"),
        ("title", 40, 1, "     ^"),
        ("title", 1, 0, "^"),
        ("title", 4, 90, "   ^^"),
        ("title", 0, 0, ""),
    ],
)
def test_marks_stand_under_the_cells_of_their_characters(
    line: str, column: int, length: int, marks: str
) -> None:
    assert marked(line, column, length) == (line, marks)


@given(st.text(alphabet="abc 春月、「」ｱ", min_size=1, max_size=300), st.data())
@settings(deadline=None)
def test_marks_are_right_also_where_a_long_line_is_cut(line: str, data: st.DataObject) -> None:
    line = line.rstrip() or "a"
    column = data.draw(st.integers(1, len(line)))
    shown, marks = marked(line, column, 1)
    before = cell_len(marks) - cell_len(line[column - 1])

    assert cell_len(shown) <= EXCERPT_CELLS + 2
    assert marks == " " * before + "^" * cell_len(line[column - 1])
    start = next(index for index in range(len(shown) + 1) if cell_len(shown[:index]) == before)
    assert shown[start] == line[column - 1]


def test_a_long_line_is_cut_on_both_sides_of_the_place() -> None:
    line = "あ" * 60 + "[次](b.md)" + "い" * 60
    shown, marks = marked(line, 65, 4)

    assert shown == "…" + "あ" * 18 + "[次](b.md)" + "い" * 26 + "…"
    assert marks == " " * 42 + "^^^^"


def test_a_place_behind_the_end_of_a_long_line_is_marked_at_its_end() -> None:
    shown, marks = marked("あ" * 200, 500, 1)

    assert shown == "…" + "あ" * 20
    assert marks == " " * 41 + "^"


def test_a_line_without_known_column_is_shown_without_marks() -> None:
    assert text(at("a.md", 3, excerpt="tags: [a")) == "a.md:3: warning[x]: bad\n    3 | tags: [a\n"


def test_colour_only_repeats_the_words() -> None:
    coloured = text(MISSING, colour=True)

    assert "\x1b[1;31merror[link-target-missing]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(MISSING)


def test_a_file_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in text(at("a\x1b[2J.md", 1, 1, 1, excerpt="\x1b]0;title\x07"))
