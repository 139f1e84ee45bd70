# SPDX-License-Identifier: MIT
"""`letterpress newsletter`: list the issues, check one before it goes out, and export its email edition."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from letterpress.cli.errors import CONTENT, OK, ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import Project, first_language, open_project, project_options
from letterpress.cli.terminal import show, show_diagnostics
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Message, Severity, Span, worst
from letterpress.editions.files import export_files
from letterpress.editions.profiles import Profile, read_profile
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Include
from letterpress.pipeline.editions import Editions, MadeEdition, make_editions
from letterpress.pipeline.options import BuildOptions
from letterpress.report.display_width import cell_width, fit, pad

FOLDER = "newsletter-export"
"""Where an export goes, in the project."""


@click.group(
    "newsletter", help=help_text("ニュースレターの号を送る準備をします", "Prepare issues for sending.")
)
def command() -> None:
    """The group of `newsletter list`, `newsletter check` and `newsletter export`."""


@command.command(
    "list",
    help=help_text(
        "号の一覧を、日付、状態、件名とともに表示します", "List the issues with date, status and subject."
    ),
)
@project_options
def list_issues(
    root: Path | None, config_path: Path | None, now: str | None, lang: Language | None, *, no_plugins: bool
) -> int:
    """List the issues of a project, newest first."""
    project = _open(root, config_path, now, lang, no_plugins=no_plugins)
    editions = _make(project, lambda _site: (), read_profile(project.root, "generic"))
    issues = sorted(
        (*editions.site.issues, *editions.site.held_issues), key=lambda each: each.date, reverse=True
    )
    rows = [_row(issue) for issue in issues]
    widths = [max(map(cell_width, column), default=0) for column in list(zip(*rows, strict=True))[:3]]
    lines = [
        "  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), fit(row[3], 60)])
        for row in rows
    ]
    if not lines:
        show_diagnostics((_unknown("", ()),), project.language)
    show("".join(f"{line}\n" for line in lines))
    return OK


@command.command(
    "check",
    help=help_text(
        "送る前に確かめます。 番号を省くと、いちばん新しい号です",
        "Check an issue before it goes out: the newest one without a number.",
    ),
)
@click.argument("which", default="")
@click.option("--profile", default="generic", help=help_text("配信サービス", "The mailing service."))
@project_options
def check_issue(
    which: str,
    profile: str,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
) -> int:
    """Check one issue or post."""
    project = _open(root, config_path, now, lang, no_plugins=no_plugins)
    with ending_on_error(project.language):
        (made,) = _make(project, _chosen(which), read_profile(project.root, profile)).made
    show_diagnostics(made.diagnostics, project.language, every=True)
    show(f"{_summary(made, project.language)}\n")
    return CONTENT if worst(made.diagnostics) is Severity.ERROR else OK


@command.command(
    "export",
    help=help_text(
        "号または記事を、配信サービスに渡すファイルにします。 何も送信しません。\n\n"
        "号は番号で、記事は id で指定します：`letterpress newsletter export 12 --profile mailchimp`",
        "Write the files of an issue or a post for a mailing service. Nothing is sent.\n\n"
        "An issue is named by its number, a post by its id: `letterpress newsletter export 12 --profile mailchimp`.",
    ),
)
@click.argument("which")
@click.option(
    "--profile",
    default="generic",
    show_default=True,
    help=help_text("配信サービス", "The mailing service; a file in `profiles/` adds one."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "text", "eml", "all"]),
    help=help_text(
        "書き出すもの。  [default: サービスが受け取るもの]",
        "What to write.  [default: what the service takes]",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help=help_text(f"書き出す場所。  [default: {FOLDER}/]", f"Where to write it.  [default: {FOLDER}/]"),
)
@project_options
def export(
    which: str,
    profile: str,
    form: str | None,
    output: Path | None,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
) -> int:
    """Write the email edition of one issue or post."""
    project = _open(root, config_path, now, lang, no_plugins=no_plugins)
    with ending_on_error(project.language):
        service = read_profile(project.root, profile)
        (made,) = _make(project, _chosen(which), service).made
    show_diagnostics(made.diagnostics, project.language, every=True)
    if worst(made.diagnostics) is Severity.ERROR:
        nothing = Message("何も書き出していません", "Nothing was written")
        show(f"{nothing.text(project.language)}\n")
        return CONTENT
    folder = output or project.root / FOLDER
    with ending_on_error(project.language):
        written = export_files(made.name, made.edition, made.mail, made.entry, service, folder, form)
    places = [_shown(path) for path in written]
    lines = [*(f"  {place}" for place in places), _summary(made, project.language)]
    if service.next_step:
        then = Message("次は：", "Next: ").text(project.language)
        lines.append(f"{then}{_step(service, places[0], project.language)}")
    show("".join(f"{line}\n" for line in lines))
    return OK


def _open(
    root: Path | None, config_path: Path | None, now: str | None, lang: Language | None, *, no_plugins: bool
) -> Project:
    with ending_on_error(first_language(lang)):
        return open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)


def _make(project: Project, wanted: Callable[[Site], Sequence[Issue | Post]], profile: Profile) -> Editions:
    options = BuildOptions(
        now=project.now,
        include=Include(drafts=True, future=True),
        plugins=project.options.plugins,
        config_file=project.config_file,
    )
    with ending_on_error(project.language):
        return make_editions(project.root, project.config, options, wanted, profile)


def _chosen(which: str) -> Callable[[Site], Sequence[Issue | Post]]:
    """Choose by number, by id, or the newest issue."""

    def chosen(site: Site) -> Sequence[Issue | Post]:
        issues = (*site.issues, *site.held_issues)
        if not which and issues:
            return (max(issues, key=lambda issue: issue.date),)
        number = int(which) if which.isdecimal() else 0
        letters: tuple[Issue | Post, ...] = (*issues, *site.posts, *site.held_posts)
        numbered = [issue for issue in issues if number in issue.numbers]
        named = [
            entry
            for entry in letters
            if which and which in (entry.id, entry.id.partition("/")[2], entry.document.path)
        ]
        if found := [*numbered, *named]:
            return found[:1]
        raise ConfigError(_unknown(which, issues))

    return chosen


def _row(issue: Issue) -> tuple[str, str, str, str]:
    numbers = "+".join(map(str, issue.numbers)) or "-"
    return numbers, issue.day.isoformat(), str(issue.status), issue.fields.subject or issue.title


def _unknown(which: str, issues: Sequence[Issue]) -> Diagnostic:
    known = sorted(number for issue in issues for number in issue.numbers)
    begin = Message("`letterpress new issue` で書き始めます", "begin one with `letterpress new issue`")
    return Diagnostic(
        code="issue-unknown",
        severity=Severity.ERROR,
        message=Message(f"`{which}` という号も記事もありません", f"there is no issue and no post `{which}`")
        if which
        else Message("号がまだありません", "there is no issue yet"),
        span=Span("content/newsletter"),
        hint=Message(
            f"号は {known[0]} から {known[-1]} まであります",
            f"there are issues from {known[0]} to {known[-1]}",
        )
        if known
        else begin,
    )


def _summary(made: MadeEdition, language: Language) -> str:
    size = len(made.edition.html.encode()) / 1000
    return Message(
        f"件名「{made.edition.subject}」、HTML {size:.0f} KB（Gmail は 102 KB まで）",
        f"Subject “{made.edition.subject}”, HTML {size:.0f} KB (Gmail shows 102 KB)",
    ).text(language)


def _step(profile: Profile, file: str, language: Language) -> str:
    both = profile.next_step.split(" / ")
    return (both[0] if language == "ja" else both[-1]).replace("{file}", file)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
