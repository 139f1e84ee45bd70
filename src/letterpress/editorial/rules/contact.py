# SPDX-License-Identifier: MIT
"""Always in contact: silence, slowing down, and how far the queue carries."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.cadence import (
    ChannelKind,
    Runway,
    cadences,
    median_days,
    queue_of,
    recent_gaps,
    split_gaps,
)
from letterpress.editorial.cadence import runway as runway_of
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.next_post import next_post, offer
from letterpress.editorial.rules.rule import Verdict, rule

_NAMES: dict[ChannelKind, Message] = {
    "all": Message("発信", "post or issue"),
    "posts": Message("記事", "post"),
    "issues": Message("ニュースレター", "issue"),
}


@rule("silence", principle="contact", label=Message("発信の間隔", "silence"))
def silence(facts: Facts, config: Config) -> Iterable[Verdict]:
    """The last contact is more than 1.5T (3T) days ago."""
    thresholds = config.editorial.thresholds
    for kind, cadence in cadences(config).items():
        if not facts.days[kind]:
            continue
        last = facts.days[kind][-1]
        quiet = (facts.as_of - last).days
        for severity, times in (
            (Severity.ERROR, thresholds.silence_error),
            (Severity.WARNING, thresholds.silence_warning),
        ):
            if quiet > times * cadence:
                yield silence.finding(
                    severity=severity,
                    subject=kind,
                    value=quiet,
                    threshold=times * cadence,
                    message=_silent(kind, quiet, last, cadence),
                    fix=_break_silence(facts, config, kind),
                    posts=_last(facts, kind),
                )
                break


def _silent(kind: ChannelKind, quiet: int, last: date, cadence: int) -> Message:
    name, ago, day, usual = _NAMES[kind], phrases.days(quiet), phrases.day(last), phrases.days(cadence)
    return Message(
        f"最後の{name.ja}（{day.ja}）から{ago.ja}たちました（間隔の目安は{usual.ja}）",
        f"The last {name.en} went out {ago.en} ago, on {day.en} (the cadence is {usual.en})",
    )


def _break_silence(facts: Facts, config: Config, kind: ChannelKind) -> Message:
    queue = queue_of(facts, kind)
    if queue:
        name, day = phrases.title(queue[0].title), phrases.day(queue[0].day)
        return Message(
            f"{day.ja}に予定している{name.ja}を早めて出すと、これ以上あきません",
            f"Bring {name.en} forward from {day.en}",
        )
    post = next_post(facts, config)
    if kind == "issues" or post is None:
        return Message(
            "短くてよいので、今日のうちに次の号を出しましょう", "Send the next issue today, however short"
        )
    what = offer(post)
    return Message(f"短くてよいので、{what.ja}を今日出しましょう", f"Publish {what.en} today, however short")


def _last(facts: Facts, kind: ChannelKind) -> Pieces:
    pieces = {"all": facts.posts + facts.issues, "posts": facts.posts, "issues": facts.issues}[kind]
    return (max(pieces, key=lambda piece: (piece.instant, piece.id)),)


@rule("slowing", principle="contact", label=Message("間隔の広がり", "slowing down"))
def slowing(facts: Facts, config: Config) -> Iterable[Verdict]:
    """The median of the last 4 gaps is at least 1.5 times that of up to 8 before them, and more than T."""
    thresholds = config.editorial.thresholds
    for kind, cadence in cadences(config).items():
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
                fix=_by_next_due(facts, config, shifted(facts.days[kind][-1], cadence)),
            )


def _slower(kind: ChannelKind, before: Fraction, now: Fraction) -> Message:
    name, then, lately = _NAMES[kind], phrases.days(before), phrases.days(now)
    return Message(
        f"{name.ja}の間隔が、ふだんの{then.ja}から最近は{lately.ja}に広がっています（中央値）",
        f"The usual gap between one {name.en} and the next has grown from {then.en} to {lately.en}",
    )


def _by_next_due(facts: Facts, config: Config, due: date) -> Message:
    post, day = next_post(facts, config, unscheduled=True), phrases.day(max(due, facts.as_of))
    what = offer(post) if post else Message("次の1本", "the next one")
    return Message(f"{day.ja}までに{what.ja}を出すと、間隔を戻せます", f"Publish {what.en} by {day.en}")


@rule("runway", principle="contact", label=Message("予定の余裕", "runway"))
def runway(facts: Facts, config: Config) -> Iterable[Verdict]:
    """What is scheduled carries less than 2T beyond today; or it has a hole."""
    thresholds = config.editorial.thresholds
    for kind, cadence in cadences(config).items():
        queue = queue_of(facts, kind)
        reach = runway_of(facts, kind, cadence, thresholds)
        if reach is None or not (queue or thresholds.runway_always):
            continue
        left = (reach.until - facts.as_of).days + cadence
        limit = thresholds.runway_cadences * cadence
        due = shifted(reach.until, cadence)
        if left < limit:
            yield runway.finding(
                severity=Severity.WARNING,
                subject=kind,
                value=left,
                threshold=limit,
                message=_short(kind, left, reach, limit, queue),
                fix=_schedule(facts, config, due) if left >= 0 else _break_silence(facts, config, kind),
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
                posts=tuple(piece for piece in queue if piece.day == reach.hole.end),
            )


def _short(kind: ChannelKind, left: int, reach: Runway, limit: Fraction, queue: Pieces) -> Message:
    name, until, room, wanted = (
        _NAMES[kind],
        phrases.day(reach.until),
        phrases.days(left),
        phrases.days(limit),
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
        f"{start.ja}の次の{_NAMES[kind].ja}は{end.ja}で、{width.ja}あきます",
        f"After {start.en} the next {_NAMES[kind].en} comes on {end.en}, {width.en} later",
    )


def _schedule(facts: Facts, config: Config, due: date) -> Message:
    post, day = next_post(facts, config, unscheduled=True), phrases.day(max(due, facts.as_of))
    what = offer(post) if post else Message("次の1本", "one more")
    return Message(f"{day.ja}までに{what.ja}を予定に入れましょう", f"Schedule {what.en} by {day.en}")
