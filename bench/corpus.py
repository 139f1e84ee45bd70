# SPDX-License-Identifier: MIT
"""Posts to measure with: realistic, half Japanese and half English, and the same for every run with one seed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from bench import prose

Item = TypeVar("Item")

SEED = 20260630
ZONE = dt.timezone(dt.timedelta(hours=9))
LAST = dt.datetime(2026, 6, 30, 18, 0, tzinfo=ZONE)
"""When the newest post is dated."""

_SMALLEST, _LARGEST = 1400, 2900
"""How many bytes of UTF-8 a body is aimed at; about 3 KB on average with front matter."""


class Post(NamedTuple):
    """One post, before it is written in any generator's form."""

    number: int
    slug: str
    title: str
    date: dt.datetime
    tags: tuple[str, ...]
    description: str
    stage: str
    value_theme: str
    body: str
    """Markdown in what all generators understand alike: a paragraph is a line, and blank lines part blocks."""


def posts(count: int, seed: int = SEED) -> Iterator[Post]:
    """Posts in the order of their dates, oldest first.

    Args:
        count: How many. They spread evenly over a year for each thousand, but never over more than ten.
        seed: Same seed and count, same posts.
    """
    step = dt.timedelta(days=min(3650, 0.365 * count)) / count
    for number in range(count):
        yield post(number, LAST - (count - 1 - number) * step, seed)


def post(number: int, date: dt.datetime, seed: int = SEED) -> Post:
    """One post; a post with an even number is Japanese."""
    draw = Draw(f"{seed} {number}")
    words = prose.JAPANESE if number % 2 == 0 else prose.ENGLISH
    writer = _Writer(draw, words, number)
    return Post(
        number=number,
        slug=slug_of(number),
        title=writer.title(),
        date=date.replace(second=0, microsecond=0),
        tags=draw.some(words.tags, 3),
        description=writer.sentence(),
        stage=draw.one(prose.STAGES),
        value_theme=draw.one(prose.VALUE_THEMES),
        body=writer.body(_SMALLEST + int(draw.share() * (_LARGEST - _SMALLEST))),
    )


def issue(number: int, seed: int = SEED) -> str:
    """A newsletter's issue in Markdown that is little else than links, 60 of them, as for measuring a parser."""
    words = prose.JAPANESE if number % 2 == 0 else prose.ENGLISH
    return _Writer(Draw(f"{seed} issue {number}"), words, 1000).links(20)


def slug_of(number: int) -> str:
    """The last part of a post's address."""
    return f"letter-{number:06d}"


class Draw:
    """Chance from `random()` alone, the only method whose numbers no Python release changes."""

    def __init__(self, seed: str) -> None:
        self.share = Random(seed).random  # noqa: S311 - material, not a secret
        """A number from 0 up to 1."""

    def one(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.share() * len(items))]

    def some(self, items: Sequence[Item], count: int) -> tuple[Item, ...]:
        """Different ones of the items; the first ones of the sequence come more often."""
        found: dict[Item, None] = {}
        while len(found) < count:
            found[items[int(self.share() ** 1.6 * len(items))]] = None
        return tuple(found)


class _Writer:
    """Writes the text of one post."""

    def __init__(self, draw: Draw, words: prose.Words, number: int) -> None:
        self._draw = draw
        self._words = words
        self._number = number

    def title(self) -> str:
        """A title without markup."""
        return self._filled(self._draw.one(self._words.titles))

    def sentence(self) -> str:
        """A sentence without markup."""
        return self._filled(self._draw.one(self._words.sentences))

    def body(self, size: int) -> str:
        """Markdown of at least `size` bytes: an opening, then sections with a heading each."""
        blocks = [self._paragraph()]
        length = len(blocks[0].encode())
        while length < size:
            section = [f"## {self.title()}", self._paragraph(), *self._extra(), self._paragraph()]
            blocks += section
            length += sum(len(block.encode()) + 2 for block in section)
        return "\n\n".join(blocks) + "\n"

    def links(self, count: int) -> str:
        """A list of recommendations, each with three links."""
        items = [
            f"- **{self._link()}** {self.sentence()} {self._link()}, {self._link()}" for _ in range(count)
        ]
        return "\n".join([self._paragraph(), "", *items, "", self._paragraph(), ""])

    def _paragraph(self) -> str:
        count = 3 + int(self._draw.share() * 3)
        return self._words.space.join(self._marked(self.sentence()) for _ in range(count))

    def _marked(self, sentence: str) -> str:
        """A sentence that may hold a link, emphasis or code."""
        lot = self._draw.share()
        if lot < 0.3:
            return self._words.reference.format(link=self._link()) + self._words.space + sentence
        if lot < 0.42:
            return self._words.stress.format(word=self._noun()) + self._words.space + sentence
        if lot < 0.5:
            return self._words.naming.format(name=self._draw.one(prose.NAMES)) + self._words.space + sentence
        return sentence

    def _extra(self) -> list[str]:
        lot = self._draw.share()
        if lot < 0.45:
            return [self._list()]
        if lot < 0.6:
            return [self._table()]
        if lot < 0.78:
            return [f"### {self.title()}", self._code()]
        return [f"> {self.sentence()}"]

    def _list(self) -> str:
        mark = "1." if self._draw.share() < 0.3 else "-"
        count = 3 + int(self._draw.share() * 3)
        lines = [self._link() if self._draw.share() < 0.4 else self.sentence() for _ in range(count)]
        return "\n".join(f"{mark} {line}" for line in lines)

    def _table(self) -> str:
        rows = [f"| {self._noun()} | {int(self._draw.share() * 900)} | {self._noun()} |" for _ in range(4)]
        return "\n".join([rows[0], "|---|---|---|", *rows[1:]])

    def _code(self) -> str:
        name, value = self._draw.one(prose.NAMES), int(self._draw.share() * 100)
        return f"```python\ndef {name}(sheets):\n    return sheets * {value} + len('{name}')\n```"

    def _link(self) -> str:
        if self._number and self._draw.share() < 0.25:
            return f"[{self.title()}](/posts/{slug_of(int(self._draw.share() * self._number))}/)"
        address = f"https://{self._draw.one(prose.HOSTS)}/{self._draw.one(prose.NAMES)}"
        return f"[{self.title()}]({address}/{int(self._draw.share() * 9000)})"

    def _noun(self) -> str:
        return self._draw.one(self._words.nouns)

    def _filled(self, pattern: str) -> str:
        """A pattern with nouns in its places."""
        parts = pattern.split("@")
        return parts[0] + "".join(self._noun() + part for part in parts[1:])
