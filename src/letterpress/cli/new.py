# SPDX-License-Identifier: MIT
"""`letterpress new`: write a new post or issue with its front matter filled in."""

import datetime as dt
from pathlib import Path

import click

from letterpress.cli.errors import ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import Project, first_language, open_project, project_options
from letterpress.cli.terminal import show
from letterpress.diagnostics import Language, Message
from letterpress.model.entries import Issue
from letterpress.model.site import Site
from letterpress.pipeline.inspect import inspect_project
from letterpress.scaffold.content import create, issue_path, issue_text, post_path, post_text


@click.group("new", help=help_text("記事や号を書き始めます", "Start a new post or issue."))
def command() -> None:
    """The group of `new post` and `new issue`."""


def _not_blank(_context: click.Context, _parameter: click.Parameter, title: str) -> str:
    if not title.strip():
        raise click.BadParameter("a post needs a title.")
    return title


@command.command(
    "post",
    short_help=help_text("レポートが勧める記事を書き始めます", "Start a post that the report asks for."),
    help=help_text(
        "記事を書き始めます。\n\n"
        "レポートから見て最も足りない顧客ステージと価値テーマを、次にあいている日付で書き込みます。",
        "Start a post: for the stage and with the value theme that the report misses most, on the next free day.",
    ),
)
@click.argument("title", callback=_not_blank)
@project_options
def new_post(
    title: str,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
) -> None:
    """Write a new post as the editorial report advises."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    with ending_on_error(project.language):
        editorial = inspect_project(project.root, project.config, project.options).editorial
    advice = editorial.advice
    language = project.config.message_language
    day = max(advice.due, editorial.as_of) if advice else editorial.as_of
    path = post_path(title, day)
    text = post_text(
        title=title,
        stage=advice.stage if advice else "latent",
        value_theme=advice.value_theme if advice else "education",
        language=language,
        reason=advice.reason.text(language) if advice else "",
    )
    with ending_on_error(project.language):
        create(project.root, path, text)
    _show_created(project, path, advice.reason if advice else None)


@command.command(
    "issue",
    short_help=help_text(
        "前の号より後の記事を載せた、次の号を書き始めます",
        "Start the next issue, with the posts since the last one.",
    ),
    help=help_text(
        "次の号数の号を、前の号より後に公開した記事を載せて書き始めます",
        "Start an issue: the next number, carrying the posts that were published since the last one.",
    ),
)
@click.argument("title", default="")
@project_options
def new_issue(
    title: str,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
) -> None:
    """Write a new issue that carries the posts since the last one."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    with ending_on_error(project.language):
        site = inspect_project(project.root, project.config, project.options).site
    language = project.config.message_language
    day = project.now.date()
    number = 1 + max((number for issue in _issues(site) for number in issue.numbers), default=0)
    title = title or default_title(number, day, language)
    path = issue_path(number, title)
    text = issue_text(
        number=number, title=title, day=day, items=posts_since_last_issue(site), language=language
    )
    with ending_on_error(project.language):
        create(project.root, path, text)
    _show_created(project, path, None)


def posts_since_last_issue(site: Site) -> tuple[str, ...]:
    """The ids of the published posts that no issue carries and that are newer than the last issue."""
    last = max((issue.date for issue in site.issues), default=None)
    carried = {item for issue in _issues(site) for item in issue.fields.items}
    return tuple(
        post.id
        for post in site.posts
        if (last is None or post.date > last) and not {post.id, post.document.slug} & carried
    )


def default_title(number: int, day: dt.date, language: Language) -> str:
    """The title of a new issue if none is given."""
    return f"{day.month}月のおたより" if language == "ja" else f"Issue {number}"


def _issues(site: Site) -> tuple[Issue, ...]:
    return (*site.issues, *site.held_issues)


def _show_created(project: Project, path: str, reason: Message | None) -> None:
    made = Message(f"`{path}` をつくりました", f"`{path}` is ready to be written").text(project.language)
    show(f"{made}\n" + (f"  {reason.text(project.language)}\n" if reason else ""))
