# SPDX-License-Identifier: MIT
"""The Markdown summary, read by a Markdown parser."""

import re
import runpy
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from tests.support.paths import TESTS

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.report.build_report import BuildReport, Counts, LeftOut
from letterpress.report.markdown import MOST_ROWS, plain, summary

FIXTURES = TESTS / "fixtures" / "report"
SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "sample.py")))
PROBLEM = Diagnostic(
    code="image-without-text",
    severity=Severity.WARNING,
    message=Message("画像に代わりの文がない", "the image has no text in its place"),
    span=Span("content/posts/hello.md", 12, 1, 10),
)
BUILD = BuildReport(
    counts=Counts(posts=29, issues=6, pages=3, outputs=87),
    written=("index.html", "feed.xml"),
    unchanged=1083,
    left_out=(LeftOut(path="content/posts/a.md", title="企画の募集", status="draft"),),
    diagnostics=(PROBLEM,),
    editorial=SAMPLE.report(),
)
NASTY = "<img src=x onerror=alert(1)> | [x](javascript:x) `c` **b** https://evil.example @all #1\n# h &amp;"


def rendered(markdown: str) -> html.HtmlElement:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return html.fragment_fromstring(parser.render(markdown), create_parent="div")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_summary_is_exactly_so(language: Language) -> None:
    assert summary(BUILD, language=language) == (FIXTURES / f"summary.{language}.md").read_text("utf-8")


def test_every_section_is_a_table_that_a_parser_sees() -> None:
    page = rendered(summary(BUILD, language="en"))

    assert [heading.text for heading in page.iter("h2")] == [
        "Build",
        "Diagnostics",
        "Left out",
        "Editorial report Sat 21 Nov 2026",
    ]
    rows = [[cell.text_content() for cell in row] for row in page.iter("tr")]
    assert rows[:2] == [
        ["written", "unchanged", "removed", "published"],
        ["2", "1,083", "0", "29 posts, 6 issues, 3 pages"],
    ]
    assert ["draft", "content/posts/a.md", "企画の募集"] in rows
    assert [
        "content/posts/hello.md:12:1",
        "warning[image-without-text]",
        "the image has no text in its place",
    ] in rows


def test_titles_come_out_as_they_are_and_as_nothing_else() -> None:
    report = BuildReport(left_out=(LeftOut(path="a.md", title=NASTY, status="draft"),))
    page = rendered(summary(report, language="en"))
    allowed = {"div", "h2", "table", "thead", "tbody", "tr", "th", "td"}

    assert {element.tag for element in page.iter()} <= allowed
    assert page.xpath("string((//td)[last()])") == NASTY.replace("\n", " ")


READABLE = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])
WORDS = (
    st.lists(st.text(READABLE | st.sampled_from("<>[]()*_`~|#+-=.1!&;:")), min_size=1)
    .map(" ".join)
    .map(str.strip)
)


@given(WORDS.filter(bool))
@settings(deadline=None)
@example("1. x")
@example("1) x")
@example("- x")
@example("+ x")
@example("---")
@example("===")
@example("> x")
@example("| x |")
def test_a_text_made_plain_reads_as_itself(text: str) -> None:
    paragraph = rendered(plain(text))

    assert [element.tag for element in paragraph.iter()] == ["div", "p"]
    assert paragraph.text_content().rstrip("\n") == text


@given(WORDS.filter(bool))
@settings(deadline=None)
def test_a_text_made_plain_stays_in_its_table_cell(text: str) -> None:
    table = rendered(f"| a | b |\n| --- | --- |\n| {plain(text)} | last |\n")

    assert [cell.text_content() for cell in table.iter("td")] == [text, "last"]


@pytest.mark.parametrize(
    "text", ["https://evil.example", "www.evil.example", "WWW.evil.example", "a@b.example"]
)
def test_nothing_is_left_that_github_makes_a_link_of(text: str) -> None:
    assert not re.search(r"://|www\.|@", plain(text), re.IGNORECASE)
    assert rendered(plain(text)).text_content().rstrip("\n") == text


def test_a_long_table_is_cut_and_says_so() -> None:
    left = tuple(LeftOut(path=f"{number}.md", title="", status="draft") for number in range(MOST_ROWS + 3))
    told = summary(BuildReport(left_out=left), language="en")

    assert told.count("| draft |") == MOST_ROWS
    assert told.endswith("\n3 more\n")


def test_a_failed_build_says_that_nothing_was_published() -> None:
    told = summary(BuildReport(published=False, diagnostics=(PROBLEM,)), language="en")

    assert told.startswith("## Build\n\n**Nothing was published: the last good state stays**\n")
    assert "## Diagnostics" in told
