# SPDX-License-Identifier: MIT
"""Always in contact: silence, slowing down, and how far the queue carries."""

from collections.abc import Iterable
from datetime import date

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.contacts import ChannelKind, cadences, queue_of
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
        f"最後の{name.ja}({day.ja})から{ago.ja}たちました(間隔の目安は{usual.ja})",
        f"The last {name.en} went out {ago.en} ago, on {day.en} (the cadence is {usual.en})",
    )


def _break_silence(facts: Facts, config: Config, kind: ChannelKind) -> Message:
    queue = queue_of(facts, kind)
    if queue:
        name, day = phrases.title(queue[0].title), phrases.day(queue[0].day)
        return Message(
            f"{day.ja}に予定している{name.ja}を早めて出すと、間があきません",
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
