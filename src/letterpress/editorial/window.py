# SPDX-License-Identifier: MIT
"""The window W of recent posts, shares of it as exact fractions, and dates some days away."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from operator import attrgetter

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.editorial.facts import Facts, Item, Items


class Share(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A part of some posts."""

    items: Items
    """The posts in the part."""
    among: int
    """How many posts there are in all."""

    @property
    def count(self) -> int:
        """How many posts are in the part."""
        return len(self.items)

    @property
    def value(self) -> Fraction | None:
        """The share as an exact fraction; None where there are no posts."""
        return Fraction(self.count, self.among) if self.among else None


def window(facts: Facts, thresholds: Thresholds) -> Items:
    """The window W: the last published posts up to a number and an age in days, oldest first."""
    return window_at(facts.posts, facts.as_of, thresholds)


def window_at(posts: Items, as_of: date, thresholds: Thresholds) -> Items:
    """The window W of these posts, as of a day."""
    oldest = shift_day(as_of, -thresholds.window_days)
    last = posts[max(0, len(posts) - thresholds.window_posts) :]
    return tuple(item for item in last if item.day >= oldest)


def share_of_unclassified(posts: Items) -> Share:
    """The posts without stage or value theme, among all."""
    lacking = tuple(item for item in posts if not item.stages or item.value_theme is None)
    return Share(items=lacking, among=len(posts))


def share_of_sales(posts: Items) -> Share:
    """The sales-class posts, among those with a value theme."""
    return Share(items=sales(posts), among=sum(item.value_class is not None for item in posts))


def share_of_persons(posts: Items) -> Share:
    """The posts by a person or of value theme persona, among all."""
    shown = tuple(item for item in posts if item.by_person or item.value_theme == "persona")
    return Share(items=shown, among=len(posts))


def sales(items: Iterable[Item]) -> Items:
    """The sales-class items."""
    return tuple(item for item in items if item.value_class == "sales")


def trailing_sales(posts: Items) -> Items:
    """The sales-class posts in a row at the end; a post without value theme ends the row."""
    start = len(posts)
    while start and posts[start - 1].value_class == "sales":
        start -= 1
    return posts[start:]


_CALENDAR_DAYS = (date.max - date.min).days


def shift_day(day: date, days: int) -> date:
    """The day so many days later (earlier if negative), but not past the ends of the calendar."""
    step = max(-_CALENDAR_DAYS, min(days, _CALENDAR_DAYS))
    if step > (date.max - day).days:
        return date.max
    if -step > (day - date.min).days:
        return date.min
    return day + timedelta(days=step)


def recent_and_scheduled(facts: Facts, thresholds: Thresholds) -> Items:
    """The posts published within the window's days, then the scheduled ones: those still worth correcting."""
    oldest = shift_day(facts.as_of, -thresholds.window_days)
    return facts.posts[bisect_left(facts.posts, oldest, key=attrgetter("day")) :] + facts.queued_posts
