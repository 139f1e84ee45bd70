# SPDX-License-Identifier: MIT
"""Annotations for GitHub Actions: workflow commands that put a message beside the line it is about.

The grammar and its escaping are those of GitHub's toolkit; a step shows at most ten annotations of each level.
"""

from collections.abc import Iterable, Sequence

import msgspec

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span, reading_order
from letterpress.editorial.findings import Finding
from letterpress.report.display_width import printable
from letterpress.report.formats import Counted

MOST_OF_A_LEVEL = 10

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MORE = Counted("ほかに{}件。全文はログにあります", "{} more, in the log", "{} more, in the log")


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One message, with its place where it has one."""

    severity: Severity
    title: str
    text: str
    span: Span | None


def annotations(
    diagnostics: Iterable[Diagnostic],
    findings: Iterable[Finding] = (),
    *,
    language: Language,
    prefix: str = "",
) -> str:
    """One workflow command a line, worst first, empty where there is nothing to say.

    Args:
        diagnostics: Problems of files; each carries its hint on a second line.
        findings: Of the editorial report; each carries its fix.
        language: Of the words.
        prefix: The project's folder within the repository, empty at its root; annotations need
            repository-relative paths.
    """
    said = [
        *(_of_diagnostic(diagnostic, language) for diagnostic in sorted(diagnostics, key=reading_order)),
        *(_of_finding(finding, language) for finding in findings),
    ]
    lines: list[str] = []
    for severity in _LEVELS:
        of_level = [annotation for annotation in said if annotation.severity == severity]
        lines += [_command(annotation, prefix) for annotation in _limited(of_level, language)]
    return "".join(f"{line}\n" for line in lines)


def _of_diagnostic(diagnostic: Diagnostic, language: Language) -> Annotation:
    return Annotation(
        severity=diagnostic.severity,
        title=diagnostic.code,
        text=_text(diagnostic.message, diagnostic.hint, language),
        span=diagnostic.span,
    )


def _of_finding(finding: Finding, language: Language) -> Annotation:
    return Annotation(
        severity=finding.severity,
        title=finding.rule,
        text=_text(finding.message, finding.fix, language),
        span=finding.span,
    )


def _text(message: Message, advice: Message | None, language: Language) -> str:
    return "\n".join(part.text(language) for part in (message, advice) if part)


def _limited(annotations: Sequence[Annotation], language: Language) -> Sequence[Annotation]:
    """All of them; behind as many as GitHub shows, of which the last one tells how many more there are in the log."""
    if len(annotations) <= MOST_OF_A_LEVEL:
        return annotations
    shown, rest = annotations[: MOST_OF_A_LEVEL - 1], annotations[MOST_OF_A_LEVEL - 1 :]
    more = Annotation(
        severity=shown[0].severity, title="letterpress", text=_MORE.text(len(rest), language), span=None
    )
    return [*shown, more, *rest]


def _command(annotation: Annotation, prefix: str) -> str:
    properties = [*_place(annotation.span, prefix), ("title", annotation.title)]
    written = ",".join(f"{name}={_escaped_property(value)}" for name, value in properties)
    return f"::{_LEVELS[annotation.severity]} {written}::{_escaped(annotation.text)}"


def _place(span: Span | None, prefix: str) -> list[tuple[str, str]]:
    # What concerns no file, such as another build that is running, has no place.
    if span is None or not span.path:
        return []
    path = f"{prefix.strip('/')}/{span.path}" if prefix.strip("/") else span.path
    place = [("file", path)]
    if span.line:
        place.append(("line", str(span.line)))
    if span.line and span.column:
        place.append(("col", str(span.column)))
    return place


def _escaped(text: str) -> str:
    lines = map(printable, text.replace("%", "%25").split("\n"))
    return "%0A".join(lines)


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
