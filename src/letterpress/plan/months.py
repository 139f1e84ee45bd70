# SPDX-License-Identifier: MIT
"""Posts by calendar month, for the archive."""

from collections.abc import Sequence

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
    for post in posts:
        members.setdefault((post.day.year, post.day.month), []).append(post.id)
    return tuple(
        Month(year=year, month=month, posts=tuple(ids))
        for (year, month), ids in sorted(members.items(), reverse=True)
    )
