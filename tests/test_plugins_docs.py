# SPDX-License-Identifier: MIT
"""The examples of docs/plugins.md, each run as it stands there, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.support.paths import REPOSITORY

PAGES = {"en": REPOSITORY / "docs/plugins.md", "ja": REPOSITORY / "docs/ja/plugins.md"}
POST = "---\ntitle: {title}\ndate: 2026-11-{day:02}\ntags: [紙]\n{extra}---\n\n{body}\n"

Build = Callable[[str, dict[str, str]], CommandLine]


@pytest.fixture(params=["en", "ja"])
def with_example(
    request: pytest.FixtureRequest,
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
) -> Build:
    """A project with one of the examples as its plugin, and with some files."""
    blocks = re.findall(
        r"```python\n# (\w+)\.py\n(.*?)```", PAGES[request.param].read_text("utf-8"), re.DOTALL
    )

    def make(name: str, files: dict[str, str]) -> CommandLine:
        plugin = {"letterpress.yaml": f"{CONFIG}plugins: [{name}]\n", f"{name}.py": dict(blocks)[name]}
        return command_line(make_project({**plugin, **files}))

    return make


def post(day: int = 1, *, title: str = "便り", extra: str = "", body: str = "本文です。") -> str:
    return POST.format(day=day, title=title, extra=extra, body=body)


def test_both_pages_have_the_same_examples() -> None:
    english, japanese = (
        re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL) for page in PAGES.values()
    )
    assert english == japanese
    assert len(english) == 5


def test_the_check(with_example: Build) -> None:
    letterpress = with_example("style", {"content/posts/a.md": post(title="売り切れます！")})
    said = letterpress("build", "-q", "--lang", "en")
    assert said.code == 0
    assert said.err.startswith(
        "content/posts/a.md:2:8: warning[loud-title]: the title ends in an exclamation mark\n"
    )


def test_the_editorial_rule(with_example: Build) -> None:
    posts = {f"content/posts/{day}.md": post(day) for day in range(1, 4)}
    letterpress = with_example("variety", posts)
    assert (
        "note[same-tag]: The last three posts are all about 紙" in letterpress("report", "--lang", "en").out
    )
    (letterpress.root / "content/posts/2.md").unlink()
    assert "same-tag" not in letterpress("report", "--lang", "en").out


def test_the_kind_of_output(with_example: Build) -> None:
    title = "一月の、「一通を書き上げる会」; 長い題名なので行は折り返されます"
    event = post(title=f'"{title}"', extra="extra: {event: 2026-12-05}\n")
    letterpress = with_example("events", {"content/posts/a.md": event, "content/posts/b.md": post(2)})
    said = letterpress("build", "-q")
    assert (said.code, said.err) == (0, "")
    data = (letterpress.root / "site/events.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//試し刷り//letterpress//",
        "BEGIN:VEVENT",
        "UID:posts/a@example.com",
        "DTSTAMP:20261031T150000Z",
        "DTSTART;VALUE=DATE:20261205",
        f"SUMMARY:{title.replace(';', chr(92) + ';')}",
        "URL:https://example.com/posts/a/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_filter(with_example: Build) -> None:
    files = {
        "content/data/prices.csv": "name,price\n名刺,12000\n",
        "themes/plain/templates/home.html": "{% for row in data.prices %}{{ row.price | yen }}{% endfor %}\n",
    }
    letterpress = with_example("money", files)
    assert letterpress("build", "-q").code == 0
    assert (letterpress.root / "site/index.html").read_text("utf-8") == "12,000円\n"


def test_the_markdown_extension(with_example: Build) -> None:
    text = "保存は [[Ctrl+S]]、`[[x]]` はそのまま、[[a](b.md) も。"
    files = {"content/posts/a.md": post(body=text), "content/posts/b.md": post(2)}
    letterpress = with_example("keys", files)
    assert letterpress("build", "-q").code == 0
    page = (letterpress.root / "site/posts/a/index.html").read_text("utf-8")
    assert "保存は <kbd>Ctrl+S</kbd>、<code>[[x]]</code> はそのまま" in page
