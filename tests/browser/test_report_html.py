# SPDX-License-Identifier: MIT
"""The report page in a real browser: silent, offline, accessible, readable on a phone, one or two pages on paper."""

import re
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright
from tests.support.chromium import CHROMIUM, browser_test
from tests.support.paths import FIXTURES

from letterpress.config import Config
from letterpress.diagnostics import Language
from letterpress.report.html import report_html

SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "report" / "sample.py")))
CONFIG = Config(title="月曜の便り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo")
LONG = {"posts/26": "とても長い題名" * 12, "posts/31": "Unbreakable" * 20}
MEASURE_WORDS = """() => [...document.querySelectorAll('figure > svg text')].map(text => {
    const chart = text.closest('svg').getBoundingClientRect(), box = text.getBoundingClientRect();
    return {
        word: text.textContent,
        outside: Math.max(chart.left - box.left, box.right - chart.right),
        height: parseFloat(getComputedStyle(text).fontSize) * chart.width / 360,
    };
})"""
A4 = b"/MediaBox [0 0 594.95996 841.91998]"

Scheme = Literal["light", "dark"]

pytestmark = browser_test


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a year with over-long titles, one of the first posts, and one with much to change."""
    year = SAMPLE.report(titles=LONG)
    busy = msgspec.structs.replace(year, findings=year.findings * 4)
    folder = tmp_path_factory.mktemp("report")
    for language in ("ja", "en"):
        for name, report in (("year", year), ("first", SAMPLE.quiet_report()), ("busy", busy)):
            written = report_html(report, CONFIG, language=language)
            (folder / f"{name}.{language}.html").write_bytes(written)
    return folder


@contextmanager
def opened(browser: Browser, file: Path, *, width: int = 1200, scheme: Scheme = "light") -> Iterator[Page]:
    """The page with every table of numbers open."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    yield page
    page.close()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_says_nothing_and_asks_for_nothing(
    browser: Browser, folder: Path, language: Language
) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    file = folder / f"year.{language}.html"
    page.goto(file.as_uri(), wait_until="networkidle")

    assert said == []
    assert [address for address in asked if not address.startswith("data:")] == [file.as_uri()]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("year.ja", 375, "light"),
        ("year.ja", 1200, "dark"),
        ("year.en", 1200, "light"),
        ("first.ja", 375, "dark"),
    ],
)
def test_axe_finds_no_violation(
    browser: Browser, folder: Path, name: str, width: int, scheme: Scheme
) -> None:
    with opened(browser, folder / f"{name}.html", width=width, scheme=scheme) as page:
        results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", ["year.ja", "year.en", "first.en"])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, folder: Path, name: str) -> None:
    with opened(browser, folder / f"{name}.html", width=375) as page:
        widths = [page.evaluate("document.documentElement.scrollWidth")]
        page.set_viewport_size({"width": 320, "height": 800})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert widths == [375, 320]


@pytest.mark.parametrize("width", [375, 1200])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_words_of_a_chart_stay_inside_it_and_are_large_enough(
    browser: Browser, folder: Path, language: Language, width: int
) -> None:
    with opened(browser, folder / f"year.{language}.html", width=width) as page:
        words = page.evaluate(MEASURE_WORDS)

    assert words
    assert [word for word in words if word["outside"] > 1] == []
    assert [word for word in words if word["height"] < 9] == []


@pytest.mark.parametrize("name", ["year.ja", "year.en", "first.ja", "busy.ja", "busy.en"])
def test_it_prints_on_one_or_two_a4_pages(browser: Browser, folder: Path, name: str) -> None:
    page = browser.new_page()
    page.goto((folder / f"{name}.html").as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert A4 in printed


def test_a_preview_may_add_its_own_script(browser: Browser, folder: Path) -> None:
    address = "http://preview.example/report"
    data = (folder / "year.ja.html").read_text("utf-8")
    page = browser.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(body="document.title = 'reloaded'", content_type="text/javascript"),
    )
    page.route(
        address,
        lambda route: route.fulfill(
            body=data.replace("</body>", "<script src='/client.js'></script></body>"),
            content_type="text/html",
        ),
    )
    page.goto(address)
    title = page.title()
    page.close()

    assert title == "reloaded"
