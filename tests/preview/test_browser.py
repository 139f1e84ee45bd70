# SPDX-License-Identifier: MIT
"""Live reload, style swap and error panel in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.support.chromium import CHROMIUM, browser_test

pytestmark = browser_test
Start = Callable[..., Any]
PATIENCE = 30_000
"""Milliseconds after which something that should have happened counts as failed."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must leave no message on the console."""
    opened = browser.new_page(viewport={"width": 800, "height": 600})
    messages: list[str] = []
    opened.on("console", lambda message: messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    yield opened
    opened.close()
    assert messages == []


def listening(page: Page, url: str) -> None:
    """Open a page and wait until its reload channel is open."""
    with page.expect_response("**/__letterpress/reload"):
        page.goto(url)


def mark(page: Page) -> None:
    """Leave a sign in the page that a reload takes away."""
    page.evaluate("window.sign = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.sign === true"))


def panel(page: Page) -> Any:
    return page.locator("letterpress-error section")


def test_a_saved_text_appears(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")

    press.write("hello.txt", "新しい文")
    expect(page.locator("#text")).to_have_text("新しい文")


def test_the_place_on_the_page_is_kept(press: Any, start: Start, page: Page) -> None:
    long = "<br>".join(["行"] * 500)
    press.write("hello.txt", long)
    listening(page, start().url + "hello/")
    page.evaluate("scrollTo(0, 3000)")

    press.write("hello.txt", long + "<br><b>新しい文</b>")
    expect(page.locator("b")).to_have_text("新しい文")
    page.wait_for_function("scrollY === 3000")


def test_several_saves_in_a_row_all_appear(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")

    for number in range(5):
        press.write("hello.txt", f"文{number}")
        expect(page.locator("#text")).to_have_text(f"文{number}")


def test_a_style_sheet_is_swapped_without_a_reload(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")
    mark(page)

    for red in (7, 8):
        press.write("style.css", f"p {{ color: rgb({red}, 0, 0) }}")
        expect(page.locator("#text")).to_have_css("color", f"rgb({red}, 0, 0)")
    assert is_marked(page)
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)

    press.write("hello.txt", "新しい文")
    expect(page.locator("#text")).to_have_text("新しい文")
    assert not is_marked(page)


def test_a_failure_shows_over_the_last_good_page_and_goes_with_the_correction(
    press: Any, start: Start, page: Page
) -> None:
    listening(page, start().url + "hello/")
    mark(page)

    press.write("hello.txt", "これは BROKEN です")
    expect(panel(page)).to_contain_text("ビルドできませんでした")
    expect(panel(page)).to_contain_text("content/hello.txt:1:5")
    expect(panel(page)).to_contain_text("書き直してください")
    expect(panel(page).locator("mark")).to_have_text("BROKEN")
    expect(page.locator("#text")).to_have_text("こんにちは")

    press.write("hello.txt", "これも BROKEN です")
    expect(panel(page)).to_contain_text("これも")
    expect(panel(page)).to_have_count(1)

    press.write("hello.txt", "こんにちは")
    expect(panel(page)).to_have_count(0)
    assert is_marked(page), "nothing else changed, so nothing was reloaded"


def test_a_correction_that_changes_the_page_shows_it(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")
    press.write("hello.txt", "BROKEN")
    expect(panel(page)).to_have_count(1)

    press.write("hello.txt", "よくなりました")
    expect(page.locator("#text")).to_have_text("よくなりました")
    expect(panel(page)).to_have_count(0)


def test_the_panel_can_be_closed(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")
    press.write("hello.txt", "BROKEN")

    panel(page).get_by_role("button", name="閉じる").click()
    expect(panel(page)).to_have_count(0)


def test_the_panel_is_at_once_on_a_page_opened_later(press: Any, start: Start, page: Page) -> None:
    preview = start()
    press.write("hello.txt", "BROKEN")
    press.wait(lambda: not press.builds[-1].ok)

    page.goto(preview.url)
    expect(panel(page)).to_contain_text("BROKEN")


def test_a_site_never_built_appears_when_it_is(press: Any, start: Start, browser: Browser) -> None:
    press.write("hello.txt", "BROKEN")
    page = browser.new_page()
    page.goto(start().url)
    expect(page.locator("#letterpress-error")).to_contain_text("BROKEN")
    expect(panel(page)).to_have_count(0)

    press.write("hello.txt", "まだ BROKEN です")
    expect(page.locator("#letterpress-error")).to_contain_text("まだ")
    press.write("hello.txt", "よくなりました")
    expect(page.locator("#text")).to_have_text("ようこそ")
    page.close()


INJECTIONS = [
    "<script>window.hacked = 1</script>BROKEN",
    "<img src=x onerror='window.hacked = 1'>BROKEN",
    "BROKEN</pre></li><svg onload='window.hacked = 1'>",
    "BROKEN\"><iframe srcdoc='<script>parent.hacked = 1</script>'>",
    "</script><script>window.hacked = 1</script>BROKEN",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_in_a_diagnostic_is_executed(press: Any, start: Start, page: Page, text: str) -> None:
    listening(page, start().url + "hello/")

    press.write("hello.txt", text)
    expect(panel(page).locator("pre")).to_have_text(text)
    expect(panel(page).locator("script, img, svg, iframe")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_a_hidden_page_catches_up_when_it_is_seen_again(press: Any, start: Start, page: Page) -> None:
    listening(page, start().url + "hello/")
    # A headless browser hides no page, so the page is told what a browser would tell it.
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    press.write("hello.txt", "新しい文")
    press.wait_for_page("hello/index.html", "新しい文")
    press.settle()
    expect(page.locator("#text")).to_have_text("こんにちは")

    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#text")).to_have_text("新しい文")


def test_a_page_opened_in_the_background_waits_until_it_is_seen(press: Any, start: Start, page: Page) -> None:
    preview = start()
    page.add_init_script("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(preview.url + "hello/", wait_until="networkidle")
    assert not any(url.endswith("/reload") for url in requests)

    with page.expect_request("**/__letterpress/reload"):
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")


def test_more_pages_than_a_browser_has_connections_stay_usable(
    press: Any, start: Start, browser: Browser
) -> None:
    """Browsers open six connections to a server; hidden pages must give theirs back."""
    preview = start()
    with browser.new_context() as context:
        for _ in range(8):
            opened = context.new_page()
            opened.goto(preview.url + "hello/")
            opened.evaluate(
                "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                "document.dispatchEvent(new Event('visibilitychange'))"
            )
        last = context.new_page()
        listening(last, preview.url + "hello/")
        press.write("hello.txt", "新しい文")
        expect(last.locator("#text")).to_have_text("新しい文")


def test_a_page_of_another_site_can_neither_listen_nor_read(start: Start, browser: Browser) -> None:
    """The other site is a second preview: another port is another origin."""
    target, other = start(), start()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(other.url)
        outcome = page.evaluate(
            """async (url) => {
                const source = new EventSource(url + "__letterpress/reload");
                const heard = await new Promise((done) => {
                    source.onmessage = () => done("heard");
                    source.onerror = () => done("refused");
                });
                const read = await fetch(url).then(() => "read", () => "refused");
                const blind = await fetch(url, { mode: "no-cors" }).then(() => "read", () => "refused");
                return [heard, read, blind];
            }""",
            target.url,
        )
        assert outcome == ["refused", "refused", "refused"]


def test_the_report_reloads_when_it_changes(press: Any, start: Start, page: Page) -> None:
    press.report_html = b"<!doctype html><link rel=icon href=data:,><title>r</title><body><p>30%</p></body>"
    listening(page, start().url + "__letterpress/report")
    expect(page.locator("p")).to_have_text("30%")

    press.report_html = press.report_html.replace(b"30", b"40")
    press.write("hello.txt", "新しい文")
    expect(page.locator("p")).to_have_text("40%")


def test_a_page_finds_the_next_run_of_the_preview(press: Any, start: Start, browser: Browser) -> None:
    """As after Ctrl-C and another start: nothing may be left over from the run before."""
    first = start()
    with browser.new_context() as context:
        page = context.new_page()
        listening(page, first.url + "hello/")
        first.stop()
        (press.site / "hello" / "index.html").unlink()
        press.write("hello.txt", "新しい文")

        start(port=first.port)
        expect(page.locator("#text")).to_have_text("新しい文")
