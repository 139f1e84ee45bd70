# SPDX-License-Identifier: MIT
"""Which diagnostics and findings make a command fail."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import click
import msgspec

from letterpress.diagnostics import Diagnostic, Severity
from letterpress.editorial.findings import Finding

NEVER = 4
"""Above every severity."""

_WORDS: Mapping[str, int] = MappingProxyType(
    {"note": Severity.NOTE, "warning": Severity.WARNING, "error": Severity.ERROR, "never": NEVER}
)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """From which severity on the exit code is 1."""

    diagnostics: int = Severity.ERROR
    findings: int = NEVER
    rules: Mapping[str, int] = MappingProxyType({})
    """For single editorial rules."""

    def condemned(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are bad enough."""
        return tuple(each for each in findings if each.severity >= self.rules.get(each.rule, self.findings))

    def condemns(self, diagnostics: Iterable[Diagnostic], findings: Iterable[Finding]) -> bool:
        """Whether anything among them is bad enough."""
        return any(each.severity >= self.diagnostics for each in diagnostics) or bool(
            self.condemned(findings)
        )


def verdict_of(
    fail_on: tuple[str, ...], *, strict: bool, rules: tuple[str, ...], others: bool = False
) -> Verdict:
    """What `--fail-on` and `--strict` say together.

    Args:
        fail_on: The words of `--fail-on`.
        strict: Whether `--strict` was given.
        rules: The slugs of the editorial rules of letterpress.
        others: Whether there may be others, which plugins bring.

    Raises:
        click.BadParameter: A word that is neither a severity nor `RULE=SEVERITY`.
    """
    overall: int | None = Severity.WARNING if strict else None
    single: dict[str, int] = {}
    for word in fail_on:
        rule, equals, severity = word.rpartition("=")
        if severity not in _WORDS or (equals and rule not in rules and not others):
            raise click.BadParameter(_complaint(word, rules), param_hint="--fail-on")
        if equals:
            single[rule] = _WORDS[severity]
        else:
            overall = _WORDS[severity]
    if overall is None:
        return Verdict(rules=single)
    return Verdict(diagnostics=overall, findings=overall, rules=single)


def _complaint(word: str, rules: tuple[str, ...]) -> str:
    return f"'{word}' is none of {', '.join(_WORDS)}, and no RULE=SEVERITY with one of the rules {', '.join(rules)}."
