# SPDX-License-Identifier: MIT
"""The terminal: its width and colours, and writing text and diagnostics to the standard streams."""

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


_WAITING = Message(
    "このプロジェクトの別のビルドが実行中です。終わるのを待っています",
    "another build of this project is running; waiting for it to end",
)

_REPLACEMENTS: Mapping[str, str] = MappingProxyType(
    dict(zip("█▒░│·—–“”‘’", "#=-|.--\"\"''", strict=True)) | {"…": "..."},
)
"""Replacements of characters that letterpress itself writes and that an encoding may lack."""


def write_in_any_encoding(*streams: TextIO) -> None:
    """Let streams replace characters that their encoding lacks, such as that of a Japanese Windows."""
    register_error("letterpress", _replace_characters)
    for stream in streams:
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="letterpress")


def _replace_characters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join([_REPLACEMENTS.get(character, "?") for character in missing]), error.end


def has_colour(stream: TextIO) -> bool:
    """Whether to colour text on a stream: on a terminal, unless NO_COLOR is set or the terminal is dumb.

    FORCE_COLOR asks for colour where the stream is no terminal, as in a CI log.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def width() -> int:
    """The width of the terminal in cells, at most 100."""
    from shutil import get_terminal_size  # noqa: PLC0415 - only a summary pays for it

    return min(get_terminal_size().columns, _WIDEST)


def show(text: str | bytes) -> None:
    """Write a summary or data to standard output.

    Args:
        text: Text in the encoding of the terminal, or bytes as they are.

    Raises:
        LetterpressError: It cannot be written; what the command did before is kept.
    """
    try:
        click.echo(text, nl=False, color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        # Python flushes its buffer when it ends, and would fail once more.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it must outlive this function
        raise unwritable("<stdout>", error) from None


def unwritable(place: str, error: OSError) -> LetterpressError:
    """Make the error of output that cannot be written."""
    reason = error.strerror or type(error).__name__
    return LetterpressError(
        Diagnostic(
            code="unwritable",
            severity=Severity.ERROR,
            message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
            span=Span(place),
        )
    )


def tell_of_waiting(language: Language) -> None:
    """Write to standard error that another build has to end first."""
    click.echo(_WAITING.text(language), err=True)


def show_findings(findings: Iterable[Finding], language: Language) -> None:
    """Write findings to standard error, a line each."""
    for finding in findings:
        message = finding.message.text(language)
        click.echo(f"{finding.severity.word}[{finding.rule}]: {message}", err=True)


def show_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Write diagnostics to standard error, sorted."""
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
    """The path of the project's folder in its repository; empty where they are the same or it is not known."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or root is None or not root.is_relative_to(workspace):
        return ""
    inside = root.relative_to(workspace).as_posix()
    return "" if inside == "." else inside
