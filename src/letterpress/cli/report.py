# SPDX-License-Identifier: MIT
"""`letterpress report`: the editorial report alone."""

import sys
from pathlib import Path

import click

from letterpress.cli.errors import ending_on_error, in_form
from letterpress.cli.fail_on import verdict_of
from letterpress.cli.language import said
from letterpress.cli.options import (
    Project,
    fail_on_option,
    first_language,
    open_project,
    project_folder,
    project_options,
    strict_option,
    worth_telling,
)
from letterpress.cli.terminal import has_colour, show, show_annotations, show_diagnostics, width
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.diagnostics import Diagnostic, Language, Severity
from letterpress.pipeline.inspect import Inspection, inspect_project


@click.command(
    "report",
    help=said(
        "編集レポートだけを表示します。 サイトはつくりません。\n\n"
        "--now を付けると、その日時にどうなるかを示します。",
        "Show the editorial report alone; nothing is built.\n\n"
        "With --now it answers what the report will be at another moment.",
    ),
)
@project_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "github", "markdown"]),
    default="text",
    show_default=True,
)
@fail_on_option
@strict_option
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    form: str,
    fail_on: tuple[str, ...],
    *,
    no_plugins: bool,
    strict: bool,
) -> int:
    """Look at the project and show its report."""
    folder = project_folder(root, config_path)
    with ending_on_error(first_language(lang), in_form(form, folder)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    verdict = verdict_of(
        fail_on, strict=strict, rules=(*RULES, *OPTIONAL_RULES), others=bool(project.config.plugins)
    )
    with ending_on_error(project.language, in_form(form, project.root)):
        seen = inspect_project(project.root, project.config, project.options)
    errors = [each for each in (*project.warnings, *seen.diagnostics) if each.severity is Severity.ERROR]
    show_diagnostics(worth_telling((*project.warnings, *seen.diagnostics)), project.language)
    show(_form(form, seen, project, errors))
    if form == "github":
        show_annotations(errors, seen.editorial.findings, project.language, project.root)
    return int(verdict.condemns(errors, seen.editorial.findings))


def _form(form: str, seen: Inspection, project: Project, errors: list[Diagnostic]) -> str | bytes:
    """The report in one of its forms; each form's module is imported only where it is asked for."""
    # ruff: noqa: PLC0415
    config, language = project.config, project.language
    if form == "json":
        from letterpress.report.json_report import report_json

        return report_json(seen.editorial, config, errors)
    if form == "html":
        from letterpress.report.html import report_html

        return report_html(seen.editorial, config, language=language)
    if form == "markdown":
        from letterpress.report.markdown import editorial_summary

        return editorial_summary(seen.editorial, config.editorial, language=language)
    from letterpress.report.terminal import editorial_text

    return editorial_text(
        seen.editorial, config.editorial, language=language, colour=has_colour(sys.stdout), width=width()
    )
