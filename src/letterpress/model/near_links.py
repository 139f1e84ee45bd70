# SPDX-License-Identifier: MIT
"""Near links: what a link that leads nowhere was probably meant to be, by its name or its spelling."""

import re
from collections.abc import Iterable
from functools import cached_property
from unicodedata import normalize

from letterpress.diagnostics import PATHS_ALIKE, nearest

_ending = re.compile(r"\.(?:html?|md|markdown|php)\Z", re.IGNORECASE)
_date = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[-_ ]+")
_INDEX = "index"
_MOST_COMPARISONS = 200
"""How many dead links of one build are compared with the spelling of every place, which takes a while each."""


class NearLinks:
    """The places that links can lead to, for guesses at what a dead one means; sorted out for the first dead one."""

    def __init__(self, places: Iterable[str]) -> None:
        self._places = places
        self._comparisons = 0

    def guess(self, place: str) -> str | None:
        """The place that a link to `place` most likely means, or None where none is near.

        First one of the same name, which may have moved, or have been written with another ending; then one that is
        spelled alike.
        """
        name = link_name(place)
        same = () if name.isdecimal() else self._by_name.get(name, ())
        if same:
            return same[0] if len(same) == 1 else nearest(place, tuple(same), 0)
        if self._comparisons == _MOST_COMPARISONS:
            return None
        self._comparisons += 1
        if close := nearest(place, self._all, PATHS_ALIKE):
            return close
        close = nearest(name, tuple(self._by_name), PATHS_ALIKE)
        return self._by_name[close][0] if close else None

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(sorted(self._places))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self._all:
            found.setdefault(link_name(place), []).append(place)
        return found


def link_name(place: str) -> str:
    """The last part of a path, without what differs between a file and its page: date, ending and `index`."""
    *folders, last = normalize("NFC", place).rstrip("/").split("/")
    name = _ending.sub("", last)
    if name.lower() == _INDEX and folders:
        name = folders[-1]
    return (_date.sub("", name) or name).lower()
