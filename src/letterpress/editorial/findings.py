# SPDX-License-Identifier: MIT
"""The editorial report as values: findings, metrics, advice, history and calendar.

Shares and medians are exact `Fraction`s; `as_number` is the hook that encodes them as JSON numbers.
Mappings are plain dicts in the order in which they are shown; they are never changed.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from letterpress.diagnostics import Message, Severity, Span

ChannelKind = Literal["all", "posts", "issues"]


class Finding(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A finding of an editorial rule: a message, and a fix."""

    rule: str
    severity: Severity
    subject: str
    """The subject of the finding: `window`, a stage id, a post id, `issue:12` ..."""
    value: Fraction | None
    """The measured value, exactly; None means never."""
    threshold: Fraction | None
    message: Message
    fix: Message
    posts: tuple[str, ...] = ()
    """Ids of the posts and issues concerned, oldest first."""
    principle: str
    span: Span | None = None
    """The field_span in a source file where the fix belongs; None where no single file is meant."""


class Unmeasured(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A rule that has too few posts to measure: shown as `insufficient data`, never as a finding."""

    rule: str
    have: int
    """Posts that the rule can measure."""
    need: int


class Gap(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The days between one contact and the next."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Whole calendar days."""
        return (self.end - self.start).days


class Channel(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The contact numbers of one channel: of posts and issues together, or of one of them."""

    kind: ChannelKind
    cadence: int
    """The cadence T, in days."""
    last_contact: date | None
    days_since_contact: int | None
    gaps: tuple[Gap, ...]
    """The gaps between contact days, oldest first, as many as `slowing` compares (12)."""
    median_gap: Fraction | None
    """The median of the last 4 gaps, in days."""
    runway_until: date | None
    """The last scheduled day before a gap longer than allowed; None without any contact."""
    runway_days: int | None
    """Days from `as_of` until one cadence after `runway_until`."""
    hole: Gap | None = None
    """The first gap longer than allowed between scheduled days; None where there is none."""


class Metrics(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The numbers behind the rules; shares are exact.

    W is the window: the last 10 published posts that are not older than 180 days. A number that belongs to one rule
    leaves out the posts that opted out of that rule, so that it is the number that the rule measures.
    """

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
    """Posts in W with a value theme, of which `sales_share` is a share."""
    sales_posts: int = 0
    """Sales-class posts among the `classified`."""
    unclassified: tuple[str, ...]
    """Ids of posts in W that lack stage or value theme."""
    sales_share: Fraction | None
    """The share of sales-class posts among the `classified`; None without any."""
    sales_share_along: tuple[Fraction | None, ...] = ()
    """For each post of `window` the sales share as it was right after that post."""
    sales_streak: int
    """Sales-class posts in a row at the end of all published posts."""
    sales_streak_with_queue: int
    """The same after everything scheduled is published."""
    phases: Mapping[str, int]
    """Posts in W by `before`, `at`, `after`, `unknown`; a post in two phases counts in both."""
    stage_by_phase: Mapping[str, Mapping[str, int]]
    """Posts in W: stage id to phase to count."""
    stage_last: Mapping[str, date | None]
    """The last day on which a published post named the stage, or None."""
    contacts: tuple[date, ...]
    """The days of the last 53 weeks with a published post or issue, oldest first, without repeats."""
    days_since_contact: int | None
    gaps: tuple[Gap, ...]
    """The last gaps between contact days, oldest first, at most 12."""
    median_gap: Fraction | None
    """The median of the last 4 gaps, in days."""
    cadence: int
    """The cadence T, in days."""
    runway_until: date | None
    """The last scheduled day before a gap longer than allowed; None without any contact."""
    runway_days: int | None
    """Days from `as_of` until one cadence after `runway_until`."""
    queue: tuple[str, ...]
    """Ids of scheduled posts and issues, next first."""
    person_share: Fraction | None
    """The share of posts in W by a person or of value theme persona; None where W is empty."""
    person_posts: int = 0
    """How many posts `person_share` counts."""
    person_of: int = 0
    """How many posts `person_share` is a share of."""
    issue_numbers: tuple[int, ...]
    """The numbers of published and scheduled issues, ascending."""
    channels: tuple[Channel, ...] = ()
    """One for posts and issues together; two where the config gives each its own cadence. The contact numbers
    above are of posts and issues together in either case."""


class Advice(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The next post that the report recommends."""

    stage: str
    value_theme: str
    due: date
    """The day by which to publish it."""
    reason: Message
    nearest: str | None = None
    """The id of the draft or scheduled post that is most similar."""
    nearest_reason: Message | None = None
    after_queue: tuple[Finding, ...] = ()
    """The findings that remain if everything scheduled is published as planned."""
    after_queue_as_of: date | None = None
    """The day of the last scheduled post or issue, which `after_queue` is as of; None without any."""


class Month(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One calendar month: the metrics as of its last day, and what was published within it.

    It is made from dates alone, so nothing in it is scheduled or a draft.
    """

    metrics: Metrics
    posts: int = 0
    """Posts published within the month."""
    issues: int = 0
    """Issues published within the month."""
    value_themes: Mapping[str, int] = {}
    """Those posts by value theme id, in the vocabulary's order, zero included; the others are not counted."""


class Mention(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post or an issue that the report mentions, with the values that show it."""

    id: str
    kind: Literal["post", "issue"]
    title: str
    path: str
    """The path of the source, relative to the project."""
    url: str
    """The site path of the entry."""
    day: date
    status: Literal["published", "scheduled", "draft"]
    """An expired entry counts as published."""
    stages: tuple[str, ...]
    value_theme: str | None
    value_class: str | None


class Day(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One day of the publishing calendar."""

    day: date
    entries: tuple[str, ...]
    """Ids of the posts and issues published on this day or scheduled for it."""


class EditorialReport(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The editorial report as of one day."""

    as_of: date
    metrics: Metrics
    findings: tuple[Finding, ...]
    """Worst first, then in the order of the rules."""
    unmeasured: tuple[Unmeasured, ...] = ()
    advice: Advice | None = None
    """None only where there is no post at all."""
    history: tuple[Month, ...] = ()
    """The 12 whole months before the month of `as_of`, oldest first."""
    calendar: tuple[Day, ...] = ()
    """The days with a post or an issue, from 53 weeks ago to the last scheduled day, oldest first."""
    mentions: Mapping[str, Mention] = {}
    """The posts and issues whose ids metrics, findings, advice and calendar hold."""


def as_number(value: object) -> int | float:
    """Encode a fraction as the nearest JSON number: the `enc_hook` of `msgspec` encoders.

    Raises:
        NotImplementedError: The value is no fraction, as msgspec expects of a hook.
    """
    if not isinstance(value, Fraction):
        raise NotImplementedError(f"cannot encode {type(value).__name__}")
    return value.numerator if value.denominator == 1 else float(value)
