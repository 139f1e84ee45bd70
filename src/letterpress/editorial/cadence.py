# SPDX-License-Identifier: MIT
"""Cadence: the gaps between contact days, and the runway of what is scheduled."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor

import msgspec

from letterpress.config import Config
from letterpress.config.settings import Thresholds
from letterpress.editorial.facts import Facts, Items
from letterpress.editorial.findings import ChannelKind, Gap


class Runway(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The runway: how far the queue reaches without a gap longer than allowed."""

    until: date
    """The last day reached."""
    hole: Gap | None
    """The gap that is too long; None where the queue ends without one."""


def channel_cadences(config: Config) -> dict[ChannelKind, int]:
    """The cadence in days of each channel: posts and issues together, or each where the configuration has two.

    Where only one of the two has a cadence of its own, the other keeps the general one.
    """
    cadence = config.cadence
    if cadence.posts is None and cadence.issues is None:
        return {"all": cadence.days}
    return {"posts": cadence.posts or cadence.days, "issues": cadence.issues or cadence.days}


def post_cadence(config: Config) -> int:
    """The cadence in days for rules about posts alone."""
    return config.cadence.posts or config.cadence.days


def absence_limit(config: Config) -> Fraction:
    """The days after which a stage or an invitation counts as missing: the larger of 60 days and 8 cadences."""
    thresholds = config.editorial.thresholds
    return max(Fraction(thresholds.gap_days), thresholds.gap_cadences * post_cadence(config))


def has_enough_history(facts: Facts, config: Config) -> bool:
    """Whether enough posts are published, and the first is older than `absence_limit`."""
    posts = facts.posts
    enough = len(posts) >= config.editorial.thresholds.minimum_posts
    return enough and bool(posts) and facts.age(posts[0]) > absence_limit(config)


def channel_queue(facts: Facts, kind: ChannelKind) -> Items:
    """The scheduled items of a channel, next first."""
    if kind == "all":
        return facts.queue
    return facts.queued_posts if kind == "posts" else facts.queued_issues


def gaps_between(days: tuple[date, ...]) -> tuple[Gap, ...]:
    """The gaps between consecutive days."""
    return tuple(Gap(start=start, end=end) for start, end in pairwise(days))


def recent_gaps(facts: Facts, kind: ChannelKind, thresholds: Thresholds) -> tuple[Gap, ...]:
    """The last gaps of a channel, as many as `slowing` compares."""
    wanted = thresholds.slowing_recent + thresholds.slowing_before
    return gaps_between(facts.contact_days[kind][-wanted - 1 :])


def split_gaps(gaps: tuple[Gap, ...], thresholds: Thresholds) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Split gaps into the earlier and the recent ones that `slowing` compares."""
    middle = max(0, len(gaps) - thresholds.slowing_recent)
    return gaps[:middle], gaps[middle:]


def median_days(gaps: tuple[Gap, ...]) -> Fraction | None:
    """The exact median of some gaps in days; None without any."""
    lengths = sorted(gap.days for gap in gaps)
    middle = len(lengths) // 2
    # Importing `statistics` would take longer than making a whole report.
    return Fraction(lengths[middle] + lengths[-middle - 1], 2) if lengths else None


def measure_runway(facts: Facts, kind: ChannelKind, cadence: int, thresholds: Thresholds) -> Runway | None:
    """Follow the scheduled days from the last contact; None where there was none."""
    days = facts.contact_days[kind]
    if not days:
        return None
    longest = floor(thresholds.runway_step * cadence)
    reached = days[-1]
    for item in channel_queue(facts, kind):
        if (item.day - reached).days > longest:
            return Runway(until=reached, hole=Gap(start=reached, end=item.day))
        reached = item.day
    return Runway(until=reached, hole=None)
