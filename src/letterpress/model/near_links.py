# SPDX-License-Identifier: MIT
"""Near links: what a link that leads nowhere was probably meant to be, by its name or its spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from unicodedata import normalize

from letterpress.diagnostics import PATHS_ALIKE, nearest

_ending = re.compile(r"\.(?:html?|md|markdown|php)\Z", re.IGNORECASE)
_date = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[-_ ]+")
_INDEX = "index"
_MOST_WORK = 10_000_000
"""How many places the dead links of one build are held against, which takes a fifth of a microsecond each."""
_ROUNDING = 1e-6
_COMPARISON = 500
"""How many of them one comparison of spellings counts for."""


class NearLinks:
    """The places that links can lead to, for guesses at what a dead one means; sorted out for the first dead one."""

    def __init__(self, places: Iterable[str]) -> None:
        self._places = places
        self._work = 0

    def guess(self, place: str) -> str | None:
        """The place that a link to `place` most likely means, or None where none is near.

        First one of the same name, which may have moved, or have been written with another ending; then one that is
        spelled alike.
        """
        name = link_name(place)
        same = () if name.isdecimal() else self._by_name.get(name, ())
        if same:
            self._work += len(same) * _COMPARISON
            return same[0] if len(same) == 1 or self._work > _MOST_WORK else nearest(place, tuple(same), 0)
        if close := self._nearest(place, self._places_alike):
            return close
        close = self._nearest(name, self._names_alike)
        return self._by_name[close][0] if close else None

    def _nearest(self, text: str, spellings: "Spellings") -> str | None:
        """The spelling that is most like a text; None where none is, or where enough have been compared."""
        if self._work >= _MOST_WORK:
            return None
        candidates = spellings.candidates(text)
        self._work += len(spellings) + len(candidates) * _COMPARISON
        return nearest(text, candidates, PATHS_ALIKE)

    @cached_property
    def _places_alike(self) -> "Spellings":
        return Spellings(self._all)

    @cached_property
    def _names_alike(self) -> "Spellings":
        return Spellings(tuple(self._by_name))

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(sorted(self._places))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self._all:
            found.setdefault(link_name(place), []).append(place)
        return found


class Spellings:
    """Many texts, of which those are found that may be nearly like another, without comparing most of them.

    A number stands for each text, with a bit for each of its letters, those that come again included. What two numbers
    share says how many letters the texts have in common, and that how alike they can be.
    """

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        for text in texts:
            for letter in _letters(text):
                self._bits.setdefault(letter, 1 << len(self._bits))
        self._texts = tuple([(text, len(text), self._number(text)) for text in texts])

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._texts)

    def candidates(self, text: str) -> tuple[str, ...]:
        """The texts that may be alike by `PATHS_ALIKE`, in their order; every one that is alike is among them."""
        number, length = self._number(text), len(text)
        return tuple(
            [
                other
                for other, size, its_number in self._texts
                if 2.0 * (number & its_number).bit_count() >= PATHS_ALIKE * (length + size) - _ROUNDING
            ]
        )

    def _number(self, text: str) -> int:
        return sum([self._bits.get(letter, 0) for letter in _letters(text)])


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """The letters of a text, each with how often it was there before."""
    seen: Counter[str] = Counter()
    for letter in text:
        yield letter, seen[letter]
        seen[letter] += 1


def link_name(place: str) -> str:
    """The last part of a path, without what differs between a file and its page: date, ending and `index`."""
    *folders, last = normalize("NFC", place).rstrip("/").split("/")
    name = _ending.sub("", last)
    if name.lower() == _INDEX and folders:
        name = folders[-1]
    return (_date.sub("", name) or name).lower()
