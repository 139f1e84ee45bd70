# SPDX-License-Identifier: MIT
"""The page of the editorial report: what it shows, in words as well as in charts, and what it cannot contain."""

import re
import runpy
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from lxml import html
from tests.support.html_checker import html_errors, html_test
from tests.support.paths import FIXTURES

from letterpress.config import Config
from letterpress.config.settings import Editorial, Thresholds
from letterpress.diagnostics import Language
from letterpress.editorial.findings import EditorialReport
from letterpress.report.html import report_html
from letterpress.report.terminal import editorial_text

SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "report" / "sample.py")))
REPORT: EditorialReport = SAMPLE.report()
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> & </title></svg></style>"


def config(title: str) -> Config:
    return Config(title=title, base_url="https://example.com/sub", language="ja", timezone="Asia/Tokyo")


def page(report: EditorialReport = REPORT, language: Language = "en") -> html.HtmlElement:
    written = report_html(report, config("The Monday Letter"), language=language)
    return html.document_fromstring(written.decode())


def text(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_names_its_language_and_asks_for_nothing(language: Language) -> None:
    document = page(language=language)

    assert document.get("lang") == language
    assert not list(document.iter("script", "img", "iframe", "object", "form"))
    assert [link.get("href")[:5] for link in document.iter("link")] == ["data:"]
    style = document.findtext(".//style")
    assert style
    assert "url(" not in style
    assert "@import" not in style
    policies = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_advice_comes_first_then_the_numbers_then_the_findings() -> None:
    document = page()

    assert [text(heading) for heading in document.iter("h2")] == [
        "What to write next",
        "The numbers now",
        "What to change",
        "Publishing calendar",
        "Value themes over time",
        "Sales share over a year",
        "Sales share along the latest posts",
        "Days between contacts",
        "For whom, and when",
        "Queue and runway",
    ]
    assert "Readers take part, for the regular customer, by Mon 23 Nov" in text(document)


def test_every_finding_brings_its_fix_its_posts_and_its_rule() -> None:
    first, *_ = page().xpath("//ul[@class='findings']/li")

    assert text(first).startswith("◆ important 5 of the 9 classified posts")
    assert "Fix Make the next two posts how-to or support" in text(first)
    assert "sales-share · inform" in text(first)
    assert [text(item) for item in first.iter("li")][1:] == [
        SAMPLE.mentions()[post].title for post in REPORT.findings[0].posts
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("report", [REPORT, SAMPLE.quiet_report()], ids=["a year", "first posts"])
def test_every_chart_is_named_described_and_told_in_numbers(
    report: EditorialReport, language: Language
) -> None:
    charts = page(report, language).xpath("//figure/*[local-name()='svg']")

    assert len(charts) == 6
    for chart in charts:
        named_by = chart.get("aria-labelledby").split()
        assert [text(chart.get_element_by_id(name)) != "" for name in named_by] == [True, True]
    if report is REPORT:
        assert all(chart.getparent().find(".//table") is not None for chart in charts)


def test_no_id_is_used_twice() -> None:
    ids = page().xpath("//@id")

    assert len(ids) == len(set(ids))


def test_whatever_a_title_holds_stays_text() -> None:
    titles = dict.fromkeys(SAMPLE.mentions(), NASTY)
    written = report_html(SAMPLE.report(titles=titles), config(NASTY), language="ja").decode()
    document = html.document_fromstring(written)

    assert NASTY in text(document)
    assert not list(document.iter("script", "img"))
    assert not document.xpath("//@*[starts-with(name(), 'on')]")
    assert len(list(document.iter("h1"))) == 1


def test_published_posts_are_links_and_drafts_are_not() -> None:
    addresses = page().xpath("//a/@href")

    assert "https://example.com/sub/posts/17/" in addresses
    assert not [address for address in addresses if "/posts/39/" in address]


def test_the_same_report_is_the_same_bytes() -> None:
    first, second = (report_html(SAMPLE.report(), config("x"), language="ja") for _ in range(2))

    assert first == second
    assert not re.search(rb"\d\.\d{4,}", first)


NOTHING_ALLOWED = Thresholds(
    sales_share_warning=Fraction(0),
    sales_share_error=Fraction(0),
    silence_warning=Fraction(0),
    runway_cadences=Fraction(0),
)


EVERYTHING_ALLOWED = Thresholds(sales_share_warning=Fraction(1), sales_share_error=Fraction(1))


@pytest.mark.parametrize("thresholds", [NOTHING_ALLOWED, EVERYTHING_ALLOWED], ids=["nothing", "everything"])
@pytest.mark.parametrize("report", [REPORT, SAMPLE.quiet_report()], ids=["a year", "first posts"])
def test_limits_at_their_ends_can_be_drawn(report: EditorialReport, thresholds: Thresholds) -> None:
    settings = msgspec.structs.replace(config("x"), editorial=Editorial(thresholds=thresholds))

    assert report_html(report, settings, language="en")
    assert editorial_text(report, settings.editorial, language="en", colour=False)


def test_only_what_is_worse_beyond_its_limit_is_drawn_so() -> None:
    runway = msgspec.structs.replace(REPORT.findings[2], rule="runway")
    tiles = page(msgspec.structs.replace(REPORT, findings=(REPORT.findings[0], runway))).xpath(
        "//ul[@class='numbers']/li"
    )

    assert [len(tile.xpath(".//*[@class='beyond']")) for tile in tiles] == [1, 0, 0, 0]
    assert ["note" in text(tile) for tile in tiles] == [False, False, False, True]


@html_test
def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    reports = {"year": REPORT, "first": SAMPLE.quiet_report()}
    languages: tuple[Language, ...] = ("ja", "en")
    pages = {
        f"{name}-{language}": report_html(report, config("The Monday Letter"), language=language)
        for name, report in reports.items()
        for language in languages
    }
    assert html_errors(tmp_path, pages) == []
