# SPDX-License-Identifier: MIT
"""What a rule is: a pure function of the facts and the config, with its slug, principle and label."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.findings import Finding, Unmeasured
from letterpress.editorial.items import Piece

Verdict = Finding | Unmeasured
Find = Callable[[Facts, Config], Iterable[Verdict]]


class Rule(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One editorial rule."""

    slug: str
    principle: str
    """A key of `letterpress.config.vocabulary.PRINCIPLES`."""
    label: Message
    hides: bool
    """Whether a post that opts out is as if it were not there; else the rule itself says what opting out means."""
    find: Find

    def verdicts(self, facts: Facts, config: Config) -> Iterable[Verdict]:
        """What the rule has to say."""
        return self.find(facts.heard_by(self.slug) if self.hides else facts, config)

    def finding(
        self,
        *,
        severity: Severity,
        subject: str,
        value: Fraction | int | None,
        threshold: Fraction | int | None,
        message: Message,
        fix: Message,
        posts: Pieces = (),
        span: Span | None = None,
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            rule=self.slug,
            principle=self.principle,
            severity=severity,
            subject=subject,
            value=None if value is None else Fraction(value),
            threshold=None if threshold is None else Fraction(threshold),
            message=message,
            fix=fix,
            posts=tuple(piece.id for piece in posts),
            span=span,
        )

    def unmeasured(self, have: int, need: int) -> Unmeasured:
        """That there is too little material for this rule."""
        return Unmeasured(rule=self.slug, have=have, need=need)


def place(piece: Piece, field: str) -> Span:
    """Where a field of a piece stands in its file; the whole file where the writer did not give that field."""
    return piece.entry.document.span(field)


def rule(slug: str, *, principle: str, label: Message, hides: bool = True) -> Callable[[Find], Rule]:
    """Make a rule of the function that finds."""
    return lambda find: Rule(slug=slug, principle=principle, label=label, hides=hides, find=find)
