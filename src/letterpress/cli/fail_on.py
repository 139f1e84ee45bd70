# SPDX-License-Identifier: MIT
"""The options `--fail-on` and `--strict`: the diagnostics and findings that make a command fail."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import click
import msgspec

from letterpress.cli.language import help_text
from letterpress.diagnostics import Diagnostic, Severity
from letterpress.editorial.findings import Finding

NEVER = 4
"""A limit above every severity."""

_SEVERITIES: Mapping[str, int] = MappingProxyType(
    {"note": Severity.NOTE, "warning": Severity.WARNING, "error": Severity.ERROR, "never": NEVER}
)

fail_on_option = click.option(
    "--fail-on",
    metavar="WHAT",
    multiple=True,
    help=help_text(
        "どれがあれば終了コードを 1 にするか。 error、warning、note、never のどれか。"
        " 編集ルールごとに RULE=error|warning|note とも書けます。 くり返し使えます。"
        "  [default: error（指摘は never）]",
        "What makes the exit code 1: error, warning, note or never; or RULE=error|warning|note for one editorial"
        " rule. May be repeated.  [default: error; findings never]",
    ),
)
strict_option = click.option(
    "--strict", is_flag=True, help=help_text("--fail-on warning と同じです", "Short for --fail-on warning.")
)


class FailurePolicy(msgspec.Struct, frozen=True, kw_only=True):
    """The severities from which on a command fails."""

    diagnostics: int = Severity.ERROR
    findings: int = NEVER
    rules: Mapping[str, int] = MappingProxyType({})
    """The limits of single editorial rules, by slug."""

    def failing_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that make a command fail."""
        return tuple(each for each in findings if each.severity >= self.rules.get(each.rule, self.findings))

    def fails(self, diagnostics: Iterable[Diagnostic], findings: Iterable[Finding]) -> bool:
        """Whether any of the diagnostics or findings makes a command fail."""
        return any(each.severity >= self.diagnostics for each in diagnostics) or bool(
            self.failing_findings(findings)
        )


def failure_policy(
    fail_on: tuple[str, ...], *, strict: bool, rules: tuple[str, ...], others: bool = False
) -> FailurePolicy:
    """Make the policy that `--fail-on` and `--strict` ask for.

    Args:
        fail_on: The words of `--fail-on`.
        strict: Whether `--strict` was given.
        rules: The slugs of the editorial rules of letterpress.
        others: Whether there may be other rules, of plugins.

    Raises:
        click.BadParameter: A word is neither a severity nor `RULE=SEVERITY`.
    """
    overall: int | None = Severity.WARNING if strict else None
    single: dict[str, int] = {}
    for word in fail_on:
        rule, equals, severity = word.rpartition("=")
        if severity not in _SEVERITIES or (equals and rule not in rules and not others):
            raise click.BadParameter(_explain(word, rules), param_hint="--fail-on")
        if equals:
            single[rule] = _SEVERITIES[severity]
        else:
            overall = _SEVERITIES[severity]
    if overall is None:
        return FailurePolicy(rules=single)
    return FailurePolicy(diagnostics=overall, findings=overall, rules=single)


def _explain(word: str, rules: tuple[str, ...]) -> str:
    severities = ", ".join(_SEVERITIES)
    return f"'{word}' is none of {severities}, and no RULE=SEVERITY with one of the rules {', '.join(rules)}."
