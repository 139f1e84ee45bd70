# SPDX-License-Identifier: MIT
"""The bar on the pages of a real preview: what it says, in which language, that it covers nothing and can be closed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright
from tests.conftest import CONFIG, MakeProject
from tests.support.chromium import CHROMIUM, browser_test
from tests.support.served_project import Served, served

from letterpress.cli.main import run

pytestmark = browser_test

Scheme = Literal["light", "dark"]
PATIENCE = 30_000
"""Milliseconds after which something that should have happened counts as failed."""
POST = "---\ntitle: {0}\ndate: 2020-11-01\nstage: [prospect]\nvalue_theme: howto\n---\n\n{1}\n"
LONG = "\n\n".join(["長い文が続きます。" * 20] * 30)
FILES = {
    "content/posts/one.md": POST.format("一", LONG),
    "content/posts/broken.md": POST.format(
        "直すところ", "本文です。\n\n[^使わない]: どこからも指されない注\n"
    ),
    "content/posts/draft.md": POST.format("下書き", "本文").replace("date", "draft: true\ndate"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def settings(theme: str, language: str) -> str:
    return CONFIG.replace("theme: plain", f"theme: {theme}").replace("language: ja", f"language: {language}")


@pytest.fixture(params=["press", "plain"])
def preview(request: pytest.FixtureRequest, make_project: MakeProject) -> Iterator[Served]:
    root = make_project({**FILES, "letterpress.yaml": settings(request.param, "ja")})
    with served(root, "-D", "--lang", "ja") as started:
        yield started


def opened(
    browser: Browser, preview: Served, path: str, *, width: int = 1280, scheme: Scheme = "light"
) -> Page:
    """A page whose bar is there."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"http://127.0.0.1:{preview.port}{path}")
    expect(page.locator("letterpress-bar aside")).to_be_visible()
    return page


def bar(page: Page) -> str:
    """What the bar says."""
    return " ".join(page.locator("letterpress-bar aside").inner_text().split())


def test_the_bar_says_what_a_page_is_for_and_where_it_comes_from(browser: Browser, preview: Served) -> None:
    page = opened(browser, preview, "/posts/one/")
    said = (
        "顧客ステージ 見込顧客 価値テーマ 活用術・課題解決 状態 {}"
        " 原稿 content/posts/{}.md:1 指摘なし 編集レポート ×"
    )
    assert bar(page) == said.format("公開", "one")
    page.goto(f"http://127.0.0.1:{preview.port}/posts/draft/")
    expect(page.locator("letterpress-bar aside")).to_be_visible()
    assert bar(page) == said.format("下書き", "draft")
    page.goto(f"http://127.0.0.1:{preview.port}/")
    expect(page.locator("letterpress-bar aside")).to_be_visible()
    assert bar(page) == "編集レポート ×", "a list has no source"
    page.locator("letterpress-bar").get_by_role("link", name="編集レポート").click()
    page.wait_for_url("**/__letterpress/report")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("letterpress-bar")).to_have_count(0)
    page.close()


def test_the_bar_lists_what_was_found_and_follows_its_mending(browser: Browser, preview: Served) -> None:
    page = opened(browser, preview, "/posts/broken/")
    finding = page.locator("letterpress-bar li")
    page.locator("letterpress-bar summary", has_text="指摘1件").click()
    expect(finding).to_contain_text("警告 content/posts/broken.md:10 脚注 `[^使わない]`")
    source = preview.root / "content/posts/broken.md"
    source.write_text(source.read_text("utf-8").replace("[^使わない]: どこからも指されない注", ""), "utf-8")
    expect(page.locator("letterpress-bar aside")).to_contain_text("指摘なし")
    page.close()


def test_the_bar_shows_letters_of_a_source_as_letters(browser: Browser, preview: Served) -> None:
    source = preview.root / "content/posts/broken.md"
    source.write_text(
        source.read_text("utf-8").replace("使わない", "<img/src=x/onerror=document.title=1>"), "utf-8"
    )
    page = opened(browser, preview, "/posts/broken/")
    expect(page.locator("letterpress-bar li")).to_contain_text("<img/src=x/onerror=document.title=1>")
    expect(page.locator("letterpress-bar img")).to_have_count(0)
    page.close()


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_is_accessible_and_covers_nothing(
    browser: Browser, preview: Served, width: int, scheme: Scheme
) -> None:
    page = opened(browser, preview, "/posts/broken/", width=width, scheme=scheme)
    page.locator("letterpress-bar summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    with_findings = Axe().run(page)
    assert with_findings.violations_count == 0, with_findings.generate_report()
    page.locator("letterpress-bar summary").click()
    page.goto(f"http://127.0.0.1:{preview.port}/posts/one/")
    expect(page.locator("letterpress-bar aside")).to_be_visible()
    page.evaluate("scrollTo(0, 10 ** 6)")
    ends = page.evaluate(
        """() => [
            document.body.getBoundingClientRect().bottom,
            document.querySelector("letterpress-bar").getBoundingClientRect().top,
            document.querySelector("letterpress-bar").getBoundingClientRect().bottom - innerHeight,
        ]"""
    )
    assert ends[0] <= ends[1] + 1, "the page ends above the bar"
    assert abs(ends[2]) <= 1, "the bar ends with the window"
    results = Axe().run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()


def test_the_page_itself_looks_as_it_does_without_the_bar(browser: Browser, preview: Served) -> None:
    measure = """() => [...document.body.querySelectorAll("*")].map(each => {
        const box = each.getBoundingClientRect();
        return [each.tagName, box.x, box.y, box.width, box.height];
    })"""
    page = opened(browser, preview, "/posts/one/")
    with_bar = page.evaluate(measure)
    page.locator("letterpress-bar").evaluate("bar => bar.remove()")
    assert page.evaluate(measure) == with_bar
    page.close()


def test_the_bar_can_be_closed_and_stays_closed(browser: Browser, preview: Served) -> None:
    page = opened(browser, preview, "/posts/one/")
    page.locator("letterpress-bar").get_by_role("button", name="閉じる").click()
    expect(page.locator("letterpress-bar")).to_have_count(0)
    with page.expect_response("**/__letterpress/reload"):
        page.goto(f"http://127.0.0.1:{preview.port}/")
    expect(page.locator("letterpress-bar")).to_have_count(0)
    page.close()


def test_the_bar_is_in_no_file(preview: Served, tmp_path: Path) -> None:
    shown = preview.get("/posts/one/")[1]
    assert "client.js" in shown
    built = tmp_path / "built"
    assert run(["build", "-q", "-D", "--root", str(preview.root), "-o", str(built), "--adopt"]) == 0
    kept = preview.root / ".letterpress/preview-drafts"
    files = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert files == {path.relative_to(kept): path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert not any(b"__letterpress" in data or b"letterpress-bar" in data for data in files.values())


def test_the_bar_speaks_the_language_of_the_site(browser: Browser, make_project: MakeProject) -> None:
    root = make_project({**FILES, "letterpress.yaml": settings("press", "en")})
    with served(root, "--lang", "en") as preview:
        page = opened(browser, preview, "/posts/one/")
        said = bar(page)
        page.close()
    assert said == (
        "Stage prospect Value theme how-to, problem solving Status published"
        " Source content/posts/one.md:1 Nothing found Editorial report ×"
    )


def test_pages_of_other_sites_cannot_ask_for_it(preview: Served) -> None:
    assert preview.get("/__letterpress/bar?path=/posts/one/", "evil.example")[0] == 403


def visits(page: Page) -> list[str]:
    """The paths that the page goes to from now on, each once in a row, also where it comes back at once."""
    paths: list[str] = []

    def note(frame: Frame) -> None:
        path = urlsplit(frame.url).path
        if paths[-1:] != [path]:
            paths.append(path)

    page.on("framenavigated", note)
    return paths


def edit(preview: Served, path: str, more: str) -> None:
    with (preview.root / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{more}\n")


def test_the_browser_follows_the_source_that_was_saved(browser: Browser, make_project: MakeProject) -> None:
    root = make_project(FILES)
    with served(root, "--follow") as preview:
        page = opened(browser, preview, "/")
        visited = visits(page)
        edit(preview, "content/posts/one.md", "最初の追記")
        page.wait_for_url("**/posts/one/")
        expect(page.locator("body")).to_contain_text("最初の追記")
        edit(preview, "content/posts/broken.md", "次の追記")
        page.wait_for_url("**/posts/broken/")
        (root / "content/posts/new.md").write_text(POST.format("新しい記事", "新しい文"), "utf-8")
        page.wait_for_url("**/posts/new/")
        edit(preview, "content/posts/draft.md", "下書きは見えないので、そのまま")
        edit(preview, "content/posts/new.md", "ここにいるまま")
        expect(page.locator("body")).to_contain_text("ここにいるまま")
        assert [path for path in visited if path != "/"] == ["/posts/one/", "/posts/broken/", "/posts/new/"]
        page.close()


def test_without_that_wish_the_browser_stays(browser: Browser, make_project: MakeProject) -> None:
    with served(make_project(FILES)) as preview:
        page = opened(browser, preview, "/posts/broken/")
        visited = visits(page)
        edit(preview, "content/posts/one.md", "追記")
        preview.wait_for_page("/posts/one/", "追記")
        edit(preview, "content/posts/broken.md", "ここの追記")
        expect(page.locator("body")).to_contain_text("ここの追記")
        assert set(visited) <= {"/posts/broken/"}
        page.close()
