# SPDX-License-Identifier: MIT
"""The type of an editorial rule: a pure function of facts and configuration, with slug, principle and label."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial.facts import Facts, Item, Items
from letterpress.editorial.findings import Finding, Unmeasured

RuleResult = Finding | Unmeasured
FindResults = Callable[[Facts, Config], Iterable[RuleResult]]


class Rule(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One editorial rule."""

    slug: str
    principle: str
    """A key of `letterpress.config.vocabulary.PRINCIPLES`."""
    label: Message
    skips_ignored: bool
    """Whether the rule runs without the items that opted out; else the rule itself decides what opting out means."""
    find: FindResults

    def run(self, facts: Facts, config: Config) -> Iterable[RuleResult]:
        """Run the rule."""
        return self.find(facts.without_ignored(self.slug) if self.skips_ignored else facts, config)

    def finding(
        self,
        *,
        severity: Severity,
        subject: str,
        value: Fraction | int | None,
        threshold: Fraction | int | None,
        message: Message,
        fix: Message,
        posts: Items = (),
        span: Span | None = None,
    ) -> Finding:
        """Make a finding of this rule."""
        return Finding(
            rule=self.slug,
            principle=self.principle,
            severity=severity,
            subject=subject,
            value=None if value is None else Fraction(value),
            threshold=None if threshold is None else Fraction(threshold),
            message=message,
            fix=fix,
            posts=tuple(item.id for item in posts),
            span=span,
        )

    def unmeasured(self, have: int, need: int) -> Unmeasured:
        """Make the result of this rule where it has too few posts to measure."""
        return Unmeasured(rule=self.slug, have=have, need=need)


def field_span(item: Item, field: str) -> Span:
    """The span of a front matter field of an item; the whole file where that field is not given."""
    return item.entry.document.span(field)


def rule(
    slug: str, *, principle: str, label: Message, skips_ignored: bool = True
) -> Callable[[FindResults], Rule]:
    """Make the decorator that turns a function into a rule."""
    return lambda find: Rule(
        slug=slug, principle=principle, label=label, skips_ignored=skips_ignored, find=find
    )


def crossed_threshold(
    value: Fraction, warning: Fraction, error: Fraction, *, strict: bool
) -> tuple[Severity, Fraction] | None:
    """The worst threshold that a value crosses, by more than it if `strict`, else by at least it."""
    for severity, threshold in ((Severity.ERROR, error), (Severity.WARNING, warning)):
        if value > threshold or (value == threshold and not strict):
            return severity, threshold
    return None
