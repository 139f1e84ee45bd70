# SPDX-License-Identifier: MIT
"""`letterpress list`: list every source with its status."""

import sys
from pathlib import Path

import click

from letterpress.cli.errors import CONTENT, OK, ending_on_error, errors_in_form
from letterpress.cli.language import help_text
from letterpress.cli.project import first_language, open_project, project_options, worth_telling
from letterpress.cli.terminal import show, show_diagnostics, width
from letterpress.diagnostics import Language, Severity
from letterpress.pipeline.inspect import inspect_project
from letterpress.report.listing import STATUSES, list_json, list_text, rows_of


@click.command(
    "list",
    help=help_text(
        "原稿の一覧を、状態、日付、顧客ステージ、価値テーマとともに表示します",
        "List every source with status, date, stage and value theme.",
    ),
)
@project_options
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    help=help_text("この状態の原稿だけ", "Only entries of this status."),
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    status: str | None,
    form: str,
    *,
    no_plugins: bool,
) -> int:
    """List the entries of a project."""
    with ending_on_error(first_language(lang), errors_in_form(form, None)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    with ending_on_error(project.language, errors_in_form(form, project.root)):
        inspection = inspect_project(project.root, project.config, project.options)
    rows = rows_of(inspection.site, status)
    # Text that goes on to another program stays whole.
    cells = width() if sys.stdout.isatty() else 0
    show(
        list_json(rows, inspection.diagnostics)
        if form == "json"
        else list_text(rows, project.language, cells)
    )
    errors = [each for each in inspection.diagnostics if each.severity is Severity.ERROR]
    show_diagnostics(worth_telling(inspection.diagnostics), project.language)
    return CONTENT if errors else OK
