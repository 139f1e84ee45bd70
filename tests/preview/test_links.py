# SPDX-License-Identifier: MIT
"""Every URL that a site writes is answered by a server with the page that it names, whatever the names are."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from tests.conftest import CommandLine, MakeProject

from letterpress.preview.state import Outcome

TERMS = (
    "C#", "C++", "Q&A", "100%", "a/b", ".", "..", "…", "紙の目って何？", "特集：紙", "＜新刊＞", "AT&T", "🎉", "<i>",
    "it's", '"quoted"', "c\\d", "a|d", "*star*", "50%25", "~", "-", "?", "？？", "!!", "a b　c", "%2e%2e", "café", "^",
    "feed.xml", "page", "@me", "[x]", "{y}", "`z`", "=", "a;b", "a,b", "$1", "『紙』", "日本語", "한국어", "हिन्दी",
)  # fmt: skip
FILES = (
    "zu#1.png", "C#入門.pdf", "100%.png", "50%25off.png", "a b.png", "a+b.png", "Q&A.png", "it's.png", '"x".png',
    "what?.png", "図：一.png", "写真（1）.png", "🎉.png", "a;b=c.png", "日本語.png", "(1).png", "a,b.png", "~x.png",
)  # fmt: skip


class Finished:
    """A press whose site is there already."""

    def __init__(self, root: Path) -> None:
        self.content = root / "content"
        self.site = root / "site"

    def build(self, _announce: object) -> Outcome:
        return Outcome(ok=True)


def post(*lines: str, body: str) -> str:
    return "\n".join(["---", "title: 便り", "date: 2026-11-02", *lines, "---", "", body, ""])


def encoded(name: str) -> str:
    """A file's name as a target: what means something in a URL is percent-encoded."""
    return "".join(f"%{ord(sign):02X}" if sign in '#?% "' else sign for sign in name)


def links_to(targets: list[str], folder: str = "", sign: str = "") -> str:
    return "\n\n".join(f"{sign}[紙]({folder}{target})" for target in targets)


@pytest.fixture
def press(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> Finished:
    """A site with terms and files of all kinds of names."""
    terms = ", ".join("'" + term.replace("'", "''") + "'" for term in TERMS)
    names = [encoded(name) for name in FILES]
    root = make_project(
        {
            "content/posts/本.md": post(f"tags: [{terms}]", body=links_to(names, "/files/")),
            "content/posts/紙/index.md": post(f"categories: [{terms}]", body=links_to(names, sign="!")),
            "content/posts/糸.md": post(
                "series: 'C# 入門？'", body=links_to([f"{name}.md" for name in names])
            ),
            **{f"content/posts/{name}.md": post(body="本文です。") for name in FILES},
            **{f"content/static/files/{name}": "x" for name in FILES},
            **{f"content/posts/紙/{name}": "x" for name in FILES},
        }
    )
    said = command_line(root)("build")
    assert said.code == 0, said.err
    return Finished(root)


def hrefs(html: str) -> Iterator[str]:
    for found in re.finditer(r'(?:href|src)="([^"]*)"', html):
        yield unescape(found[1])


def crawled(preview: Any) -> dict[str, int]:
    """The status of every URL that is reached from the front page, as a browser asks for it."""
    found: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = preview.get(path)
        found[path] = response.status
        text = response.read()
        if "html" in (response.getheader("content-type") or ""):
            urls = [urljoin(path, href).split("#")[0].split("?")[0] for href in hrefs(text.decode())]
            waiting += [url for url in urls if url.startswith("/") and not url.startswith(("//", "/__"))]
    return found


def test_every_link_to_a_term_or_a_file_is_answered(start: Callable[..., Any]) -> None:
    answers = crawled(start())

    assert {url: status for url, status in answers.items() if status != 200} == {}
    reached = {unquote(url) for url in answers}
    assert {f"/files/{name}" for name in FILES} <= reached
    assert {f"/posts/紙/{name}" for name in FILES} <= reached
    assert len([url for url in reached if url.startswith("/posts/") and url.endswith("/")]) == len(FILES) + 3
    for group in ("tags", "categories"):
        pages = [url for url in answers if url.startswith(f"/{group}/") and url.count("/") == 3]
        assert len([page for page in pages if page.endswith("/")]) == len(TERMS)
