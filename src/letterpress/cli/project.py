# SPDX-License-Identifier: MIT
"""The project that a command works on, and the options that several commands share."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click
import msgspec

from letterpress.cli.language import help_text, preferred_language
from letterpress.config import Config
from letterpress.diagnostics import (
    ConfigError,
    Diagnostic,
    Language,
    Message,
    Severity,
    Span,
)
from letterpress.files import CONFIG_FILE
from letterpress.load import find_root
from letterpress.load.diagnostics import symlink_outside
from letterpress.load.walk import Walker, printable
from letterpress.pipeline.config_cache import open_config
from letterpress.pipeline.engine_version import product_version
from letterpress.pipeline.options import BuildOptions

Command = TypeVar("Command", bound=Callable[..., Any])


_FIRST_YEAR, _LAST_YEAR = dt.MINYEAR + 1, dt.MAXYEAR - 1
"""Of `--now`: a report looks a year back and ahead, in any time zone."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """The project that a command works on."""

    root: Path
    config: Config
    warnings: tuple[Diagnostic, ...]
    """The warnings about letterpress.yaml."""
    language: Language
    """The language of messages."""
    now: dt.datetime
    """The moment of the command, in the site's time zone."""
    config_file: str
    """See `BuildOptions.config_file`."""
    plugins: bool
    """Whether to use the plugins that letterpress.yaml names."""

    @property
    def options(self) -> BuildOptions:
        """What a command asks for that only looks at the project."""
        return BuildOptions(now=self.now, plugins=self.plugins, config_file=self.config_file)


def output_from_here(output: str, root: Path) -> str:
    """The folder that `--output` names, from where the command runs; in the project relative to it."""
    path = Path(os.path.abspath(output))  # noqa: PTH100 - without following links, which `check_output` looks at
    return path.relative_to(root).as_posix() if output and path.is_relative_to(root) else output and str(path)


def project_options(command: Command) -> Command:
    """Add the options that every command on a project has."""
    for option in reversed(_PROJECT_OPTIONS):
        command = option(command)
    return command


def include_options(command: Command) -> Command:
    """Add the options that include unpublished entries."""
    for option in reversed(_INCLUDE_OPTIONS):
        command = option(command)
    return command


_PROJECT_OPTIONS = (
    click.option(
        "--root",
        type=click.Path(path_type=Path),
        help=help_text(
            "プロジェクトのフォルダー。  [default: ここから上へ探す]",
            "The project's folder.  [default: found from here upwards]",
        ),
    ),
    click.option(
        "-c",
        "--config",
        "config_path",
        type=click.Path(path_type=Path),
        help=help_text("別の letterpress.yaml を使います", "Another letterpress.yaml."),
    ),
    click.option(
        "--no-plugins",
        is_flag=True,
        help=help_text(
            "プラグインを使いません。 ほかの人のプルリクエストなどに",
            "Use no plugin: for a pull request of somebody you do not know.",
        ),
    ),
    click.option(
        "--now",
        metavar="ISO",
        help=help_text(
            "今がこの日時だとみなします。 月曜には何が公開されているか？",
            "Pretend that it is this moment: what will be live on Monday?",
        ),
    ),
    click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        help=help_text(
            "メッセージの言語。  [default: サイトの言語]", "The language of messages.  [default: the site's]"
        ),
    ),
)
_INCLUDE_OPTIONS = (
    click.option("-D", "--drafts", is_flag=True, help=help_text("下書きを含めます", "Take in drafts.")),
    click.option(
        "-F",
        "--future",
        is_flag=True,
        help=help_text("予定の記事や号を含めます", "Take in scheduled entries."),
    ),
    click.option(
        "-E",
        "--expired",
        is_flag=True,
        help=help_text("公開を終えた記事や号を含めます", "Take in expired entries."),
    ),
)


def open_project(
    *,
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    no_plugins: bool = False,
) -> Project:
    """Open the project that the shared options name.

    Raises:
        ConfigError: There is no project, or its configuration is wrong.
        click.BadParameter: `--now` is no moment.
    """
    folder = project_folder(root, config_path)
    if folder is None:
        raise ConfigError(
            Diagnostic(
                code="project-missing",
                severity=Severity.ERROR,
                message=Message(
                    f"ここにも、上のフォルダーにも `{CONFIG_FILE}` がありません",
                    f"there is no `{CONFIG_FILE}` here or in any folder above",
                ),
                span=Span(CONFIG_FILE),
                hint=_misnamed()
                or Message(
                    "`letterpress init` で新しく始めるか、プロジェクトのフォルダーを `--root` で指定してください",
                    "begin one with `letterpress init`, or name the project's folder with `--root`",
                ),
            )
        )
    file = config_path or folder / CONFIG_FILE
    shown = file.name if file.parent == folder else str(file)
    _refuse_links(folder, file, shown)
    config, warnings = open_config(folder, _read(file), shown, product_version())
    moment = _now(now, ZoneInfo(config.timezone))
    language = lang or config.message_language
    place = file.absolute()
    inside = place.relative_to(folder).as_posix() if place.is_relative_to(folder) else str(place)
    return Project(
        root=folder,
        config=config,
        warnings=warnings,
        language=language,
        now=moment,
        config_file=inside,
        plugins=not no_plugins,
    )


def worth_telling(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What a command says that is not about diagnostics: errors, and that it does without plugins."""
    return [each for each in diagnostics if each.severity is Severity.ERROR or each.code == "plugins-off"]


def first_language(lang: Language | None) -> Language:
    """The language of messages before a project is open: that of `--lang`, else that of the locale."""
    return lang or preferred_language(os.environ)


def project_folder(root: Path | None, config_path: Path | None) -> Path | None:
    """The folder that `--root` or `--config` names, else the nearest one with a project, upwards; None without one."""
    if root is not None:
        return root.absolute()
    if config_path is not None:
        return config_path.absolute().parent
    return find_root(Path.cwd())


def _misnamed() -> Message | None:
    """What to do about a configuration that lies here by a name that looks right."""
    for name in ("letterpress.yml", "letterpress.json", "letterpress.toml", "letterpress.yaml.txt"):
        if Path(name).is_file():
            return Message(
                f"`{name}` の名前を `{CONFIG_FILE}` に変えてください",
                f"call `{name}` `{CONFIG_FILE}` instead",
            )
    return None


def _refuse_links(folder: Path, file: Path, shown: str) -> None:
    """Refuse a configuration that is in the project but leads out of it, as anything else of a project would be.

    Raises:
        ConfigError: It does, or leads to what is hidden.
    """
    if not Path(os.path.normpath(file.absolute())).is_relative_to(folder):
        return  # one that the user named
    walker = Walker(folder)
    walker.files(file, shown)
    real = file.resolve()
    if not walker.diagnostics and not real.is_relative_to(folder.resolve()):
        walker.diagnostics.append(symlink_outside(shown, printable(str(real))))
    if walker.diagnostics:
        raise ConfigError(*walker.diagnostics)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(
            Diagnostic(
                code="config-unreadable",
                severity=Severity.ERROR,
                message=Message(f"読み込めません：{reason}", f"it cannot be read: {reason}"),
                span=Span(file.name),
            )
        ) from None


def _now(text: str | None, zone: ZoneInfo) -> dt.datetime:
    if text is None:
        return dt.datetime.now(zone)
    from letterpress.yaml_reader.dates import DateProblem, parse_moment  # noqa: PLC0415 - only `--now` pays for it

    moment = parse_moment(text, zone)
    if isinstance(moment, DateProblem):
        raise click.BadParameter(moment.message.en, param_hint="--now")
    try:
        here = moment.astimezone(zone)
    except OverflowError:  # another zone's day at the end of the calendar
        here = None
    if here is None or not _FIRST_YEAR <= here.year <= _LAST_YEAR:
        raise click.BadParameter(
            f"{text!r} is not in the years {_FIRST_YEAR:04} to {_LAST_YEAR}.", param_hint="--now"
        )
    return here
