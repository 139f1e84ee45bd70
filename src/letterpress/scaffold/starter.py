# SPDX-License-Identifier: MIT
"""A new project: the files that `letterpress init` writes, which build at once and read like a publication to replace.

The texts lie in the folder `starter`, a subfolder for each language and each host. In their names and texts `day-7`
stands for the day a week ago and `day+7` for that in a week, as an ISO date; `@title@` and its like
stand for the answers, and `dot_` in front of a name for a full stop.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import msgspec

from letterpress.config.table import read_config
from letterpress.diagnostics import (
    ConfigError,
    Diagnostic,
    Language,
    LetterpressError,
    Message,
    Severity,
    Span,
)
from letterpress.files import CONFIG_FILE
from letterpress.scaffold.content import quoted, unwritable
from letterpress.scaffold.editors import Cms, Editor, sveltia_files, vscode_files
from letterpress.scaffold.schemas import SCHEMAS, schema_json

EXAMPLE_ADDRESS = "https://example.com"
"""The address of a site that has none yet."""

_OURS = (
    CONFIG_FILE,
    "letterpress.yml",
    "content",
    "themes",
    "schemas",
    "site",
    ".letterpress",
    "EDITORIAL.md",
)
"""Names that only a project of letterpress has, or that would be mixed up with its files."""

_DAY = re.compile(r"\bday([+-]\d+)\b")
_VALUE = re.compile(r"@([a-z_]+)@")

Host = Literal["github", "gitlab", "cloudflare", "netlify"]
"""A service that builds a repository and serves the site."""


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What a new project is asked for."""

    title: str
    language: str
    """A BCP 47 tag."""
    timezone: str
    """An IANA name."""
    base_url: str

    @property
    def words(self) -> Language:
        """The language of the texts: Japanese or English."""
        return "ja" if self.language.lower().split("-")[0] == "ja" else "en"


class Created(msgspec.Struct, frozen=True, kw_only=True):
    """What was written into a folder, as paths relative to it."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that were there before, such as a README, and are as they were."""


def problem(answers: Answers) -> Diagnostic | None:
    """The first error of letterpress.yaml that the answers would lead to; None where they are right."""
    try:
        read_config(_config_text(answers).encode())
    except ConfigError as error:
        return error.diagnostics[0]
    return None


def starter_files(
    answers: Answers,
    *,
    today: dt.date,
    command: str = "letterpress",
    host: Host | None = None,
    editor: Editor | None = None,
    cms: Cms | None = None,
) -> dict[str, bytes]:
    """Make the files of a new project.

    Args:
        answers: What was asked for.
        today: The day of the newest post, in the site's time zone.
        command: How the README calls letterpress, such as `letterpress` or `uvx letterpress-ssg`.
        host: The service whose files come with it, so that a push publishes the site.
        editor: The editor whose settings come with it.
        cms: The editor in the browser that comes with it, at `/admin/` of the site.

    Returns:
        The bytes of each file by its path, relative to the project.
    """
    values = {
        **{name: quoted(value) for name, value in msgspec.structs.asdict(answers).items()},
        "title_text": answers.title,
        "timezone_name": answers.timezone,
        "command": command,
    }

    def filled(text: str) -> str:
        dated = _DAY.sub(lambda match: (today + dt.timedelta(int(match[1]))).isoformat(), text)
        return _VALUE.sub(lambda match: values[match[1]], dated)

    folder = files("letterpress.scaffold").joinpath("starter")
    texts = {".gitignore": folder.joinpath("dot_gitignore").read_text("utf-8")}
    texts.update(_texts(folder.joinpath(answers.words)))
    if host is not None:
        texts.update(_texts(folder.joinpath("hosts", host)))
    made = {filled(path): filled(text).encode() for path, text in texts.items()}
    if editor == "vscode":
        made |= vscode_files(answers.words)
    if cms == "sveltia":
        made |= sveltia_files(answers.title, answers.base_url, answers.words)
    for name in SCHEMAS:
        made[f"schemas/{name}.json"] = schema_json(name, language=answers.words)
    return made


def create_project(root: Path, contents: Mapping[str, bytes]) -> Created:
    """Write the files of a new project, all of them or none, and overwrite nothing.

    Args:
        root: The project's folder, which is made where there is none.
        contents: The bytes of each file by its path.

    Raises:
        LetterpressError: The folder holds a project or a part of one, which is named; or a file cannot be written.
    """
    refused = [name for name in _OURS if os.path.lexists(root / name)]
    if refused:
        raise LetterpressError(*map(_is_there, refused))
    made: list[Path] = []
    written: list[str] = []
    kept: list[str] = []
    path = "."
    try:
        for path, data in contents.items():
            file = root / path
            made += _make_folders(file.parent)
            try:
                with file.open("xb") as stream:
                    made.append(file)
                    stream.write(data)
                written.append(path)
            except FileExistsError:
                kept.append(path)
    except OSError as error:
        _remove(made)
        raise LetterpressError(unwritable(path, error)) from None
    except BaseException:
        _remove(made)
        raise
    return Created(written=tuple(written), kept=tuple(kept))


def _config_text(answers: Answers) -> str:
    return "".join(f"{name}: {quoted(value)}\n" for name, value in msgspec.structs.asdict(answers).items())


def _texts(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = prefix + re.sub(r"^dot_", ".", entry.name)
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text("utf-8")


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were made, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _is_there(name: str) -> Diagnostic:
    return Diagnostic(
        code="project-exists",
        severity=Severity.ERROR,
        message=Message(
            f"`{name}` がもうあるので、何も書き込みませんでした",
            f"`{name}` is there already, so nothing was written",
        ),
        span=Span(name),
        hint=Message(
            "新しいフォルダーの名前を付けてください：`letterpress init 名前`",
            "name a new folder: `letterpress init NAME`",
        ),
    )
