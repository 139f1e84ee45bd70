# SPDX-License-Identifier: MIT
"""`letterpress report`: show the editorial report alone."""

import sys
from pathlib import Path

import click

from letterpress.cli.errors import CONTENT, OK, ending_on_error, errors_in_form
from letterpress.cli.fail_on import fail_on_option, failure_policy, strict_option
from letterpress.cli.language import help_text
from letterpress.cli.project import (
    Project,
    first_language,
    open_project,
    project_folder,
    project_options,
    worth_telling,
)
from letterpress.cli.terminal import has_colour, show, show_annotations, show_diagnostics, width
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.diagnostics import Diagnostic, Language, Severity
from letterpress.pipeline.inspect import Inspection, inspect_project


@click.command(
    "report",
    help=help_text(
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
    """Inspect the project, show its report, and return the exit code."""
    folder = project_folder(root, config_path)
    with ending_on_error(first_language(lang), errors_in_form(form, folder)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    policy = failure_policy(
        fail_on, strict=strict, rules=(*RULES, *OPTIONAL_RULES), others=bool(project.config.plugins)
    )
    with ending_on_error(project.language, errors_in_form(form, project.root)):
        inspection = inspect_project(project.root, project.config, project.options)
    errors = [
        each for each in (*project.warnings, *inspection.diagnostics) if each.severity is Severity.ERROR
    ]
    show_diagnostics(worth_telling((*project.warnings, *inspection.diagnostics)), project.language)
    show(_format_report(form, inspection, project, errors), colour=has_colour(sys.stdout))
    if form == "github":
        show_annotations(errors, inspection.editorial.findings, project.language, project.root)
    return CONTENT if policy.fails(errors, inspection.editorial.findings) else OK


def _format_report(
    form: str, inspection: Inspection, project: Project, errors: list[Diagnostic]
) -> str | bytes:
    """Format the report; the module of a form is imported only if that form is asked for."""
    # ruff: noqa: PLC0415
    config, language = project.config, project.language
    if form == "json":
        from letterpress.report.json_report import report_json

        return report_json(inspection.editorial, config, errors)
    if form == "html":
        from letterpress.report.html import report_html

        return report_html(inspection.editorial, config, language=language)
    if form == "markdown":
        from letterpress.report.markdown import editorial_summary

        return editorial_summary(inspection.editorial, config.editorial, language=language)
    from letterpress.report.terminal import editorial_text

    return editorial_text(
        inspection.editorial,
        config.editorial,
        language=language,
        colour=has_colour(sys.stdout),
        width=width(),
    )
