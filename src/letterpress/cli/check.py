# SPDX-License-Identifier: MIT
"""`letterpress check`: say everything that a build would, without building; with `--external`, ask other sites too."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click

from letterpress.check.external_links import Answer, ExternalLink, ask_all, diagnostics_of
from letterpress.cli.errors import CONTENT, OK, ending_on_error, errors_in_form
from letterpress.cli.fail_on import fail_on_option, failure_policy, strict_option
from letterpress.cli.language import help_text
from letterpress.cli.progress import progress_bar
from letterpress.cli.project import Project, first_language, open_project, project_folder, project_options
from letterpress.cli.terminal import show, show_annotations, show_diagnostics
from letterpress.config.severities import with_severities
from letterpress.diagnostics import Diagnostic, Language, Message
from letterpress.pipeline.checking import check_project
from letterpress.pipeline.known_answers import load_answers, save_answers
from letterpress.report.formats import severities_text
from letterpress.report.json_report import diagnostics_json


@click.command(
    "check",
    help=help_text(
        "サイトをつくらずに、リンク、画像、号、出力の名前、送る前の便りを確かめます。\n\n"
        "--external は、ほかのサイトへのリンクも一つずつ確かめます。 答えは一週間おぼえているので、途中でやめても"
        "続きから始まります。",
        "Check links, pictures, issues, names of outputs and letters that have not gone out; nothing is built.\n\n"
        "--external also asks other sites whether what is linked is there. Answers are kept for a week, so that a"
        " check that was stopped goes on where it was.",
    ),
)
@project_options
@click.option(
    "--external", is_flag=True, help=help_text("ほかのサイトへのリンクも", "Links to other sites as well.")
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
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
    external: bool,
    no_plugins: bool,
    strict: bool,
) -> int:
    """Check a project."""
    folder = project_folder(root, config_path)
    with ending_on_error(first_language(lang), errors_in_form(form, folder)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    policy = failure_policy(fail_on, strict=strict, rules=())
    with ending_on_error(project.language, errors_in_form(form, project.root)):
        checked = check_project(project.root, project.config, project.options, external=external)
    found = [*project.warnings, *checked.diagnostics]
    if external:
        found += _ask(project, checked.external)
    told = with_severities(found, project.config.diagnostics)
    _show(told, form, project)
    return CONTENT if policy.fails(told, ()) else OK


def _ask(project: Project, links: Iterable[ExternalLink]) -> list[Diagnostic]:
    """Ask for links, but those to hosts that the configuration leaves out; answers are kept as they come."""
    ignored = {host.lower() for host in project.config.external_links.ignore_hosts}
    asked = [link for link in links if (urlsplit(link.url).hostname or "") not in ignored]
    answers: dict[str, Answer] = dict(load_answers(project.root))
    found: dict[str, Answer] = {}
    try:
        with progress_bar(project.language, quiet=False) as progress:
            for url, answer in ask_all([link.url for link in asked], answers, now=project.now):
                answers[url] = found[url] = answer
                progress("links", len(found), len(asked))
    finally:
        save_answers(project.root, answers)
    return list(diagnostics_of(asked, found))


def _show(found: Sequence[Diagnostic], form: str, project: Project) -> None:
    if form == "json":
        show(diagnostics_json(found))
        return
    show_diagnostics(found, project.language)
    if form == "github":
        show_annotations(found, (), project.language, project.root)
    words = severities_text((each.severity for each in found), project.language)
    nothing = Message("直すところは見つかりません", "nothing to mend was found").text(project.language)
    sys.stdout.flush()
    show(f"{words or nothing}\n")
