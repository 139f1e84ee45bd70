# SPDX-License-Identifier: MIT
"""`letterpress new`: write a new post, issue or page with its front matter filled in."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import click

from letterpress.cli.errors import ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import Command, Project, first_language, open_project, project_options
from letterpress.cli.terminal import show
from letterpress.config import Config
from letterpress.config.vocabulary import STAGE_NAMES, value_themes_by_name
from letterpress.diagnostics import Language, Message, suggestion
from letterpress.editorial.cadence import post_cadence
from letterpress.editorial.slots import free_slots
from letterpress.model.entries import Issue
from letterpress.model.site import Site
from letterpress.normalization import match_key
from letterpress.pipeline.inspect import Inspection, inspect_project
from letterpress.scaffold.content import (
    create,
    file_slug,
    issue_path,
    issue_text,
    page_path,
    page_text,
    post_path,
    post_text,
)
from letterpress.scaffold.outlines import outline


@click.group("new", help=help_text("記事、号、固定ページを書き始めます", "Start a new post, issue or page."))
def command() -> None:
    """The group of `new post`, `new issue` and `new page`."""


def _not_blank(_context: click.Context, _parameter: click.Parameter, title: str) -> str:
    if not title.strip():
        raise click.BadParameter("it needs a title.")
    return title


def _slug_option(command: Command) -> Command:
    return click.option(
        "--slug",
        callback=_file_slug,
        help=help_text("ファイル名とアドレスの言葉", "The word in the file's name and in the address."),
    )(command)


def _edit_option(command: Command) -> Command:
    return click.option(
        "--edit",
        is_flag=True,
        help=help_text("すぐにエディター（$EDITOR）で開きます", "Open it in your editor ($EDITOR)."),
    )(command)


def _file_slug(_context: click.Context, _parameter: click.Parameter, slug: str | None) -> str | None:
    if slug is not None and file_slug(slug) != slug:
        raise click.BadParameter(
            f"`{slug}` holds what an address cannot; try `{file_slug(slug)}`."
            if file_slug(slug)
            else f"`{slug}` cannot be in an address."
        )
    return slug


@command.command(
    "post",
    short_help=help_text("レポートが勧める記事を書き始めます", "Start a post that the report asks for."),
    help=help_text(
        "記事を書き始めます。\n\n"
        "レポートから見て最も足りない顧客ステージと価値テーマを、次にあいている日付で書き込みます。"
        " 本文には、書くための問いが三つ入ります。",
        "Start a post: for the stage and with the value theme that the report misses most, on the next free day."
        " Its body begins with three questions to write from.",
    ),
)
@click.argument("title", callback=_not_blank)
@click.option(
    "--stage",
    "stages",
    multiple=True,
    help=help_text("だれに向けて書くか（何度でも）", "Whom it is for; may be given more than once."),
)
@click.option("--value-theme", help=help_text("何を届けるか", "What it offers."))
@click.option(
    "--date",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help=help_text("公開する日。  [default: 次にあいている日]", "Its day.  [default: the next free one]"),
)
@click.option(
    "--tags", default="", help=help_text("タグ（コンマで区切る）", "Its tags, with commas between.")
)
@_slug_option
@click.option(
    "--bare", is_flag=True, help=help_text("本文に問いを入れません", "Leave the body without questions.")
)
@_edit_option
@project_options
def new_post(
    title: str,
    stages: tuple[str, ...],
    value_theme: str | None,
    day: dt.datetime | None,
    tags: str,
    slug: str | None,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    bare: bool,
    edit: bool,
    no_plugins: bool,
) -> None:
    """Write a new post as the editorial report advises, where the options do not say otherwise."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    themes = value_themes_by_name(project.config.editorial.value_themes)
    chosen_stages = tuple(_named(stage, STAGE_NAMES, "--stage") for stage in stages)
    chosen_theme = _named(value_theme, themes, "--value-theme") if value_theme else None
    with ending_on_error(project.language):
        inspection = inspect_project(project.root, project.config, project.options)
    advice = inspection.editorial.advice
    language = project.config.message_language
    theme = chosen_theme or (advice.value_theme if advice else "education")
    follows_advice = advice is not None and not (stages or value_theme)
    text = post_text(
        title=title,
        stages=chosen_stages or (advice.stage if advice else "latent",),
        value_theme=theme,
        language=language,
        tags=[tag.strip() for tag in re.split("[,、]", tags) if tag.strip()],
        questions=() if bare else outline(theme),
        reason=advice.reason.text(language) if advice and follows_advice else "",
    )
    path = post_path(slug or file_slug(title), day.date() if day else _free_day(inspection, project.config))
    with ending_on_error(project.language):
        file = create(project.root, path, text)
    _show_created(project, path, advice.reason if advice and follows_advice else None)
    if edit:
        click.edit(filename=str(file))


def _free_day(inspection: Inspection, config: Config) -> dt.date:
    """The next free slot: the day that the report advises, or one after the drafts that took it."""
    editorial = inspection.editorial
    first = max(editorial.advice.due, editorial.as_of) if editorial.advice else editorial.as_of
    drafts = (post.day for post in inspection.site.held_posts if post.document.fields.draft)
    return next(free_slots(first, post_cadence(config), drafts))


def _named(word: str, names: Mapping[str, str], option: str) -> str:
    """The id of a word of the vocabulary, in any accepted spelling."""
    if (found := names.get(match_key(word))) is not None:
        return found
    ids = tuple(dict.fromkeys(names.values()))
    hint = suggestion(word, ids)
    words = f" {hint.en[:1].upper()}{hint.en[1:]}" if hint else f" There are {', '.join(ids)}."
    raise click.BadParameter(f"`{word}` is not known.{words}", param_hint=option)


@command.command(
    "page",
    short_help=help_text("固定ページを書き始めます", "Start a page such as About."),
    help=help_text(
        "「この場所について」のような固定ページを書き始めます。 下書きなので、まだ公開されません",
        "Start a page, such as About. It is a draft, and not published yet.",
    ),
)
@click.argument("title", callback=_not_blank)
@_slug_option
@_edit_option
@project_options
def new_page(
    title: str,
    slug: str | None,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    edit: bool,
    no_plugins: bool,
) -> None:
    """Write a new page."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    path = page_path(slug or file_slug(title))
    with ending_on_error(project.language):
        file = create(project.root, path, page_text(title=title, language=project.config.message_language))
    _show_created(project, path, None)
    if edit:
        click.edit(filename=str(file))


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
@_slug_option
@_edit_option
@project_options
def new_issue(
    title: str,
    slug: str | None,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    edit: bool,
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
    path = issue_path(number, slug or file_slug(title))
    text = issue_text(
        number=number, title=title, day=day, items=posts_since_last_issue(site), language=language
    )
    with ending_on_error(project.language):
        file = create(project.root, path, text)
    _show_created(project, path, None)
    if edit:
        click.edit(filename=str(file))


def posts_since_last_issue(site: Site) -> tuple[str, ...]:
    """The ids of the published posts that no issue carries and that are newer than the last issue."""
    last = max((issue.date for issue in site.issues), default=None)
    carried = {item for items in site.items_by_issue.values() for item in items}
    return tuple(
        post.id for post in site.posts if (last is None or post.date > last) and post.id not in carried
    )


def default_title(number: int, day: dt.date, language: Language) -> str:
    """The title of a new issue if none is given."""
    return f"{day.month}月のおたより" if language == "ja" else f"Issue {number}"


def _issues(site: Site) -> tuple[Issue, ...]:
    return (*site.issues, *site.held_issues)


def _show_created(project: Project, path: str, reason: Message | None) -> None:
    lines = [Message(f"`{path}` をつくりました", f"`{path}` is ready to be written")]
    if reason is not None:
        lines.append(Message(f"  {reason.ja}", f"  {reason.en}"))
    lines.append(
        Message(
            "  書けたら、`draft: true` の行を消すと公開されます。`letterpress serve` で確かめられます",
            "  write it, then take the line `draft: true` away to publish it; `letterpress serve` shows it meanwhile",
        )
    )
    show("".join(f"{line.text(project.language)}\n" for line in lines))
