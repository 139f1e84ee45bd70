# SPDX-License-Identifier: MIT
"""The terminal: where text goes, whether it has colour and how wide it is."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from letterpress.diagnostics import Diagnostic, Language
from letterpress.report.terminal import diagnostics_text

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
    return min(shutil.get_terminal_size().columns, _WIDEST)


def show(text: str) -> None:
    """Data and summaries: to standard output."""
    click.echo(text, nl=False, color=True)


def show_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Diagnostics: all at once, sorted, to standard error."""
    text = diagnostics_text(diagnostics, language=language, colour=has_colour(sys.stderr))
    if text:
        click.echo(text, err=True, color=True)
