# SPDX-License-Identifier: MIT
"""What the editorial report says, as values: findings, and the numbers behind them.

Shares and medians are exact `Fraction`s; `as_number` is the hook that turns them into JSON numbers.
Mappings are plain dicts in the order in which they are shown, and nobody changes them.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from letterpress.diagnostics import Message, Severity, Span


class Finding(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One thing that a good editor would say, and what to do about it."""

    rule: str
    severity: Severity
    subject: str
    """What it is about: `window`, a stage id, a post id, `issue:12` ..."""
    value: Fraction | None
    """The measured value, exactly; None means never."""
    threshold: Fraction | None
    message: Message
    fix: Message
    posts: tuple[str, ...] = ()
    """Ids of the posts and issues that it is about, oldest first."""
    principle: str
    span: Span | None = None
    """The place in a source file where the fix belongs; None where no single file is meant."""


class Unmeasured(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A rule that has too little material to speak: shown as `insufficient data`, never a finding."""

    rule: str
    have: int
    """Posts with what the rule needs."""
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
    """What is watched with one cadence: posts and issues together, or one of them alone."""

    kind: Literal["all", "posts", "issues"]
    cadence: int
    """T, in days."""
    last_contact: date | None
    days_since_contact: int | None
    gaps: tuple[Gap, ...]
    """Between contact days, oldest first, as many as `slowing` reads (12)."""
    median_gap: Fraction | None
    """Of the last 4 gaps, in days."""
    runway_until: date | None
    """L: the last day reached without a step longer than allowed; None without any contact."""
    runway_days: int | None
    """(L + T) minus as_of."""
    hole: Gap | None = None
    """The first step that is longer than allowed, where a scheduled day lies behind it."""


class Metrics(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The numbers behind the rules, computed whether or not something is wrong; shares are exact.

    W is the window: the last 10 published posts that are not older than 180 days. A number that belongs to
    one rule leaves out the posts that opted out of that rule, so it is the number that the rule judges.
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
    """Posts in W with a value theme: what `sales_share` is a share of."""
    sales_posts: int = 0
    """Sales-class posts among the `classified`."""
    unclassified: tuple[str, ...]
    """Ids of posts in W that lack stage or value theme."""
    sales_share: Fraction | None
    """Sales-class posts of the classified posts in W; None without any."""
    sales_share_along: tuple[Fraction | None, ...] = ()
    """For each post of `window` the sales share as it was right after that post."""
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
    """The days of the last 53 weeks with a published post or issue, oldest first, without repeats."""
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
    person_posts: int = 0
    """The posts behind `person_share`."""
    person_of: int = 0
    """The posts of which `person_share` is a share."""
    issue_numbers: tuple[int, ...]
    """Numbers of published and scheduled issues, ascending."""
    channels: tuple[Channel, ...] = ()
    """One for posts and issues together; two where the config gives each its own cadence. The contact numbers
    above are of posts and issues together in either case."""


class Advice(msgspec.Struct, frozen=True, gc=False, kw_only=True):
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
    after_queue_as_of: date | None = None
    """The day of the last scheduled post or issue, from which `after_queue` looks; None without any."""


class Month(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One calendar month: the metrics as of its last day, and what was published within it.

    Made from dates alone, so nothing is scheduled and nothing is a draft in it.
    """

    metrics: Metrics
    posts: int = 0
    """Posts published within the month."""
    issues: int = 0
    """Issues published within the month."""
    value_themes: Mapping[str, int] = {}
    """Those posts by value theme id, in the vocabulary's order, zero included; the others are in none."""


class Mention(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post or an issue that the report names, with what is needed to show it."""

    id: str
    kind: Literal["post", "issue"]
    title: str
    path: str
    """Of the source, relative to the project."""
    url: str
    """As `Entry.url`."""
    day: date
    status: Literal["published", "scheduled", "draft"]
    """An expired entry was published."""
    stages: tuple[str, ...]
    value_theme: str | None
    value_class: str | None


class Day(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One day of the publishing calendar."""

    day: date
    entries: tuple[str, ...]
    """Ids of what was published on it or is scheduled for it."""


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
    """The days with a post or an issue from 53 weeks ago to the last scheduled day, oldest first."""
    mentions: Mapping[str, Mention] = {}
    """Everything that metrics, findings, advice and calendar name by id."""


def as_number(value: object) -> int | float:
    """A fraction as the JSON number nearest to it: the `enc_hook` for `msgspec` encoders.

    Raises NotImplementedError for anything that is not a fraction, as msgspec expects of a hook.
    """
    if not isinstance(value, Fraction):
        raise NotImplementedError(f"cannot encode {type(value).__name__}")
    return value.numerator if value.denominator == 1 else float(value)
