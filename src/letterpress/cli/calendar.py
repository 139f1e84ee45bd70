# SPDX-License-Identifier: MIT
"""`letterpress calendar`: write what is planned, for a calendar program."""

from pathlib import Path

import click

from letterpress.cli.errors import CONTENT, OK, ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import first_language, open_project, project_options, worth_telling
from letterpress.cli.terminal import show, show_diagnostics
from letterpress.diagnostics import Language, Severity
from letterpress.editorial.facts import collect_facts
from letterpress.pipeline.inspect import inspect_project
from letterpress.report.calendar import calendar


@click.command(
    "calendar",
    help=help_text(
        "予定した記事と号、予告した続き、次に書くとよいものを、カレンダーのファイル（iCalendar）にします。\n\n"
        "`letterpress calendar > plan.ics` として、手元のカレンダーに読み込みます。 もう一度読み込むと、前に入れた"
        "ものが新しくなります。",
        "Write what is scheduled, what was promised and what to write next as a calendar (iCalendar).\n\n"
        "`letterpress calendar > plan.ics`, then open the file with your own calendar. To open a newer one brings what"
        " is there up to date.",
    ),
)
@project_options
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
) -> int:
    """Write the calendar of a project to standard output."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    with ending_on_error(project.language):
        inspection = inspect_project(project.root, project.config, project.options)
    facts = collect_facts(inspection.site, project.config, project.now)
    show(calendar(inspection.editorial, facts, project.config, project.language, project.now))
    show_diagnostics(worth_telling(inspection.diagnostics), project.language)
    return CONTENT if any(each.severity is Severity.ERROR for each in inspection.diagnostics) else OK
