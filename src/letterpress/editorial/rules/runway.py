# SPDX-License-Identifier: MIT
"""The rule `runway`: too little is scheduled, or with too long a gap."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.cadence import (
    Runway,
    channel_cadences,
    channel_queue,
    measure_runway,
)
from letterpress.editorial.facts import Facts, Items
from letterpress.editorial.findings import ChannelKind
from letterpress.editorial.next_post import describe_post, next_post
from letterpress.editorial.rules.fixes import break_silence
from letterpress.editorial.rules.rule import RuleResult, rule
from letterpress.editorial.window import shift_day


@rule("runway", principle="contact", label=Message("予定の余裕", "runway"))
def runway(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report a queue that reaches less than 2T beyond today, or that has too long a gap."""
    thresholds = config.editorial.thresholds
    for kind, cadence in channel_cadences(config).items():
        queue = channel_queue(facts, kind)
        reach = measure_runway(facts, kind, cadence, thresholds)
        if reach is None or not (queue or thresholds.runway_always):
            continue
        left = (reach.until - facts.as_of).days + cadence
        limit = thresholds.runway_cadences * cadence
        due = shift_day(reach.until, cadence)
        if left < limit:
            yield runway.finding(
                severity=Severity.WARNING,
                subject=kind,
                value=left,
                threshold=limit,
                message=_short(kind, left, reach, limit, queue),
                fix=_schedule(facts, config, due) if left >= 0 else break_silence(facts, config, kind),
                posts=queue,
            )
        elif reach.hole:
            yield runway.finding(
                severity=Severity.NOTE,
                subject=kind,
                value=reach.hole.days,
                threshold=thresholds.runway_step * cadence,
                message=_hole(kind, reach),
                fix=_schedule(facts, config, due),
                posts=tuple(item for item in queue if item.day == reach.hole.end),
            )


def _short(kind: ChannelKind, left: int, reach: Runway, limit: Fraction, queue: Items) -> Message:
    name, until, room, wanted = (
        phrases.CHANNEL_LABELS[kind],
        phrases.day(reach.until),
        phrases.days(left),
        phrases.days(limit),
    )
    if not queue and left < 0:
        late = phrases.days(-left)
        return Message(
            f"予定している{name.ja}がなく、もう{late.ja}過ぎています",
            f"No {name.en} is scheduled, and one was due {late.en} ago",
        )
    if not queue:
        return Message(
            f"予定している{name.ja}がなく、余裕は{room.ja}です（目安は{wanted.ja}）",
            f"No {name.en} is scheduled, which leaves {room.en} (aim for {wanted.en})",
        )
    if left < 0:
        late, coming = phrases.days(-left), phrases.day(queue[0].day)
        return Message(
            f"次の予定は{coming.ja}ですが、間隔の目安をすでに{late.ja}過ぎています",
            f"The next {name.en} is scheduled for {coming.en}, yet one has been due for {late.en}",
        )
    return Message(
        f"途切れずに{name.ja}が続くのは{until.ja}までで、余裕は{room.ja}です（目安は{wanted.ja}）",
        f"The queue carries without a break until {until.en}, which leaves {room.en} (aim for {wanted.en})",
    )


def _hole(kind: ChannelKind, reach: Runway) -> Message:
    hole = reach.hole
    if hole is None:
        return Message("", "")
    start, end, width = phrases.day(hole.start), phrases.day(hole.end), phrases.days(hole.days)
    return Message(
        f"{start.ja}の次の{phrases.CHANNEL_LABELS[kind].ja}は{end.ja}で、{width.ja}あきます",
        f"After {start.en} the next {phrases.CHANNEL_LABELS[kind].en} comes on {end.en}, {width.en} later",
    )


def _schedule(facts: Facts, config: Config, due: date) -> Message:
    post, day = next_post(facts, config, unscheduled=True), phrases.day(max(due, facts.as_of))
    what = describe_post(post) if post else Message("次の1本", "one more")
    return Message(f"{day.ja}までに{what.ja}を予定に入れましょう", f"Schedule {what.en} by {day.en}")
