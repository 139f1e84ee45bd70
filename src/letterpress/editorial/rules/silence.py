# SPDX-License-Identifier: MIT
"""The rule `silence`: too long since the last post or issue."""

from collections.abc import Iterable
from datetime import date

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.cadence import (
    channel_cadences,
)
from letterpress.editorial.facts import Facts, Items
from letterpress.editorial.findings import ChannelKind
from letterpress.editorial.rules.fixes import break_silence
from letterpress.editorial.rules.rule import RuleResult, rule


@rule("silence", principle="contact", label=Message("発信の間隔", "silence"))
def silence(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that the last contact is more than 1.5T (3T) days ago."""
    thresholds = config.editorial.thresholds
    for kind, cadence in channel_cadences(config).items():
        if not facts.contact_days[kind]:
            continue
        last = facts.contact_days[kind][-1]
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
                    fix=break_silence(facts, config, kind),
                    posts=_last(facts, kind),
                )
                break


def _silent(kind: ChannelKind, quiet: int, last: date, cadence: int) -> Message:
    name, ago, day, usual = (
        phrases.CHANNEL_LABELS[kind],
        phrases.days(quiet),
        phrases.day(last),
        phrases.days(cadence),
    )
    return Message(
        f"最後の{name.ja}（{day.ja}）から{ago.ja}たちました（間隔の目安は{usual.ja}）",
        f"The last {name.en} went out {ago.en} ago, on {day.en} (the cadence is {usual.en})",
    )


def _last(facts: Facts, kind: ChannelKind) -> Items:
    items = {"all": facts.posts + facts.issues, "posts": facts.posts, "issues": facts.issues}[kind]
    return (max(items, key=lambda item: (item.instant, item.id)),)
