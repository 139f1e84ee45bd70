# SPDX-License-Identifier: MIT
"""The reporter collects the diagnostics of one file while it is read."""

import re

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.encoding import STAND_IN
from letterpress.yaml_reader.nodes import Source

MOST_REPORTED = 100
"""Diagnostics of one source; who has more has one mistake many times."""


_UNSHOWN = re.compile("[\u2028\u2029]")


class Reporter:
    """Collects the diagnostics of one source, each with the line that it points at."""

    __slots__ = ("_diagnostics", "_lines", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._diagnostics: list[Diagnostic] = []
        self._lines: list[str] | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return everything reported so far, in the order of reporting."""
        return tuple(self._diagnostics)

    def line(self, index: int) -> str:
        """Return one line of the source without its line end, by its index from 0; empty where there is none."""
        if self._lines is None:
            self._lines = self.source.text.split("\n")
        return self._lines[index] if 0 <= index < len(self._lines) else ""

    def error(
        self,
        code: str,
        span: Span,
        message: Message,
        hint: Message | None = None,
        related: tuple[Span, ...] = (),
    ) -> None:
        """Report what must be mended before anything is published."""
        self._report(Severity.ERROR, code, span, message, hint, related)

    def warn(self, code: str, span: Span, message: Message, hint: Message | None = None) -> None:
        """Report what is probably a mistake."""
        self._report(Severity.WARNING, code, span, message, hint, ())

    def _report(
        self,
        severity: Severity,
        code: str,
        span: Span,
        message: Message,
        hint: Message | None,
        related: tuple[Span, ...],
    ) -> None:
        if len(self._diagnostics) >= MOST_REPORTED:
            return
        diagnostic = Diagnostic(
            code=code,
            severity=severity,
            message=message,
            span=span,
            excerpt=self._excerpt(span),
            hint=hint,
            related=related,
        )
        self._diagnostics.append(diagnostic)

    def _excerpt(self, span: Span) -> str:
        if span.path != self.source.path:
            return ""
        return _UNSHOWN.sub(STAND_IN, self.line(span.line - self.source.first_line))
