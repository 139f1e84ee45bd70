# SPDX-License-Identifier: MIT
"""The terminal: where text goes, whether it has colour and how wide it is."""

import os
import sys
from codecs import register_error
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

import click

from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message, Severity, Span
from letterpress.editorial.findings import Finding

_WIDEST = 100


_STAND_INS: Mapping[str, str] = MappingProxyType(
    dict(zip("█▒░│·—–“”‘’", "#=-|.--\"\"''", strict=True)) | {"…": "..."},
)
"""For signs of ours that an encoding may lack."""


def write_in_any_encoding(*streams: TextIO) -> None:
    """Have streams replace what their encoding lacks, such as that of a Japanese Windows, instead of failing."""
    register_error("letterpress", _replaced)
    for stream in streams:
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="letterpress")


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join([_STAND_INS.get(character, "?") for character in missing]), error.end


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


def show(text: str | bytes) -> None:
    """Write a summary or data to standard output.

    Args:
        text: Text in the encoding of the terminal, or bytes as they are.

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
        raise unwritable("<stdout>", error) from None


def unwritable(place: str, error: OSError) -> LetterpressError:
    """The error of a command whose words cannot be written somewhere."""
    reason = error.strerror or type(error).__name__
    return LetterpressError(
        Diagnostic(
            code="unwritable",
            severity=Severity.ERROR,
            message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
            span=Span(place),
        )
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


def show_annotations(
    diagnostics: Iterable[Diagnostic], findings: Iterable[Finding], language: Language, root: Path | None
) -> None:
    """Write annotations to standard output, where GitHub reads them.

    Args:
        diagnostics: The problems to annotate.
        findings: The findings to annotate.
        language: The language of messages.
        root: The project's folder, if it is known; files are named from the repository that holds it.
    """
    from letterpress.report.github import annotations  # noqa: PLC0415 - only on GitHub

    show(annotations(diagnostics, findings, language=language, prefix=_within_repository(root)))


def _within_repository(root: Path | None) -> str:
    """The project's folder below the repository's, empty where they are the same."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or root is None or not root.is_relative_to(workspace):
        return ""
    inside = root.relative_to(workspace).as_posix()
    return "" if inside == "." else inside
