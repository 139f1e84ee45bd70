# SPDX-License-Identifier: MIT
"""The rule `phase-balance`: a phase of buying that no recent post speaks to."""

from collections.abc import Iterable

from letterpress.config import Config
from letterpress.config.vocabulary import PHASES, Phase
from letterpress.diagnostics import Message, Severity
from letterpress.editorial.facts import Facts, Items
from letterpress.editorial.next_post import ANY_POST, PostCriteria
from letterpress.editorial.rules.fixes import publish_next
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import window


@rule("phase-balance", principle="choose", label=Message("購入前・購入後", "before and after buying"))
def phase_balance(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report posts in W that are all `at` alone; else each of `before` and `after` that none of them has."""
    thresholds = config.editorial.thresholds
    known = tuple(item for item in window(facts, thresholds) if item.phases)
    if not known or len(known) < thresholds.minimum_posts:
        yield phase_balance.unmeasured(len(known), thresholds.minimum_posts)
    elif all(item.phases == ("at",) for item in known):
        yield _only_at(facts, config, known)
    else:
        for phase in ("before", "after"):
            if not any(phase in item.phases for item in known):
                yield _without(facts, config, known, phase)


def _only_at(facts: Facts, config: Config, known: Items) -> RuleResult:
    return phase_balance.finding(
        severity=Severity.ERROR,
        subject="at",
        value=0,
        threshold=1,
        message=Message(
            f"最近の記事{len(known)}件すべてが、購入時の人だけに向けて書かれています",
            f"All {len(known)} recent posts speak only to people about to buy",
        ),
        fix=publish_next(facts, config, ANY_POST),
        posts=known,
        span=field_span(known[-1], "value_theme"),
    )


def _without(facts: Facts, config: Config, known: Items, phase: Phase) -> RuleResult:
    label = PHASES[phase]
    return phase_balance.finding(
        severity=Severity.WARNING,
        subject=phase,
        value=0,
        threshold=1,
        message=Message(
            f"最近の記事{len(known)}件に、{label.ja}の人に向けたものがありません",
            f"None of the {len(known)} recent posts speaks to people {label.en}",
        ),
        fix=publish_next(facts, config, PostCriteria(phase=phase)),
    )
