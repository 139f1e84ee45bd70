# SPDX-License-Identifier: MIT
"""What a build says on a terminal, against texts that can be read: tests/fixtures/report/*.txt."""

import re
import runpy
from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.support.paths import TESTS

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.report.build_report import BuildReport, Counts, LeftOut
from letterpress.report.terminal import build_text
from letterpress.report.terminal.metrics import FULL, LIMIT, gauge, shares, stacked

FIXTURES = TESTS / "fixtures" / "report"
SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "sample.py")))
TOKYO = ZoneInfo("Asia/Tokyo")

UNUSED_IMAGE = Diagnostic(
    code="image-without-text",
    severity=Severity.WARNING,
    message=Message("画像に代わりの文がない", "the image has no text in its place"),
    span=Span("content/posts/hello.md", 12, 1, 10),
)
BUILD = BuildReport(
    counts=Counts(posts=29, issues=6, pages=3, outputs=87),
    written=("posts/nengajo/index.html", "index.html", "feed.xml"),
    unchanged=1083,
    removed=("posts/old/index.html",),
    reasons={"index.html": ("card of posts/nengajo", "list"), "feed.xml": ("list",)},
    left_out=(
        LeftOut(path="content/posts/2026-11-20-39.md", title="読者の店を訪ねる企画の募集", status="draft"),
        LeftOut(
            path="content/posts/2026-11-26-36.md",
            title="年賀状の一行を考える",
            status="scheduled",
            until=datetime(2026, 11, 26, 9, tzinfo=TOKYO),
        ),
        LeftOut(
            path="content/posts/sale.md",
            title="冬のセール",
            status="expired",
            until=datetime(2026, 10, 1, tzinfo=TOKYO),
        ),
        LeftOut(path="content/posts/x.md", title="", status="broken"),
    ),
    diagnostics=(UNUSED_IMAGE,),
    editorial=SAMPLE.report(),
    report=".letterpress/report/report.html",
    next_change=datetime(2026, 11, 26, 9, tzinfo=TOKYO),
    seconds={"load": 0.01, "parse": 0.2, "render": 0.113},
)
EMPTY = BuildReport(counts=Counts(posts=2, outputs=20), unchanged=20, editorial=SAMPLE.quiet_report())
FAILED = BuildReport(
    published=False,
    diagnostics=(Diagnostic(code="x", severity=Severity.ERROR, message=Message("", ""), span=Span("a.md")),),
)


def text(report: BuildReport, language: Language = "en", *, width: int = 80, colour: bool = False) -> str:
    return build_text(report, language=language, colour=colour, width=width)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("name", "report"), [("build", BUILD), ("first-posts", EMPTY), ("failed", FAILED)])
def test_a_build_is_told_exactly_so(name: str, report: BuildReport, language: Language) -> None:
    expected = (FIXTURES / f"{name}.{language}.txt").read_text("utf-8")

    assert text(report, language) == expected


def test_explained_and_verbose_builds_name_every_file() -> None:
    told = build_text(BUILD, language="en", colour=False, verbose=True, explain=True)

    assert "\nWhy\n  index.html: card of posts/nengajo; list\n  feed.xml: list\n" in told
    assert (
        "\nFiles\n  + posts/nengajo/index.html\n  + index.html\n  + feed.xml\n  - posts/old/index.html\n"
        in told
    )
    assert "\nTime\n  load      0.010 s\n  parse     0.200 s\n  render    0.113 s\n" in told


def test_seconds_are_shown_only_on_request() -> None:
    assert "0.32 s" not in text(BUILD)
    assert "1 removed, 0.32 s\n" in build_text(BUILD, language="en", colour=False, timing=True)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_colour_only_repeats_the_words(language: Language) -> None:
    coloured = text(BUILD, language, colour=True)

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(BUILD, language)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [1, 60, 61, 62, 63, 64, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int, language: Language) -> None:
    prose = text(BUILD, language, width=width).partition("2026-11-26 09:00\n")[2]

    assert max(map(cell_len, prose.splitlines())) <= max(width, 60)


def test_a_wide_terminal_shows_whole_titles() -> None:
    assert "読者の店を訪ねる企画の募集\n" in text(BUILD, width=120)
    assert "年賀状の一行を考える\n" in text(BUILD, width=120)


def test_titles_cannot_steer_the_terminal() -> None:
    nasty = BuildReport(left_out=(LeftOut(path="a.md", title="\x1b]0;x\x07\u202e", status="draft"),))

    assert "\x1b" not in text(nasty)
    assert "\u202e" not in text(nasty)


LIMITS = st.fractions(Fraction(1, 100), Fraction(99, 100))


@given(st.fractions(0, 1), LIMITS)
@settings(deadline=None)
def test_a_bar_passes_its_limit_exactly_when_the_value_does(value: Fraction, limit: Fraction) -> None:
    bar = gauge(value, limit, Fraction(1), 20)
    before, _, beyond = bar.partition(LIMIT)

    assert len(bar) == 20
    assert (FULL in before) == (value > 0 and before != "")
    assert (FULL in beyond) == (value > limit and beyond != "")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=4).filter(any))
@settings(deadline=None)
def test_a_stacked_bar_is_shared_out_whole(counts: list[int]) -> None:
    cells = shares(counts, 20)

    assert sum(cells) == 20
    assert len(stacked(counts, 20)) == 20
    assert all(
        abs(part - Fraction(20 * count, sum(counts))) < 1 for part, count in zip(cells, counts, strict=True)
    )
