# SPDX-License-Identifier: MIT
"""The terminal: where text goes, whether it has colour and how wide it is."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message, Severity, Span
from letterpress.editorial.findings import Finding

_WIDEST = 100


def has_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to this stream: a terminal, unless NO_COLOR or a dumb terminal says no.

    FORCE_COLOR says yes where the stream is no terminal, as in a CI log.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def width() -> int:
    """How many cells a line may take."""
    from shutil import get_terminal_size  # noqa: PLC0415 - only a summary pays for it

    return min(get_terminal_size().columns, _WIDEST)


def show(text: str) -> None:
    """Data and summaries: to standard output.

    Raises:
        LetterpressError: They cannot be written there; what the command did before stays done.
    """
    try:
        click.echo(text, nl=False, color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        # Python writes what is left in its buffer when it ends, and would fail once more.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it must outlive this function
        raise LetterpressError(_unheard(error)) from None


def _unheard(error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return Diagnostic(
        code="unwritable",
        severity=Severity.ERROR,
        message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
        span=Span("<stdout>"),
    )


def show_findings(findings: Iterable[Finding], language: Language) -> None:
    """Findings that make a command fail, a line each, to standard error."""
    for finding in findings:
        message = finding.message.text(language)
        click.echo(f"{finding.severity.word}[{finding.rule}]: {message}", err=True)


def show_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Diagnostics: all at once, sorted, to standard error."""
    diagnostics = tuple(diagnostics)
    if diagnostics:
        from letterpress.report.terminal import diagnostics_text  # noqa: PLC0415 - only a problem pays for it

        text = diagnostics_text(diagnostics, language=language, colour=has_colour(sys.stderr))
        click.echo(text, err=True, color=True)
