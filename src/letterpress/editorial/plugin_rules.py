# SPDX-License-Identifier: MIT
"""The editorial rules that plugins bring, beside those of letterpress."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeGuard

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import OPTIONAL_RULES
from letterpress.config.vocabulary import RULES as RULES_BY_DEFAULT
from letterpress.diagnostics import Diagnostic, Message, Severity, Span, suggestion
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import Finding, Unmeasured
from letterpress.editorial.rules.rule import Rule, RuleResult
from letterpress.editorial.ruleset import RULES
from letterpress.plugins import Plugin
from letterpress.plugins.calls import results
from letterpress.plugins.diagnostics import wrong_type
from letterpress.plugins.loading import Plugins, names_taken, place_of_name

Tell = Callable[[Diagnostic], None]
"""Takes what is wrong with a plugin."""

_RESULTS: tuple[type[RuleResult], ...] = (Finding, Unmeasured)
KNOWN = (*RULES_BY_DEFAULT, *OPTIONAL_RULES)


def rules_with(plugins: Plugins, tell: Tell) -> tuple[Rule, ...]:
    """Every editorial rule, those of letterpress first.

    Args:
        plugins: The plugins of the project.
        tell: Called with what is wrong with the rules of plugins, also later, while they run.
    """
    own = [(each.plugin, rule) for each in plugins.loaded for rule in each.rules]
    sound = [(plugin, rule) for plugin, rule in own if _is_rule(rule)]
    for fault in (*_wrong(own), *_taken(sound)):
        tell(fault)
    return (*RULES, *(_guarded(plugin, rule, tell) for plugin, rule in sound if rule.slug not in KNOWN))


def _guarded(plugin: Plugin, rule: Rule, tell: Tell) -> Rule:
    """A rule that fails in the plugin's name, after what it found until then."""

    def find(facts: Facts, config: Config) -> Iterable[RuleResult]:
        found, faults = results(plugin, rule.slug, _RESULTS, rule.find, facts, config)
        for fault in faults:
            tell(fault)
        return found

    return msgspec.structs.replace(rule, find=find)


def _is_rule(rule: object) -> TypeGuard[Rule]:
    return isinstance(rule, Rule) and isinstance(rule.slug, str) and callable(rule.find)


def _wrong(rules: Iterable[tuple[Plugin, object]]) -> Iterator[Diagnostic]:
    for plugin, rule in rules:
        if not _is_rule(rule):
            span, excerpt = place_of_name(plugin, "rules")
            wanted = Message("ルールのタプル", "a tuple of rules")
            yield wrong_type(plugin.name, "rules", span, excerpt, wanted, rule)


def _taken(rules: Iterable[tuple[Plugin, Rule]]) -> Iterator[Diagnostic]:
    label = Message("編集ルール `{}` ", "the editorial rule `{}`")
    yield from names_taken("rules", label, KNOWN, ((plugin, rule.slug) for plugin, rule in rules))


def unknown_rules(config: Config, rules: Iterable[Rule]) -> dict[str, Message | None]:
    """The unknown rules that letterpress.yaml switches, each with the hint which one was probably meant."""
    known = (*KNOWN, *(rule.slug for rule in rules))
    # Without plugins this was found when letterpress.yaml was read.
    switched = (*config.editorial.rules_off, *config.editorial.rules_on) if config.plugins else ()
    return {name: suggestion(name, known) for name in switched if name not in known}


def rule_unknown(name: str, hint: Message | None, span: Span, excerpt: str) -> Diagnostic:
    """Make the diagnostic of an unknown rule that letterpress.yaml switches."""
    return Diagnostic(
        code="rule-unknown",
        severity=Severity.WARNING,
        message=Message(f"`{name}` という編集ルールはありません", f"there is no editorial rule `{name}`"),
        span=span,
        excerpt=excerpt,
        hint=hint,
    )
