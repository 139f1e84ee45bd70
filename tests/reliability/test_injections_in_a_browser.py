# SPDX-License-Identifier: MIT
"""Pages, reports and letters of texts that try to become markup, opened in a real browser: nothing of them runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, sync_playwright

from tests.reliability.test_injections import build, write
from tests.support.campaign import Campaign, some
from tests.support.chromium import CHROMIUM, browser_test
from tests.support.injections import PAYLOADS, project

pytestmark = browser_test

PAGES = 12
"""Of each site."""
TOUCH_ALL = """() => {
    for (const each of document.querySelectorAll("*")) {
        for (const kind of ["mouseover", "focus", "toggle", "begin", "load", "error"])
            each.dispatchEvent(new Event(kind));
        if ((each.href?.baseVal ?? each.href ?? "").toString().startsWith("javascript:")) each.click();
    }
    return [...document.querySelectorAll("*")].flatMap(each => [...each.attributes])
        .filter(each => /^on/i.test(each.name)).map(each => each.name);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_a_script_in_a_page_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<img src=none.png onerror=alert(1)>", "utf-8")
    assert run_in(browser, tmp_path / "page.html")


def run_in(browser: Browser, file: Path) -> list[str]:
    """Open a page and touch all that is on it; what ran, or would on another event."""
    page = browser.new_page()
    ran: list[str] = []

    def note(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.route("http*://**", lambda route: route.abort())
    page.goto(file.as_uri())
    ran += page.evaluate(TOUCH_ALL)
    page.wait_for_timeout(20)
    page.close()
    return ran


@pytest.mark.parametrize("payload", some(PAYLOADS[::5], sample=2), ids=ascii)
def test_nothing_runs(payload: str, browser: Browser, tmp_path: Path, campaign: Campaign) -> None:
    write(tmp_path, project(payload, payload, "press"))
    made = [path for path in build(tmp_path) if path.endswith(".html")]
    shown = sorted(made, key=lambda path: ("/posts/" not in path, "report" not in path, path))[:PAGES]
    for path in shown:
        with campaign.attempt("injections: in a browser"):
            assert run_in(browser, tmp_path / path) == [], path
