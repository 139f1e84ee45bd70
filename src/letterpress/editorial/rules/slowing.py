# SPDX-License-Identifier: MIT
"""The rule `slowing`: gaps between posts or issues that grow longer."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.cadence import (
    channel_cadences,
    median_days,
    recent_gaps,
    split_gaps,
)
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import ChannelKind
from letterpress.editorial.next_post import describe_post, next_post
from letterpress.editorial.rules.rule import RuleResult, rule
from letterpress.editorial.window import shift_day


@rule("slowing", principle="contact", label=Message("間隔の広がり", "slowing down"))
def slowing(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report a median of the last 4 gaps at least 1.5 times that of up to 8 before them, and more than T."""
    thresholds = config.editorial.thresholds
    for kind, cadence in channel_cadences(config).items():
        gaps = recent_gaps(facts, kind, thresholds)
        earlier, recent = split_gaps(gaps, thresholds)
        before, now = median_days(earlier), median_days(recent)
        if len(earlier) < thresholds.slowing_before_minimum or not before or not now:
            continue
        limit = thresholds.slowing_ratio * before
        if now >= limit and now > cadence:
            yield slowing.finding(
                severity=Severity.WARNING,
                subject=kind,
                value=now,
                threshold=limit,
                message=_slower(kind, before, now),
                fix=_by_next_due(facts, config, shift_day(facts.contact_days[kind][-1], cadence)),
            )


def _slower(kind: ChannelKind, before: Fraction, now: Fraction) -> Message:
    name, then, lately = phrases.CHANNEL_LABELS[kind], phrases.days(before), phrases.days(now)
    return Message(
        f"{name.ja}の間隔が、ふだんの{then.ja}から最近は{lately.ja}に広がっています（中央値）",
        f"The usual gap between one {name.en} and the next has grown from {then.en} to {lately.en}",
    )


def _by_next_due(facts: Facts, config: Config, due: date) -> Message:
    post, day = next_post(facts, config, unscheduled=True), phrases.day(max(due, facts.as_of))
    what = describe_post(post) if post else Message("次の1本", "the next one")
    return Message(f"{day.ja}までに{what.ja}を出すと、間隔を戻せます", f"Publish {what.en} by {day.en}")
