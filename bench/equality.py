# SPDX-License-Identifier: MIT
"""Show that the generators did the same work: how many pages of each kind they made, and what posts say in each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from bench.generators import OUTPUT

KINDS: Mapping[str, str] = {
    "posts": r"posts/[^/]+/index\.html",
    "index": r"(page/\d+/)?index\.html",
    "tag lists": r"tags/[^/]+/(page/\d+/)?index\.html",
    "list of tags": r"tags/index\.html",
    "RSS feed": r"feed\.xml",
}


class Work(NamedTuple):
    """What a generator made."""

    kinds: Mapping[str, int]
    """How many files of each kind that all of them make."""
    others: tuple[str, ...]
    """Everything else."""


class Difference(NamedTuple):
    """A post that does not say the same in two generators' outputs."""

    slug: str
    expected: str
    found: str


def work_of(project: Path) -> Work:
    """Count the output of a generator by kind."""
    kinds: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    others = []
    for file in (project / OUTPUT).rglob("*"):
        if file.is_file():
            path = file.relative_to(project / OUTPUT).as_posix()
            kind = next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, path)), None)
            if kind is None:
                others.append(path)
            else:
                kinds[kind] += 1
    return Work(dict(kinds), tuple(sorted(others)))


def differences(expected: Path, found: Path, slugs: Iterable[str]) -> list[Difference]:
    """The posts whose text is not the same in two projects' outputs, white space and the wording of dates aside."""
    pairs = ((slug, text_of(_page(expected, slug)), text_of(_page(found, slug))) for slug in slugs)
    return [Difference(slug, first, second) for slug, first, second in pairs if first != second]


def text_of(html: str) -> str:
    """What the main part of a page says: its text and where its links lead, without any white space."""
    reader = _MainPart()
    reader.feed(html)
    reader.close()
    return "".join("".join(reader.said).split())


def _page(project: Path, slug: str) -> str:
    return (project / OUTPUT / "posts" / slug / "index.html").read_text(encoding="utf-8")


class _MainPart(HTMLParser):
    """Collects the text in `main`; not that in `time`, because dates are worded differently."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag == "main"
        self._silent += tag == "time"
        if self._within and tag == "a":
            self.said.append(f"({unquote(dict(attrs).get('href') or '')})")

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag == "main"
        self._silent -= tag == "time"

    def handle_data(self, data: str) -> None:
        if self._within and not self._silent:
            self.said.append(data)
