# SPDX-License-Identifier: MIT
"""The list of editorial rules in the order of the report, and the function that runs the enabled ones."""

from collections.abc import Container, Iterable

from letterpress.config import Config
from letterpress.config.vocabulary import OPTIONAL_RULES
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import Finding, Unmeasured
from letterpress.editorial.rules.all_give import all_give
from letterpress.editorial.rules.broken_promise import broken_promise
from letterpress.editorial.rules.faceless import faceless
from letterpress.editorial.rules.issue_mix import issue_mix
from letterpress.editorial.rules.issue_number import issue_number
from letterpress.editorial.rules.no_participation import no_participation
from letterpress.editorial.rules.no_problem import no_problem
from letterpress.editorial.rules.phase_balance import phase_balance
from letterpress.editorial.rules.rule import Rule
from letterpress.editorial.rules.runway import runway
from letterpress.editorial.rules.sales_language import sales_language
from letterpress.editorial.rules.sales_share import sales_share
from letterpress.editorial.rules.sales_streak import sales_streak
from letterpress.editorial.rules.sales_surge import sales_surge
from letterpress.editorial.rules.silence import silence
from letterpress.editorial.rules.slowing import slowing
from letterpress.editorial.rules.stage_gap import stage_gap
from letterpress.editorial.rules.unclassified import unclassified

RULES: tuple[Rule, ...] = (
    unclassified,
    sales_share,
    sales_streak,
    phase_balance,
    sales_language,
    stage_gap,
    silence,
    slowing,
    runway,
    faceless,
    no_participation,
    issue_number,
    broken_promise,
    issue_mix,
    sales_surge,
    no_problem,
    all_give,
)


def enabled_rules(config: Config, rules: tuple[Rule, ...] = RULES) -> tuple[Rule, ...]:
    """The rules that the configuration enables, in their order."""
    editorial = config.editorial
    off = {*OPTIONAL_RULES} - {*editorial.rules_on} | {*editorial.rules_off}
    return tuple(rule for rule in rules if rule.slug not in off)


def run_rules(
    facts: Facts, config: Config, rules: tuple[Rule, ...] = RULES, *, only: Container[str] | None = None
) -> tuple[tuple[Finding, ...], tuple[Unmeasured, ...]]:
    """Run the enabled rules.

    Args:
        facts: The facts to measure.
        config: Enables rules and sets their thresholds.
        rules: All that there are.
        only: The slugs of the rules to run; None means all that are enabled.

    Returns:
        The findings, worst first and then in the order of the rules; and the rules with too few posts to measure.
    """
    enabled = [rule for rule in enabled_rules(config, rules) if only is None or rule.slug in only]
    results = [result for rule in enabled for result in rule.run(facts, config)]
    found = (result for result in results if isinstance(result, Finding))
    unmeasured = (result for result in results if isinstance(result, Unmeasured))
    return worst_first(found), tuple(unmeasured)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by severity, worst first; those of one severity keep their order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity))
