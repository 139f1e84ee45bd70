# SPDX-License-Identifier: MIT
"""`letterpress init`: write a new project that builds at once."""

import datetime as dt
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import get_args
from zoneinfo import ZoneInfo

import click
import msgspec

from letterpress.cli.errors import ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import first_language
from letterpress.cli.terminal import show
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Message
from letterpress.scaffold.editors import ADMIN, Cms, Editor
from letterpress.scaffold.starter import (
    EXAMPLE_ADDRESS,
    Answers,
    Created,
    Host,
    create_project,
    problem,
    starter_files,
)

_QUESTIONS: Mapping[str, Message] = MappingProxyType(
    {
        "title": Message("サイトの名前", "What is the site called?"),
        "language": Message(
            "書く言語（ja、en、fr など）", "Which language will you write in? (en, ja, fr ...)"
        ),
        "timezone": Message("時間帯", "In which time zone are its dates?"),
        "base_url": Message(
            "公開先のアドレス（まだなければそのまま）",
            "At which address will it be? (leave it if you have none yet)",
        ),
    }
)


@click.command(
    "init",
    short_help=help_text("新しいサイトを書き始めます", "Begin a new site."),
    help=help_text(
        "新しいサイトのフォルダーをつくります。 そのまま表示できて、書きかえて使える見本が入っています。\n\n"
        "四つのことをたずねます。 オプションで答えたことと、--yes ではたずねません。"
        " すでにあるファイルは上書きしません。",
        "Begin a new site, in a folder of its own: it builds at once, and its texts are samples to replace.\n\n"
        "Four things are asked; none with --yes, and none that an option answers. No file is ever overwritten.",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("-y", "--yes", is_flag=True, help=help_text("何もたずねません", "Ask nothing."))
@click.option("--title", help=help_text("サイトの名前", "What the site is called."))
@click.option(
    "--language", metavar="TAG", help=help_text("書く言語（ja、en など）", "The language of the site.")
)
@click.option(
    "--timezone", metavar="NAME", help=help_text("時間帯（Asia/Tokyo など）", "The time zone of its dates.")
)
@click.option(
    "--base-url",
    "-b",
    metavar="URL",
    help=help_text("公開先のアドレス", "The address that it will have."),
)
@click.option(
    "--ci",
    "host",
    type=click.Choice(get_args(Host)),
    help=help_text(
        "公開する場所の設定も書きます。 push すると公開されます",
        "Write the files of a host as well, so that a push publishes the site.",
    ),
)
@click.option(
    "--editor",
    type=click.Choice(get_args(Editor)),
    help=help_text(
        "エディターの設定も書きます。 フロントマターを欄から選べます",
        "Write the settings of an editor as well, which then offers front matter as a form.",
    ),
)
@click.option(
    "--cms",
    type=click.Choice(get_args(Cms)),
    help=help_text(
        "ブラウザーで書くためのページ（`/admin/`）も書きます",
        "Write a page, `/admin/`, on which to write in a browser.",
    ),
)
@click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    help=help_text(
        "メッセージの言語。  [default: 環境の言語]", "The language of messages.  [default: the locale's]"
    ),
)
def command(
    folder: Path,
    title: str | None,
    language: str | None,
    timezone: str | None,
    base_url: str | None,
    host: Host | None,
    editor: Editor | None,
    cms: Cms | None,
    lang: Language | None,
    *,
    yes: bool,
) -> None:
    """Begin a new project in a folder."""
    words = first_language(lang)
    given = {"title": title, "language": language, "timezone": timezone, "base_url": base_url}
    root = folder.absolute()
    with ending_on_error(words):
        answers = _answers(given, root, words, asks=not yes and sys.stdin.isatty())
        if wrong := problem(answers):
            raise ConfigError(wrong)
        today = dt.datetime.now(ZoneInfo(answers.timezone)).date()
        called = command_name(sys.prefix, os.environ)
        contents = starter_files(answers, today=today, command=called, host=host, editor=editor, cms=cms)
        created = create_project(root, contents)
    _show_created(created, answers, folder, called, words)


def command_name(prefix: str, environment: Mapping[str, str]) -> str:
    """How the user calls letterpress: `uvx letterpress-ssg` in an environment of uv's cache, else `letterpress`.

    Args:
        prefix: The folder of the running Python's environment, as `sys.prefix` is.
        environment: The environment variables.
    """
    parts = Path(prefix).parts
    cache = environment.get("UV_CACHE_DIR")
    is_in_cache = Path(prefix).is_relative_to(cache) if cache else "uv" in parts
    return "uvx letterpress-ssg" if is_in_cache and "archive-v0" in parts else "letterpress"


def _answers(given: Mapping[str, str | None], root: Path, words: Language, *, asks: bool) -> Answers:
    language = "ja" if words == "ja" else "en"
    answers = Answers(title=_title(root, words), language=language, timezone="UTC", base_url=EXAMPLE_ADDRESS)
    answers = msgspec.structs.replace(answers, timezone=_local_timezone(answers))
    for field, question in _QUESTIONS.items():
        if answer := given[field]:
            answers = _with(answers, field, answer)
        elif asks:
            answers = _asked(answers, field, question.text(words), words)
    return answers


def _asked(answers: Answers, field: str, question: str, words: Language) -> Answers:
    """The answers with one of them as the user gives it, asked again until it is one."""

    def checked(text: str) -> str:
        with_it = _with(answers, field, text)
        if wrong := problem(with_it):
            raise click.BadParameter(_sentence(wrong, words))
        return str(getattr(with_it, field))

    answer = click.prompt(question, default=getattr(answers, field), value_proc=checked)
    return _with(answers, field, answer)


def _with(answers: Answers, field: str, text: str) -> Answers:
    text = text.strip()
    if field == "base_url" and "://" not in text:
        text = f"https://{text}"
    return msgspec.structs.replace(answers, **{field: text})


def _sentence(diagnostic: Diagnostic, words: Language) -> str:
    hint = f" ({diagnostic.hint.text(words)})" if diagnostic.hint else ""
    return diagnostic.message.text(words) + hint


def _title(root: Path, words: Language) -> str:
    """The name of the folder, as a title."""
    name = root.name.replace("-", " ").replace("_", " ").strip()
    if not name or not name.isprintable():
        return Message("わたしのたより", "My newsletter").text(words)
    return name[:1].upper() + name[1:]


def _local_timezone(answers: Answers) -> str:
    """The time zone of this machine; Japan's for Japanese where a machine keeps UTC, as servers do."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only a new project pays for it

    try:
        name = get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        name = "UTC"
    if problem(msgspec.structs.replace(answers, timezone=name)) is not None:
        name = "UTC"
    is_utc = name in {"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "GMT", "Etc/GMT"}
    return "Asia/Tokyo" if is_utc and answers.words == "ja" else name


def _show_created(created: Created, answers: Answers, folder: Path, called: str, words: Language) -> None:
    place = str(folder)
    count = len(created.written)
    lines = [
        Message(
            f"「{answers.title}」を書き始められます（{count} 個のファイルをつくりました）",
            f"{answers.title} is ready: {count} files were written",
        ).text(words)
    ]
    lines += [
        Message(f"  `{name}` はもとのままです", f"  `{name}` was there before, and is left alone").text(words)
        for name in created.kept
    ]
    if ".gitignore" in created.kept:
        lines.append(
            Message(
                "  `.gitignore` に `/site/` と `/.letterpress/` の二行を書き足してください",
                "  add the lines `/site/` and `/.letterpress/` to `.gitignore`",
            ).text(words)
        )
    if answers.base_url == EXAMPLE_ADDRESS:
        lines.append(
            Message(
                "  アドレスが決まったら、`letterpress.yaml` の `base_url` に書いてください",
                "  once you have an address, write it into `letterpress.yaml` as `base_url`",
            ).text(words)
        )
    if f"{ADMIN}/config.yml" in created.written:
        lines.append(
            Message(
                f"  `{ADMIN}/config.yml` の `repo` に、リポジトリの「持ち主/名前」を書いてください",
                f"  write owner and name of your repository into `{ADMIN}/config.yml` as `repo`",
            ).text(words)
        )
    lines += ["", Message("次は：", "Next:").text(words)]
    if place != ".":
        lines.append(f"  cd {_shell_word(place)}")
    see = Message("書きながら確かめる", "see it in your browser while you write").text(words)
    lines.append(f"  {called} serve --open    {see}")
    show("\n".join(lines) + "\n")


def _shell_word(text: str) -> str:
    from shlex import quote  # noqa: PLC0415 - only a new project pays for it

    return f'"{text}"' if os.name == "nt" and " " in text else quote(text) if os.name != "nt" else text
