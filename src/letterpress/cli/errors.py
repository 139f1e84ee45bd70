# SPDX-License-Identifier: MIT
"""Errors that end a command: how each form shows them, and the exit code that follows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from letterpress.cli.terminal import show, show_annotations, show_diagnostics
from letterpress.diagnostics import ConfigError, Diagnostic, Language, LetterpressError

OK, CONTENT, USAGE, BUG = 0, 1, 2, 3
"""The exit codes, besides that of an interrupted command."""

ShowErrors = Callable[[Sequence[Diagnostic], Language], None]
"""Shows diagnostics to the user, in a language."""


@contextmanager
def ending_on_error(language: Language, show_errors: ShowErrors = show_diagnostics) -> Iterator[None]:
    """Make a context in which an error is shown and ends the command with its exit code.

    Args:
        language: The language of messages.
        show_errors: Shows the diagnostics of the error.

    Raises:
        click.exceptions.Exit: There was an error.
    """
    try:
        yield
    except LetterpressError as error:
        show_errors(error.diagnostics, language)
        raise click.exceptions.Exit(exit_code(error)) from error


def exit_code(error: LetterpressError) -> int:
    """The exit code of a command that an error ends."""
    return USAGE if isinstance(error, ConfigError) else CONTENT


def errors_in_form(form: str, root: Path | None) -> ShowErrors:
    """Make the function that shows an error in the form of a command, so that a machine always gets one document.

    Args:
        form: The command's `--format`.
        root: The project's folder, if it is known.
    """
    return partial(_show_in_form, form=form, root=root)


def _show_in_form(
    diagnostics: Sequence[Diagnostic], language: Language, *, form: str, root: Path | None
) -> None:
    show_diagnostics(diagnostics, language)
    if form == "json":
        from letterpress.report.json_report import diagnostics_json  # noqa: PLC0415 - only an error pays for it

        show(diagnostics_json(diagnostics))
    if form == "github":
        show_annotations(diagnostics, (), language, root)
