# SPDX-License-Identifier: MIT
"""One reading of one file: its text, and the problems found so far."""

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.yaml_reader.nodes import Source


class Reading:
    """Collects the diagnostics of one source, each with the line that it points at."""

    __slots__ = ("_diagnostics", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._diagnostics: list[Diagnostic] = []

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything reported so far, in the order of reporting."""
        return tuple(self._diagnostics)

    def error(self, code: str, span: Span, message: Message, hint: Message | None = None) -> None:
        """Report what must be mended before anything is published."""
        self._report(Severity.ERROR, code, span, message, hint)

    def warn(self, code: str, span: Span, message: Message, hint: Message | None = None) -> None:
        """Report what is probably a mistake."""
        self._report(Severity.WARNING, code, span, message, hint)

    def _report(
        self, severity: Severity, code: str, span: Span, message: Message, hint: Message | None
    ) -> None:
        diagnostic = Diagnostic(
            code=code,
            severity=severity,
            message=message,
            span=span,
            excerpt=self.source.line(span.line) if span.path == self.source.path else "",
            hint=hint,
        )
        self._diagnostics.append(diagnostic)
