# SPDX-License-Identifier: MIT
"""Every editorial rule in the order of the report, and running those that the config wants."""

from collections.abc import Container, Iterable

from letterpress.config import Config
from letterpress.config.vocabulary import OPTIONAL_RULES
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import Finding, Unmeasured
from letterpress.editorial.rules import (
    choose,
    contact,
    inform,
    involve,
    issue_mix,
    issue_numbers,
    optional,
    promises,
    wording,
)
from letterpress.editorial.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    choose.unclassified,
    inform.sales_share,
    inform.sales_streak,
    choose.phase_balance,
    wording.sales_language,
    choose.stage_gap,
    contact.silence,
    contact.slowing,
    contact.runway,
    involve.faceless,
    involve.no_participation,
    issue_numbers.issue_number,
    promises.broken_promise,
    issue_mix.issue_mix,
    optional.sales_surge,
    optional.no_problem,
    optional.all_give,
)


RULE_SLUGS = frozenset(rule.slug for rule in RULES)


def rules_in_force(config: Config) -> tuple[Rule, ...]:
    """The rules that the config leaves on or switches on, in the order of the report."""
    editorial = config.editorial
    off = {*OPTIONAL_RULES} - {*editorial.rules_on} | {*editorial.rules_off}
    return tuple(rule for rule in RULES if rule.slug not in off)


def verdicts(
    facts: Facts, config: Config, only: Container[str] = RULE_SLUGS
) -> tuple[tuple[Finding, ...], tuple[Unmeasured, ...]]:
    """The findings, worst first and then in the order of the rules; and the rules with too little material.

    `only` names the rules to run, of those in force.
    """
    rules = (rule for rule in rules_in_force(config) if rule.slug in only)
    said = [verdict for rule in rules for verdict in rule.verdicts(facts, config)]
    found = (verdict for verdict in said if isinstance(verdict, Finding))
    unmeasured = (verdict for verdict in said if isinstance(verdict, Unmeasured))
    return worst_first(found), tuple(unmeasured)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one severity keep their order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity))
