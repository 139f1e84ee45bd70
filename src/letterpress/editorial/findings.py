# SPDX-License-Identifier: MIT
"""What the editorial report says, as values: findings, and the numbers behind them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import msgspec

from letterpress.diagnostics import Message, Severity


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a good editor would say, and what to do about it."""

    rule: str
    severity: Severity
    subject: str
    """What it is about: `window`, a stage id, a post id, `issue:12` ..."""
    value: Fraction | int | None
    """The measured value; None means never."""
    threshold: Fraction | int | None
    message: Message
    fix: Message
    posts: tuple[str, ...] = ()
    """Ids of the posts and issues that it is about, oldest first."""
    principle: str


class Unmeasured(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that has too little material to speak: shown as `insufficient data`, never a finding."""

    rule: str
    have: int
    """Posts with what the rule needs."""
    need: int


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """The days between one contact and the next."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Whole calendar days."""
        return (self.end - self.start).days


class Metrics(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers behind the rules, computed whether or not something is wrong; shares are exact."""

    as_of: date
    published_posts: int
    published_issues: int
    scheduled: int
    """Posts and issues."""
    drafts: int
    window: tuple[str, ...]
    """Ids of the posts in W, oldest first."""
    value_themes: Mapping[str, int]
    """Posts in W by value theme id, in the vocabulary's order, zero included."""
    value_classes: Mapping[str, int]
    """Posts in W by `value`, `neutral` and `sales`."""
    classified: int
    """Posts in W with a value theme."""
    unclassified: tuple[str, ...]
    """Ids of posts in W that lack stage or value theme."""
    sales_share: Fraction | None
    """Sales-class posts of the classified posts in W; None without any."""
    sales_streak: int
    """Sales-class posts in a row at the end of all published posts."""
    sales_streak_with_queue: int
    """The same once everything scheduled is out."""
    phases: Mapping[str, int]
    """Posts in W by `before`, `at`, `after`, `unknown`; a post in two phases counts in both."""
    stage_by_phase: Mapping[str, Mapping[str, int]]
    """Posts in W: stage id to phase to count."""
    stage_last: Mapping[str, date | None]
    """The last day on which a published post named the stage, or None."""
    contacts: tuple[date, ...]
    """The days with a published post or issue, oldest first, without repeats."""
    days_since_contact: int | None
    gaps: tuple[Gap, ...]
    """Between contact days, oldest first, at most the last 12."""
    median_gap: Fraction | None
    """Of the last 4 gaps, in days."""
    cadence: int
    """T, in days."""
    runway_until: date | None
    """L: the last day reached without a step longer than allowed; None without any contact."""
    runway_days: int | None
    """(L + T) minus as_of."""
    queue: tuple[str, ...]
    """Ids of scheduled posts and issues, next first."""
    person_share: Fraction | None
    """Posts in W by a person or of value theme persona; None where W is empty."""
    issue_numbers: tuple[int, ...]
    """Numbers of published and scheduled issues, ascending."""


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """One concrete next post."""

    stage: str
    value_theme: str
    due: date
    """The day by which it should be out."""
    reason: Message
    nearest: str | None = None
    """Id of the draft or scheduled post that would serve best."""
    nearest_reason: Message | None = None
    after_queue: tuple[Finding, ...] = ()
    """What the findings would be if everything scheduled were published as planned."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics as of the end of one month."""

    metrics: Metrics


class EditorialReport(msgspec.Struct, frozen=True, kw_only=True):
    """The editorial report as of one day."""

    as_of: date
    metrics: Metrics
    findings: tuple[Finding, ...]
    """Worst first, then in the order of the rules."""
    unmeasured: tuple[Unmeasured, ...] = ()
    advice: Advice | None = None
    """None only where there is no post at all."""
    history: tuple[Month, ...] = ()
    """The last 12 months, oldest first."""
