# SPDX-License-Identifier: MIT
"""Near links: what a link that leads nowhere was probably meant to be, by its name, its spelling, or as a host."""

import re
from collections.abc import Iterable
from functools import cached_property
from unicodedata import normalize

from letterpress.diagnostics import PATHS_ALIKE, nearest

_DOMAINS = (
    "com|net|org|info|biz|edu|gov|io|dev|app|co|jp|me|tv|us|uk|de|fr|eu|nl|es|ca|au|nz|cn|kr|tw|hk|sg|in|br|ch|at|be|se"
    "|asia|shop|store|blog|site|online|tokyo|page|xyz|news|tech|みんな|コム"
)
_host = re.compile(
    rf"/?((?:www\.[\w-]+(?:\.[\w-]+)*|[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS}))(?::[0-9]+)?(?:[/?#].*)?)",
    re.IGNORECASE,
)
_ending = re.compile(r"\.(?:html?|md|markdown|php)\Z", re.IGNORECASE)
_date = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[-_ ]+")
_INDEX = "index"
_MOST_COMPARISONS = 200
"""How many dead links of one build are compared with the spelling of every place, which takes a while each."""


def meant_host(target: str) -> str | None:
    """The URL that a target without a scheme means which begins like the name of a host; None for any other.

    A host ends in a domain that is common enough, or begins with `www.`.
    """
    found = _host.fullmatch(target)
    return f"https://{found[1]}" if found else None


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
