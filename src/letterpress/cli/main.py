# SPDX-License-Identifier: MIT
"""The group of commands, and the border at which every exception becomes a message and an exit code."""

import os
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from io import StringIO
from types import MappingProxyType

import click

from letterpress import __version__
from letterpress.cli.errors import BUG, OK, USAGE, exit_code
from letterpress.cli.interruption import INTERRUPTED
from letterpress.cli.language import help_text, preferred_language
from letterpress.cli.terminal import (
    open_missing_streams,
    show_diagnostics,
    tell,
    unwritable,
    write_in_any_encoding,
)
from letterpress.diagnostics import LetterpressError, Message, suggestion

COMMANDS: Mapping[str, tuple[str, Message]] = MappingProxyType(
    {
        "init": (
            "letterpress.cli.init",
            Message("新しいサイトを書き始めます", "Begin a new site."),
        ),
        "build": (
            "letterpress.cli.build",
            Message("サイトをつくり、編集レポートを表示します", "Build the site and say how it reads."),
        ),
        "serve": (
            "letterpress.cli.serve",
            Message("書きながらブラウザーで確かめます", "Preview the site while you write."),
        ),
        "report": (
            "letterpress.cli.report",
            Message("編集レポートだけを表示します", "Show the editorial report alone."),
        ),
        "list": (
            "letterpress.cli.listing",
            Message("原稿の一覧を表示します", "List every source with its status."),
        ),
        "calendar": (
            "letterpress.cli.calendar",
            Message(
                "予定を書き出し、手元のカレンダーに入れます", "Write what is planned, for your own calendar."
            ),
        ),
        "new": (
            "letterpress.cli.new",
            Message("記事、号、固定ページを書き始めます", "Start a new post, issue or page."),
        ),
        "check": (
            "letterpress.cli.check",
            Message("つくらずに、リンクや号を確かめます", "Check links and issues without building."),
        ),
        "newsletter": (
            "letterpress.cli.newsletter",
            Message("ニュースレターの号を送る準備をします", "Prepare issues for sending."),
        ),
        "clean": (
            "letterpress.cli.clean",
            Message("letterpress がつくったものを消します", "Remove what letterpress made."),
        ),
        "schema": (
            "letterpress.cli.schema",
            Message("エディターのための JSON Schema を出力します", "Print a JSON Schema for your editor."),
        ),
        "explain": (
            "letterpress.cli.explain",
            Message("メッセージの意味と直し方を説明します", "Explain a message, and what to do about it."),
        ),
        "completion": (
            "letterpress.cli.completion",
            Message("シェルの補完の設定を出力します", "Print a script for the completion of a shell."),
        ),
    }
)


_WRITTEN_BY_CLICK = frozenset(("-h", "--help", "-V", "--version"))
"""Options with which click writes to standard output."""


class LazyGroup(click.Group):
    """Imports the module of a command when the command is called, so that each imports only what it uses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve the command that the arguments name; the error about an unknown one suggests the most similar."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = suggestion(args[0], tuple(COMMANDS))
            if hint is None:
                raise
            advice = hint.text(preferred_language(os.environ))
            raise click.UsageError(f"{error.message} {advice[:1].upper()}{advice[1:]}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, without importing it."""
        language = preferred_language(os.environ)
        with formatter.section("Commands"):
            formatter.write_dl([(name, line.text(language)) for name, (_, line) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=help_text(
        "ニュースレターと、役に立つことを伝えるブログのためのサイトジェネレーターです。\n\n"
        "git に置いた Markdown から、ブログ、フィード、号数の付いたニュースレター、編集レポートをつくります。",
        "The static site generator for newsletters and blogs that teach.\n\n"
        "Markdown in git becomes a blog, a feed, a numbered newsletter archive and an editor's report.",
    ),
    epilog=help_text(
        "`letterpress init` から始めます。 詳しくは `letterpress COMMAND --help` へ。",
        "Begin with `letterpress init`; `letterpress COMMAND --help` says more.",
    ),
)
@click.version_option(__version__, "-V", "--version", message="letterpress %(version)s")
def group() -> None:
    """The `letterpress` command."""


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        The exit code.
    """
    open_missing_streams()
    write_in_any_encoding(sys.stdout, sys.stderr)
    try:
        return _invoke([_as_text(argument) for argument in arguments])
    except click.ClickException as error:
        _show_usage(error)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except LetterpressError as error:
        show_diagnostics(error.diagnostics, preferred_language(os.environ))
        return exit_code(error)
    except Exception:  # noqa: BLE001 - the outermost border: a fault of ours must not look like one of the content
        return _report_bug()


def _invoke(arguments: list[str]) -> int:
    try:
        result = group.main(arguments, prog_name="letterpress", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit:  # click itself wrote help to a process that has ended, as `head` does
        return OK
    except OSError as error:
        if _WRITTEN_BY_CLICK.isdisjoint(arguments):
            raise
        raise unwritable("<stdout>", error) from None
    return result if isinstance(result, int) else OK


def _as_text(argument: str) -> str:
    """An argument that is UTF-8, as every name in a project is.

    Raises:
        click.UsageError: It is not.
    """
    if argument.isprintable() or not _SURROGATE.search(argument):
        return argument
    raise click.UsageError(f"{_SURROGATE.sub('?', argument)!r} is not UTF-8.")


_SURROGATE = re.compile("[\ud800-\udfff]")
"""Stands in an argument for a byte that is not UTF-8."""


def _show_usage(error: click.ClickException) -> None:
    said = StringIO()
    error.show(said)
    tell(said.getvalue().removesuffix("\n"))


def _report_bug() -> int:
    import traceback  # noqa: PLC0415 - only a fault pays for it

    tell(traceback.format_exc())
    words = Message(
        "letterpress 自身の不具合です。上の内容を添えてお知らせください",
        "this is a fault of letterpress itself; please report it with the lines above",
    )
    tell(words.text(preferred_language(os.environ)))
    return BUG
