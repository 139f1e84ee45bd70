# SPDX-License-Identifier: MIT
"""How regularly readers hear from us: gaps between contact days, cadence, runway."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Literal

import msgspec

from letterpress.config import Config
from letterpress.config.settings import Thresholds
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.findings import Gap

ChannelKind = Literal["all", "posts", "issues"]


class Runway(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """How far the queue carries without a step longer than allowed."""

    until: date
    """L: the last day reached."""
    hole: Gap | None
    """The step that was too long, where a scheduled day lies behind it."""


def cadences(config: Config) -> dict[ChannelKind, int]:
    """T in days for each channel that is watched: posts and issues together, or apart where the config says so.

    Where only one of the two has a cadence of its own, the other keeps the general one.
    """
    cadence = config.cadence
    if cadence.posts is None and cadence.issues is None:
        return {"all": cadence.days}
    return {"posts": cadence.posts or cadence.days, "issues": cadence.issues or cadence.days}


def post_cadence(config: Config) -> int:
    """T for rules that look at posts alone."""
    return config.cadence.posts or config.cadence.days


def long_absence(config: Config) -> Fraction:
    """The days after which a stage or an invitation is missed: the larger of 60 days and 8T."""
    thresholds = config.editorial.thresholds
    return max(Fraction(thresholds.gap_days), thresholds.gap_cadences * post_cadence(config))


def old_enough(facts: Facts, config: Config) -> bool:
    """Whether there are enough published posts, and the first is older than `long_absence`."""
    posts = facts.posts
    enough = len(posts) >= config.editorial.thresholds.minimum_posts
    return enough and bool(posts) and facts.age(posts[0]) > long_absence(config)


def queue_of(facts: Facts, kind: ChannelKind) -> Pieces:
    """What is scheduled on a channel, next first."""
    if kind == "all":
        return facts.queue
    return facts.queued_posts if kind == "posts" else facts.queued_issues


def gaps_between(days: tuple[date, ...]) -> tuple[Gap, ...]:
    """The gaps between neighbouring days."""
    return tuple(Gap(start=start, end=end) for start, end in pairwise(days))


def recent_gaps(facts: Facts, kind: ChannelKind, thresholds: Thresholds) -> tuple[Gap, ...]:
    """As many of the last gaps as `slowing` reads."""
    wanted = thresholds.slowing_recent + thresholds.slowing_before
    return gaps_between(facts.days[kind][-wanted - 1 :])


def split_gaps(gaps: tuple[Gap, ...], thresholds: Thresholds) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """The earlier gaps, and the recent ones that `slowing` compares with them."""
    middle = max(0, len(gaps) - thresholds.slowing_recent)
    return gaps[:middle], gaps[middle:]


def median_days(gaps: tuple[Gap, ...]) -> Fraction | None:
    """The exact median of some gaps in days; None without any."""
    lengths = sorted(gap.days for gap in gaps)
    middle = len(lengths) // 2
    # Not from `statistics`, whose import costs more than a whole report.
    return Fraction(lengths[middle] + lengths[-middle - 1], 2) if lengths else None


def runway(facts: Facts, kind: ChannelKind, cadence: int, thresholds: Thresholds) -> Runway | None:
    """Walk on from the last contact along the scheduled days; None where there never was a contact."""
    days = facts.days[kind]
    if not days:
        return None
    longest = floor(thresholds.runway_step * cadence)
    reached = days[-1]
    for piece in queue_of(facts, kind):
        if (piece.day - reached).days > longest:
            return Runway(until=reached, hole=Gap(start=reached, end=piece.day))
        reached = piece.day
    return Runway(until=reached, hole=None)
