# SPDX-License-Identifier: MIT
"""The numbers behind the rules, computed whether or not something is wrong."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import get_args

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, ValueClass
from letterpress.editorial.cadence import (
    ChannelKind,
    cadences,
    median_days,
    recent_gaps,
    runway,
    split_gaps,
)
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces, in_order
from letterpress.editorial.findings import Channel, Metrics
from letterpress.editorial.items import PHASE_ORDER
from letterpress.editorial.window import (
    people_share,
    sales_share,
    sales_streak,
    unclassified,
    window,
    window_at,
)

CALENDAR_DAYS = 371
"""53 weeks: a whole year in columns of weeks."""

_PHASES = (*PHASE_ORDER, "unknown")


def measure(facts: Facts, config: Config) -> Metrics:
    """The metrics as of the day of the facts."""
    thresholds = config.editorial.thresholds

    def recent(rule: str) -> Pieces:
        return window(facts.heard_by(rule), thresholds)

    in_window = window(facts, thresholds)
    sold = sales_share(recent("sales-share"))
    people = people_share(recent("faceless"))
    streak = facts.heard_by("sales-streak")
    together = channel(facts, config, "all", config.cadence.days)
    phased = recent("phase-balance")
    return Metrics(
        as_of=facts.as_of,
        published_posts=len(facts.posts),
        published_issues=len(facts.issues),
        scheduled=len(facts.queued_posts) + len(facts.queued_issues),
        drafts=len(facts.drafts),
        window=_ids(in_window),
        value_themes=count_themes(in_window, config),
        value_classes=_count_classes(in_window),
        classified=sold.among,
        sales_posts=sold.count,
        unclassified=_ids(unclassified(recent("unclassified")).pieces),
        sales_share=sold.value,
        sales_share_along=_shares_along(facts, config),
        sales_streak=len(sales_streak(streak.posts)),
        sales_streak_with_queue=len(sales_streak(streak.posts + streak.queued_posts)),
        phases=_count_phases(phased),
        stage_by_phase={
            stage.id: _count_phases(tuple(piece for piece in phased if stage.id in piece.stages))
            for stage in STAGES
        },
        stage_last=last_named(facts.heard_by("stage-gap")),
        contacts=_last_year(facts),
        days_since_contact=together.days_since_contact,
        gaps=together.gaps,
        median_gap=together.median_gap,
        cadence=together.cadence,
        runway_until=together.runway_until,
        runway_days=together.runway_days,
        queue=_ids(facts.queue),
        person_share=people.value,
        person_posts=people.count,
        person_of=people.among,
        issue_numbers=_issue_numbers(facts),
        channels=tuple(channel(facts, config, kind, cadence) for kind, cadence in cadences(config).items()),
    )


def channel(facts: Facts, config: Config, kind: ChannelKind, cadence: int) -> Channel:
    """The contact numbers of posts and issues together or of one of them."""
    thresholds = config.editorial.thresholds
    contacts = facts.heard_by("silence").days[kind]
    gaps = recent_gaps(facts.heard_by("slowing"), kind, thresholds)
    reach = runway(facts.heard_by("runway"), kind, cadence, thresholds)
    return Channel(
        kind=kind,
        cadence=cadence,
        last_contact=contacts[-1] if contacts else None,
        days_since_contact=(facts.as_of - contacts[-1]).days if contacts else None,
        gaps=gaps,
        median_gap=median_days(split_gaps(gaps, thresholds)[1]),
        runway_until=reach.until if reach else None,
        runway_days=(reach.until - facts.as_of).days + cadence if reach else None,
        hole=reach.hole if reach else None,
    )


def count_themes(posts: Pieces, config: Config) -> Mapping[str, int]:
    """Posts by value theme id, in the vocabulary's order, zero included."""
    return _count(
        (theme.id for theme in config.editorial.value_themes), (piece.value_theme for piece in posts)
    )


def last_named(facts: Facts, *, by: date | None = None) -> dict[str, date | None]:
    """For each stage the last day on which a published post named it, or one scheduled by a day; else None."""
    last = {stage: days[-1] if days else None for stage, days in facts.named.items()}
    for piece in facts.queued_posts:
        if by and piece.day <= by:
            last.update(dict.fromkeys(piece.stages, piece.day))
    return last


def _count_phases(posts: Pieces) -> dict[str, int]:
    return _count(_PHASES, (phase for piece in posts for phase in piece.phases or ("unknown",)))


def _count_classes(posts: Pieces) -> dict[str, int]:
    return _count(get_args(ValueClass), (piece.value_class for piece in posts))


def _count(keys: Iterable[str], values: Iterable[str | None]) -> dict[str, int]:
    counts = dict.fromkeys(keys, 0)
    for value in values:
        if value is not None:
            counts[value] += 1
    return counts


def _shares_along(facts: Facts, config: Config) -> tuple[Fraction | None, ...]:
    thresholds = config.editorial.thresholds
    heard = facts.heard_by("sales-share").posts
    ends = (
        (piece.day, bisect_right(heard, in_order(piece), key=in_order)) for piece in window(facts, thresholds)
    )
    return tuple(sales_share(window_at(heard[:end], day, thresholds)).value for day, end in ends)


def _last_year(facts: Facts) -> tuple[date, ...]:
    days = facts.days["all"]
    return days[bisect_right(days, shifted(facts.as_of, -CALENDAR_DAYS)) :]


def _issue_numbers(facts: Facts) -> tuple[int, ...]:
    issues = facts.issues + facts.queued_issues
    return tuple(sorted(number for piece in issues for number in piece.entry.fields.numbers))


def _ids(pieces: Pieces) -> tuple[str, ...]:
    return tuple(piece.id for piece in pieces)
