# SPDX-License-Identifier: MIT
"""Errors that end a command: how they are told in each form, and with which exit code the command ends."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from letterpress.cli.terminal import show, show_annotations, show_diagnostics
from letterpress.diagnostics import ConfigError, Diagnostic, Language, LetterpressError

OK, CONTENT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

Tell = Callable[[Sequence[Diagnostic], Language], None]
"""Tells a user of diagnostics, in a language."""


@contextmanager
def ending_on_error(language: Language, tell: Tell = show_diagnostics) -> Iterator[None]:
    """A context in which an error is told and ends the command with its exit code.

    Args:
        language: The language of messages.
        tell: Tells what is wrong.

    Raises:
        click.exceptions.Exit: There was an error.
    """
    try:
        yield
    except LetterpressError as error:
        tell(error.diagnostics, language)
        raise click.exceptions.Exit(exit_code(error)) from error


def exit_code(error: LetterpressError) -> int:
    """The exit code of a command that an error ends."""
    return USAGE if isinstance(error, ConfigError) else CONTENT


def in_form(form: str, root: Path | None) -> Tell:
    """Return what tells of an error that keeps a command from its work, so that a machine gets one document.

    Args:
        form: The command's `--format`.
        root: The project's folder, if it is known.
    """
    return partial(_tell, form=form, root=root)


def _tell(diagnostics: Sequence[Diagnostic], language: Language, *, form: str, root: Path | None) -> None:
    show_diagnostics(diagnostics, language)
    if form == "json":
        from letterpress.report.json_report import diagnostics_json  # noqa: PLC0415 - only an error pays for it

        show(diagnostics_json(diagnostics))
    if form == "github":
        show_annotations(diagnostics, (), language, root)
