# SPDX-License-Identifier: MIT
"""Posts by calendar month, for the archive."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from letterpress.model.entries import Post


class Month(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One month with at least one post."""

    year: int
    month: int
    posts: tuple[str, ...]
    """Ids, oldest first."""

    @property
    def id(self) -> str:
        """`2026-11`."""
        return f"{self.year:04}-{self.month:02}"


def months_of(posts: Sequence[Post]) -> tuple[Month, ...]:
    """The months of these posts, newest first."""
    members: dict[tuple[int, int], list[str]] = {}
    for day, on_day in groupby(posts, key=attrgetter("day")):
        members.setdefault((day.year, day.month), []).extend([post.id for post in on_day])
    return tuple(
        Month(year=year, month=month, posts=tuple(ids))
        for (year, month), ids in sorted(members.items(), reverse=True)
    )
