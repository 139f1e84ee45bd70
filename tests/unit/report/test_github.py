# SPDX-License-Identifier: MIT
"""Annotations for GitHub Actions, read back by the rules of its runner."""

import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.editorial.findings import Finding
from letterpress.report.display_width import printable
from letterpress.report.github import MOST_OF_A_LEVEL, annotations

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<text>[^\r\n]*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart: level, properties, text."""
    found = COMMAND.fullmatch(line)
    assert found, line
    properties = dict(item.split("=", 1) for item in found["properties"].split(",") if item)
    return (
        found["level"],
        {name: unescaped(value) for name, value in properties.items()},
        unescaped(found["text"]),
    )


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def diagnostic(
    path: str = "content/posts/a.md", line: int = 0, severity: Severity = Severity.WARNING
) -> Diagnostic:
    return Diagnostic(
        code="heading-skip",
        severity=severity,
        message=Message("見出しが飛ぶ", "a level is skipped"),
        span=Span(path, line, 1 if line else 0, 3),
    )


FINDING = Finding(
    rule="sales-share",
    severity=Severity.ERROR,
    subject="window",
    value=Fraction(5, 9),
    threshold=Fraction(1, 2),
    message=Message("売り込みが55.6%、目安の50%を超える", "55.6% sell, more than 50%"),
    fix=Message("次は活用術を書く", "Write a how-to next"),
    principle="inform",
    span=Span("content/posts/b.md", 4, 14, 4),
)


def test_a_diagnostic_stands_on_its_line() -> None:
    assert (
        annotations([diagnostic(line=12)], language="en")
        == "::warning file=content/posts/a.md,line=12,col=1,title=heading-skip::a level is skipped\n"
    )


def test_a_whole_file_has_no_line() -> None:
    assert (
        annotations([diagnostic()], language="ja")
        == "::warning file=content/posts/a.md,title=heading-skip::見出しが飛ぶ\n"
    )


def test_a_finding_stands_where_its_fix_belongs_and_brings_the_fix() -> None:
    assert (
        annotations([], [FINDING], language="en")
        == "::error file=content/posts/b.md,line=4,col=14,title=sales-share::"
        "55.6%25 sell, more than 50%25%0AWrite a how-to next\n"
    )


def test_paths_are_relative_to_the_repository() -> None:
    for prefix in ("sites/blog", "sites/blog/", "/sites/blog"):
        _, properties, _ = read(annotations([diagnostic()], language="en", prefix=prefix).rstrip("\n"))
        assert properties["file"] == "sites/blog/content/posts/a.md"


def test_worst_come_first_and_places_are_in_order() -> None:
    told = annotations(
        [
            diagnostic("b.md", 2),
            diagnostic("c.md", severity=Severity.NOTE),
            diagnostic("a.md", 1),
            diagnostic("d.md", severity=Severity.ERROR),
        ],
        language="en",
    )
    read_back = [read(line) for line in told.splitlines()]

    assert [level for level, _, _ in read_back] == ["error", "warning", "warning", "notice"]
    assert [properties["file"] for _, properties, _ in read_back] == ["d.md", "a.md", "b.md", "c.md"]


def test_no_more_of_a_level_than_github_shows() -> None:
    exactly = annotations([diagnostic(line=line) for line in range(1, 11)], language="en")
    too_many = annotations([diagnostic(line=line) for line in range(1, 14)], language="en")

    assert len(exactly.splitlines()) == MOST_OF_A_LEVEL
    assert "in the log" not in exactly
    lines = too_many.splitlines()
    # GitHub shows the first ten; the log, and any other reader, has every one.
    assert lines[MOST_OF_A_LEVEL - 1] == "::warning title=letterpress::4 more, in the log"
    assert [each for each in lines if ",line=" in each] == lines[: MOST_OF_A_LEVEL - 1] + lines[
        MOST_OF_A_LEVEL:
    ]
    assert len(lines) == 14


def test_nothing_to_say_is_an_empty_text() -> None:
    assert annotations([], language="en") == ""


@given(st.text(min_size=1), st.text())
@settings(deadline=None)
def test_whatever_a_file_holds_cannot_make_a_second_command(path: str, message: str) -> None:
    said = Diagnostic(
        code="x", severity=Severity.ERROR, message=Message(message, message), span=Span(path, 1, 1, 1)
    )
    level, properties, text = read(annotations([said], language="en").removesuffix("\n"))

    assert level == "error"
    assert set(properties) == {"file", "line", "col", "title"}
    assert text == "\n".join(map(printable, message.split("\n"))), "all of it, but for what steers a terminal"
