# SPDX-License-Identifier: MIT
"""Announce what a build did: on the terminal, in files, and to GitHub."""

import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from letterpress.cli.errors import Tell
from letterpress.cli.terminal import (
    has_colour,
    show,
    show_annotations,
    show_diagnostics,
    unwritable,
    width,
)
from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Language, reading_order
from letterpress.report.build_report import BuildReport


def announce_build(
    report: BuildReport,
    config: Config,
    root: Path,
    language: Language,
    *,
    form: str,
    explain: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write diagnostics to standard error and the summary to standard output, both in the form that was asked for.

    Raises:
        LetterpressError: Standard output or the step's summary cannot be written; the site is published.
    """
    show_diagnostics(report.diagnostics, language)
    if form == "json":
        _show_json(report, config, timing=verbose)
        return
    if not quiet:
        from letterpress.report.terminal import build_text  # noqa: PLC0415 - JSON and silence do without

        show(
            build_text(
                report,
                language=language,
                colour=has_colour(sys.stdout),
                width=width(),
                verbose=verbose,
                explain=explain,
                timing=verbose or sys.stdout.isatty(),
            )
        )
    if form == "github":
        _tell_github(report, language, root)


def failed_build(form: str, root: Path | None, output: str = "", warnings: Iterable[Diagnostic] = ()) -> Tell:
    """Return what tells of an error that ends a build early, in the form of a build that published nothing.

    Args:
        form: The command's `--format`.
        root: The project's folder, if it is known.
        output: The output folder as the user knows it, likewise.
        warnings: What was found wrong before the build, and is told as well.
    """
    return partial(_announce_failure, form=form, root=root, output=output, warnings=warnings)


def _announce_failure(
    diagnostics: Sequence[Diagnostic],
    language: Language,
    *,
    form: str,
    root: Path | None,
    output: str,
    warnings: Iterable[Diagnostic],
) -> None:
    in_order = tuple(sorted(dict.fromkeys((*warnings, *diagnostics)), key=reading_order))
    report = BuildReport(published=False, output=output, diagnostics=in_order)
    show_diagnostics(in_order, language)
    if form == "json":
        _show_json(report, None, timing=False)
    if form == "github":
        _tell_github(report, language, root)


def _show_json(report: BuildReport, config: Config | None, *, timing: bool) -> None:
    from letterpress.report.json_report import build_json  # noqa: PLC0415 - text does without

    show(build_json(report, config, timing=timing))


def _tell_github(report: BuildReport, language: Language, root: Path | None) -> None:
    """Write annotations, and the summary of the step where GitHub wants one."""
    from letterpress.report.markdown import summary  # noqa: PLC0415 - only on GitHub

    findings = report.editorial.findings if report.editorial else ()
    show_annotations(report.diagnostics, findings, language, root)
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(summary(report, language=language))
        except OSError as error:
            raise unwritable(target, error) from None
