# SPDX-License-Identifier: MIT
"""The window W of recent posts, and what is counted in it; shares are exact fractions."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.items import Piece


class Share(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Some of a number of posts."""

    pieces: Pieces
    """The ones that are counted."""
    among: int
    """How many there are in all."""

    @property
    def count(self) -> int:
        """How many are counted."""
        return len(self.pieces)

    @property
    def value(self) -> Fraction | None:
        """Exact; None where there is nothing to be a share of."""
        return Fraction(self.count, self.among) if self.among else None


def window(facts: Facts, thresholds: Thresholds) -> Pieces:
    """W: the last published posts, at most so many and not older than so many days, oldest first."""
    return window_at(facts.posts, facts.as_of, thresholds)


def window_at(posts: Pieces, as_of: date, thresholds: Thresholds) -> Pieces:
    """W as it is when these posts are all that is published."""
    oldest = shifted(as_of, -thresholds.window_days)
    last = posts[max(0, len(posts) - thresholds.window_posts) :]
    return tuple(piece for piece in last if piece.day >= oldest)


def unclassified(posts: Pieces) -> Share:
    """The posts that lack stage or value theme, of all."""
    lacking = tuple(piece for piece in posts if not piece.stages or piece.value_theme is None)
    return Share(pieces=lacking, among=len(posts))


def sales_share(posts: Pieces) -> Share:
    """The sales-class posts, of those with a value theme."""
    return Share(pieces=sales(posts), among=sum(piece.value_class is not None for piece in posts))


def people_share(posts: Pieces) -> Share:
    """The posts by a person or about the person behind the business, of all."""
    shown = tuple(piece for piece in posts if piece.by_person or piece.value_theme == "persona")
    return Share(pieces=shown, among=len(posts))


def sales(pieces: Iterable[Piece]) -> Pieces:
    """The sales-class ones."""
    return tuple(piece for piece in pieces if piece.value_class == "sales")


def sales_streak(posts: Pieces) -> Pieces:
    """The unbroken run of sales-class posts at the end; a post without value theme breaks it."""
    start = len(posts)
    while start and posts[start - 1].value_class == "sales":
        start -= 1
    return posts[start:]
