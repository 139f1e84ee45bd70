# SPDX-License-Identifier: MIT
"""Both themes in a real browser, and before axe, which judges whether everyone can use a page."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright
from tests.support.chromium import CHROMIUM, browser_test
from tests.support.theme_samples import ORIGIN, ROOT, THEMES, hostile, jobs, site, theme

pytestmark = browser_test

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JOBS = {key: job for key, job in jobs().items() if job.page.kind != "redirect"}
LAYOUTS = (
    "home",
    "home-2",
    "post",
    "post-en",
    "issue",
    "page",
    "author",
    "tags",
    "newsletter",
    "archive",
    "not_found",
)
"""One page of each layout."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


def opened(
    browser: Browser, name: str, *, width: int, scheme: Literal["light", "dark"], spoilt: bool = False
) -> Page:
    """A tab in which `ORIGIN/KEY` is the sample page of that name."""
    carried, view = (
        (hostile(tuple(JOBS.values())), hostile(site())) if spoilt else (tuple(JOBS.values()), site())
    )
    pages = {
        f"/{key}": theme(name).render(job, view, {}).data for key, job in zip(JOBS, carried, strict=True)
    }
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.route("**/*", lambda route: answer(route, name, pages))
    return tab


def answer(route: Route, name: str, pages: Mapping[str, bytes]) -> None:
    """Serve a page, a static file of the theme or the one picture; nothing leaves the machine."""
    path = unquote(urlsplit(route.request.url).path)
    if path in pages:
        route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
    elif path.startswith("/assets/"):
        route.fulfill(path=ROOT / "themes" / name / "static" / path.removeprefix("/assets/"))
    elif path.startswith("/images/"):
        route.fulfill(path=Path(__file__).parent / "figure.svg")
    else:
        route.fulfill(status=404)


@pytest.mark.parametrize("name", THEMES)
def test_a_phone_shows_every_page_without_scrolling_sideways_and_the_browser_is_content(
    browser: Browser, name: str
) -> None:
    tab = opened(browser, name, width=375, scheme="light")
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("response", lambda response: None if response.ok else complaints.append(response.url))
    too_wide = []
    for key in JOBS:
        tab.goto(f"{ORIGIN}/{key}")
        if tab.evaluate("document.documentElement.scrollWidth") > 375:
            too_wide.append(key)
    assert too_wide == []
    assert complaints == []
    tab.close()


@pytest.mark.parametrize("name", THEMES)
def test_no_text_runs_as_a_script(browser: Browser, name: str) -> None:
    tab = opened(browser, name, width=375, scheme="light", spoilt=True)
    alerts: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", dismiss)
    for key in JOBS:
        tab.goto(f"{ORIGIN}/{key}")
        assert tab.locator("script:not([type='application/ld+json'])").count() == 0
    assert alerts == []
    tab.close()


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", THEMES)
def test_axe_finds_nothing(browser: Browser, name: str, width: int, scheme: Literal["light", "dark"]) -> None:
    tab = opened(browser, name, width=width, scheme=scheme)
    found = {}
    for key in LAYOUTS:
        tab.goto(f"{ORIGIN}/{key}")
        tab.evaluate(AXE.read_text("utf-8"))
        result = tab.evaluate(f"axe.run({{runOnly: {json.dumps(RULES)}}})")
        found[key] = [(each["id"], each["nodes"][0]["target"]) for each in result["violations"]]
    assert not any(found.values()), found
    tab.close()
