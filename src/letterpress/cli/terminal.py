# SPDX-License-Identifier: MIT
"""The terminal: its width and colours, and writing text and diagnostics to the standard streams."""

import os
import sys
from codecs import register_error
from collections.abc import Iterable, Mapping
from io import FileIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

import click

from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message, Severity, Span
from letterpress.editorial.findings import Finding
from letterpress.report.display_width import harmless

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
        if isinstance(stream, TextIOWrapper) and stream.errors in {"strict", "surrogateescape"}:
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


def _width_of(stream: TextIO) -> int:
    """The width of the terminal that a stream writes to, which standard output may not."""
    try:
        return min(os.get_terminal_size(stream.fileno()).columns or _WIDEST, _WIDEST)
    except OSError:
        return width()


def show(text: str | bytes, *, colour: bool = False) -> None:
    """Write a summary or data to standard output; where what read it has ended, as `head` does, nothing is written.

    Args:
        text: Text in the encoding of the terminal, or bytes as they are.
        colour: Whether the text has colours of ours.

    Raises:
        LetterpressError: It cannot be written; what the command did before is kept.
    """
    try:
        click.echo(text if isinstance(text, bytes) else harmless(text, colour=colour), nl=False, color=True)
    except BrokenPipeError:
        sys.stdout = _nowhere()
    except OSError as error:
        # Python flushes its buffer when it ends, and would fail once more.
        sys.stdout = _nowhere()
        raise unwritable("<stdout>", error) from None


def tell(text: str, *, colour: bool = False) -> None:
    """Write lines to standard error; where nobody can read it any more, nothing is written.

    Args:
        text: One line or several, without the last line end.
        colour: Whether the text has colours of ours.
    """
    try:
        click.echo(harmless(text, colour=colour), err=True, color=True)
    except OSError:
        sys.stderr = _nowhere()


def open_missing_streams() -> None:
    """Have the standard streams lead nowhere that were closed before the program began, as by `>&-`.

    Else the next files that are opened, be it in another process, get their numbers, and with them what is written
    to the streams.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))


def _nowhere(mode: str = "w") -> TextIO:
    descriptor = os.open(os.devnull, os.O_RDWR)
    if descriptor <= 2:
        os.set_inheritable(descriptor, True)
    return TextIOWrapper(FileIO(descriptor, mode), encoding="utf-8", errors="replace", line_buffering=True)


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
    tell(_WAITING.text(language))


def show_findings(findings: Iterable[Finding], language: Language) -> None:
    """Write findings to standard error, a line each."""
    for finding in findings:
        message = finding.message.text(language)
        tell(f"{finding.severity.word}[{finding.rule}]: {message}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], language: Language, *, every: bool = False) -> None:
    """Write diagnostics to standard error, sorted; on a terminal as wide as that is.

    Args:
        diagnostics: What there is to tell.
        language: The language of messages.
        every: Whether to tell each, however many there are of one code.
    """
    diagnostics = tuple(diagnostics)
    if diagnostics:
        from letterpress.report.terminal import diagnostics_text  # noqa: PLC0415 - only a problem pays for it

        colour = has_colour(sys.stderr)
        cells = _width_of(sys.stderr) if sys.stderr.isatty() else None
        text = diagnostics_text(diagnostics, language=language, colour=colour, every=every, width=cells)
        tell(text, colour=colour)


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

    show(annotations(diagnostics, findings, language=language, prefix=_within_repository(root)).encode())


def _within_repository(root: Path | None) -> str:
    """The path of the project's folder in its repository; empty where they are the same or it is not known."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or root is None or not root.is_relative_to(workspace):
        return ""
    inside = root.relative_to(workspace).as_posix()
    return "" if inside == "." else inside
