# SPDX-License-Identifier: MIT
"""The four numbers that every form of the report begins with, also when nothing is wrong.

An editor trusts a number that can be seen.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message, Severity
from letterpress.editorial.findings import EditorialReport, Metrics
from letterpress.report.formats import DAYS, Counted, number_text, percent_text

Name = Literal["sales", "contact", "phases", "queue"]

LABELS: dict[Name, Message] = {
    "sales": Message("販売", "Sales"),
    "contact": Message("間隔", "Contact"),
    "phases": Message("時期", "Phases"),
    "queue": Message("予定", "Queue"),
}
RULES: dict[Name, tuple[str, ...]] = {
    "sales": ("sales-share", "sales-streak"),
    "contact": ("silence", "slowing"),
    "phases": ("phase-balance",),
    "queue": ("runway",),
}
"""The rules that judge each."""

_PHASES = {
    "before": Message("購入前", "before"),
    "at": Message("購入時", "at"),
    "after": Message("購入後", "after"),
    "unknown": Message("不明", "unknown"),
}
_OF_POSTS = Message("{0}本中{1}本", "{1} of {0} posts")
_LIMIT_SHARE = Message("目安は{}まで", "limit {}")
_STREAK = Message("連続{}本", "{} in a row")
_STREAK_QUEUE = Message("予定を足すと連続{}本", "{} with the queue")
_NO_THEMES = Message("価値テーマのある記事がまだありません", "no post has a value theme yet")
_AGO = Counted("{}日前", "{} day ago", "{} days ago")
_TODAY = Message("今日", "today")
_CADENCE = Message("目安は{}日ごと", "cadence {} days")
_MEDIAN = Message("最近の中央値{}日", "median gap {}")
_NEVER = Message("まだ発信がありません", "no contact yet")
_LEFT = Message("余裕{}", "{} left")
_OVER = Message("{}前に途切れました", "ran out {} ago")
_NEEDED = Message("目安は{}以上", "at least {}")
_SCHEDULED = Message("予定{}件", "{} scheduled")
_NOT_SCHEDULED = Message("予定はありません", "nothing scheduled")


class Scale(msgspec.Struct, frozen=True):
    """A value between 0 and `top`, and the limit that it is held against."""

    value: Fraction
    limit: Fraction
    top: Fraction
    more_is_worse: bool = True


class KeyNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A key number: its name, its details, and what a bar of it shows."""

    name: Name
    details: tuple[str, ...]
    """The most important first, never empty."""
    scale: Scale | None = None
    """None where there is nothing to measure yet, and for counts."""
    counts: tuple[int, ...] = ()
    """For a bar in parts: one number for each of the details."""


def key_numbers(metrics: Metrics, thresholds: Thresholds, language: Language) -> Iterator[KeyNumber]:
    """Sales, contact, phases and queue, in this order."""
    yield _sales(metrics, thresholds, language)
    yield _contact(metrics, thresholds, language)
    yield _phases(metrics, language)
    yield _queue(metrics, thresholds, language)


def judgement(name: Name, report: EditorialReport) -> Severity | None:
    """The worst severity of the findings about a key number, or None where there is none."""
    return max((finding.severity for finding in report.findings if finding.rule in RULES[name]), default=None)


def _sales(metrics: Metrics, thresholds: Thresholds, language: Language) -> KeyNumber:
    if metrics.sales_share is None:
        return KeyNumber(name="sales", details=(_NO_THEMES.text(language),))
    limit = thresholds.sales_share_warning
    details = [
        percent_text(metrics.sales_share),
        _OF_POSTS.text(language).format(metrics.classified, metrics.sales_posts),
        _LIMIT_SHARE.text(language).format(percent_text(limit)),
    ]
    if metrics.sales_streak:
        details.append(_STREAK.text(language).format(metrics.sales_streak))
    if metrics.sales_streak_with_queue > metrics.sales_streak:
        details.append(_STREAK_QUEUE.text(language).format(metrics.sales_streak_with_queue))
    scale = Scale(metrics.sales_share, limit, Fraction(1))
    return KeyNumber(name="sales", details=tuple(details), scale=scale)


def _contact(metrics: Metrics, thresholds: Thresholds, language: Language) -> KeyNumber:
    days = metrics.days_since_contact
    if days is None:
        return KeyNumber(name="contact", details=(_NEVER.text(language),))
    limit = thresholds.silence_warning * metrics.cadence
    details = [
        _AGO.text(days, language) if days else _TODAY.text(language),
        _CADENCE.text(language).format(metrics.cadence),
    ]
    if metrics.median_gap is not None:
        details.append(_MEDIAN.text(language).format(number_text(metrics.median_gap)))
    return KeyNumber(name="contact", details=tuple(details), scale=_up_to_twice(days, limit))


def _phases(metrics: Metrics, language: Language) -> KeyNumber:
    counts = {phase: metrics.phases.get(phase, 0) for phase in _PHASES}
    if not counts["unknown"]:
        del counts["unknown"]
    details = tuple(f"{_PHASES[phase].text(language)} {count}" for phase, count in counts.items())
    return KeyNumber(name="phases", details=details, counts=tuple(counts.values()))


def _queue(metrics: Metrics, thresholds: Thresholds, language: Language) -> KeyNumber:
    if not metrics.scheduled or metrics.runway_days is None:
        return KeyNumber(name="queue", details=(_NOT_SCHEDULED.text(language),))
    needed = thresholds.runway_cadences * metrics.cadence
    left = _LEFT if metrics.runway_days >= 0 else _OVER
    details = (
        left.text(language).format(DAYS.text(abs(metrics.runway_days), language)),
        _NEEDED.text(language).format(DAYS.text(needed, language)),
        _SCHEDULED.text(language).format(metrics.scheduled),
    )
    scale = _up_to_twice(metrics.runway_days, needed, more_is_worse=False)
    return KeyNumber(name="queue", details=details, scale=scale)


def _up_to_twice(days: int, limit: Fraction, *, more_is_worse: bool = True) -> Scale:
    """A scale with the limit in its middle, also where a config sets the limit to nothing."""
    return Scale(Fraction(days), limit, max(limit * 2, Fraction(1)), more_is_worse)
