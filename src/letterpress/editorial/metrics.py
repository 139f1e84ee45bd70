# SPDX-License-Identifier: MIT
"""Compute the metrics, which are the numbers behind the rules, and their history of 12 months."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import get_args

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, ValueClass
from letterpress.editorial.cadence import (
    channel_cadences,
    measure_runway,
    median_days,
    recent_gaps,
    split_gaps,
)
from letterpress.editorial.facts import PHASE_ORDER, Facts, Items, date_order
from letterpress.editorial.findings import Channel, ChannelKind, Metrics, Month
from letterpress.editorial.window import (
    share_of_persons,
    share_of_sales,
    share_of_unclassified,
    shift_day,
    trailing_sales,
    window,
    window_at,
)

CALENDAR_DAYS = 371
"""53 weeks: a whole year in columns of weeks."""

_PHASES = (*PHASE_ORDER, "unknown")


def measure(facts: Facts, config: Config) -> Metrics:
    """Compute the metrics as of the day of the facts."""
    thresholds = config.editorial.thresholds

    def recent(rule: str) -> Items:
        return window(facts.without_ignored(rule), thresholds)

    in_window = window(facts, thresholds)
    sold = share_of_sales(recent("sales-share"))
    people = share_of_persons(recent("faceless"))
    streak = facts.without_ignored("sales-streak")
    together = measure_channel(facts, config, "all", config.cadence.days)
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
        unclassified=_ids(share_of_unclassified(recent("unclassified")).items),
        sales_share=sold.value,
        sales_share_along=_shares_along(facts, config),
        sales_streak=len(trailing_sales(streak.posts)),
        sales_streak_with_queue=len(trailing_sales(streak.posts + streak.queued_posts)),
        phases=_count_phases(phased),
        stage_by_phase={
            stage.id: _count_phases(tuple(item for item in phased if stage.id in item.stages))
            for stage in STAGES
        },
        stage_last=last_stage_days(facts.without_ignored("stage-gap")),
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
        channels=tuple(
            measure_channel(facts, config, kind, cadence)
            for kind, cadence in channel_cadences(config).items()
        ),
    )


def measure_channel(facts: Facts, config: Config, kind: ChannelKind, cadence: int) -> Channel:
    """Compute the contact numbers of one channel."""
    thresholds = config.editorial.thresholds
    contacts = facts.without_ignored("silence").contact_days[kind]
    gaps = recent_gaps(facts.without_ignored("slowing"), kind, thresholds)
    reach = measure_runway(facts.without_ignored("runway"), kind, cadence, thresholds)
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


def count_themes(posts: Items, config: Config) -> Mapping[str, int]:
    """Count posts by value theme id, in the vocabulary's order, zero included."""
    return _count((theme.id for theme in config.editorial.value_themes), (item.value_theme for item in posts))


def last_stage_days(facts: Facts, *, by: date | None = None) -> dict[str, date | None]:
    """For each stage, the last day of a published post that names it, or of one scheduled by a day; else None."""
    last = {stage: days[-1] if days else None for stage, days in facts.stage_days.items()}
    for item in facts.queued_posts:
        if by and item.day <= by:
            last.update(dict.fromkeys(item.stages, item.day))
    return last


def _count_phases(posts: Items) -> dict[str, int]:
    return _count(_PHASES, (phase for item in posts for phase in item.phases or ("unknown",)))


def _count_classes(posts: Items) -> dict[str, int]:
    return _count(get_args(ValueClass), (item.value_class for item in posts))


def _count(keys: Iterable[str], values: Iterable[str | None]) -> dict[str, int]:
    counts = dict.fromkeys(keys, 0)
    for value in values:
        if value is not None:
            counts[value] += 1
    return counts


def _shares_along(facts: Facts, config: Config) -> tuple[Fraction | None, ...]:
    thresholds = config.editorial.thresholds
    posts = facts.without_ignored("sales-share").posts
    ends = (
        (item.day, bisect_right(posts, date_order(item), key=date_order))
        for item in window(facts, thresholds)
    )
    return tuple(share_of_sales(window_at(posts[:end], day, thresholds)).value for day, end in ends)


def _last_year(facts: Facts) -> tuple[date, ...]:
    days = facts.contact_days["all"]
    return days[bisect_right(days, shift_day(facts.as_of, -CALENDAR_DAYS)) :]


def _issue_numbers(facts: Facts) -> tuple[int, ...]:
    issues = facts.issues + facts.queued_issues
    return tuple(sorted(number for item in issues for number in item.entry.fields.numbers))


def _ids(items: Items) -> tuple[str, ...]:
    return tuple(item.id for item in items)


MONTHS = 12


def history(facts: Facts, config: Config) -> tuple[Month, ...]:
    """Compute the 12 whole months before the month of the facts, oldest first.

    Everything dated by then that is no draft today counts as published; what was scheduled then is unknown.
    """
    ends = [shift_day(facts.as_of.replace(day=1), -1)]
    while len(ends) < MONTHS:
        ends.append(shift_day(ends[-1].replace(day=1), -1))
    return tuple(_month(facts.until(end), config) for end in reversed(ends))


def _month(facts: Facts, config: Config) -> Month:
    first = facts.as_of.replace(day=1)
    posts = facts.posts[bisect_left(facts.posts, first, key=attrgetter("day")) :]
    issues = facts.issues[bisect_left(facts.issues, first, key=attrgetter("day")) :]
    return Month(
        metrics=measure(facts, config),
        posts=len(posts),
        issues=len(issues),
        value_themes=count_themes(posts, config),
    )
