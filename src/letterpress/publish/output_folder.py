# SPDX-License-Identifier: MIT
"""Which folders can be an output, and which paths lead into it: none where a build could harm what someone wrote."""

import os
from collections.abc import Iterator
from pathlib import Path

from letterpress.diagnostics import ConfigError, Message
from letterpress.files import LONGEST_NAME
from letterpress.publish.diagnostics import output_outside, output_unsafe
from letterpress.store.paths import HOME

_SOURCES = ("content", "themes", ".git", HOME)


def check_output(root: Path, output: str, *, within_project: bool = False) -> Path:
    """The output folder that a configuration or a command names, if it is safe to write into.

    Real paths are compared part by part, and folders that exist by identity, so that links and file systems that
    ignore case change nothing.

    Args:
        root: The project's folder.
        output: Relative to the project, or absolute.
        within_project: Whether it must lie in the project, as what letterpress.yaml names: that file may be a
            stranger's, and only the person at the command line may let a build write elsewhere.

    Returns:
        An absolute path; the folder need not exist.

    Raises:
        ConfigError: It is, or lies around or inside, something that must not be written to (`output-unsafe`).
    """
    reason = next(_objections(root.absolute(), output), None)
    if reason is not None:
        raise ConfigError(output_unsafe(output, reason))
    if within_project and not (root / output).resolve().is_relative_to(root.resolve()):
        raise ConfigError(output_outside(output))
    return Path(os.path.normpath(root.absolute() / output))


def _objections(root: Path, output: str) -> Iterator[Message]:
    """Everything that speaks against an output folder, the plainest first."""
    if "\0" in output or not output.strip():
        yield Message(ja="名前がありません", en="it has no name")
        return
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in Path(output).parts):
        yield Message(
            ja=f"{LONGEST_NAME}バイトより長い名前があります",
            en=f"a name in it is longer than {LONGEST_NAME} bytes",
        )
        return
    path = Path(os.path.normpath(root / output))
    try:
        real, project = path.resolve(), root.resolve()
    except (OSError, RuntimeError):  # RuntimeError: how Python before 3.13 reports a circle
        yield Message(
            ja="シンボリックリンクが循環しています", en="its symbolic links lead back to themselves"
        )
        return
    if real == Path(real.anchor):
        yield Message(ja="ファイルシステムのルートです", en="it is the root of the file system")
    if _holds(real, project):
        yield Message(ja="プロジェクトそのものを含んでいます", en="it holds the project itself")
    if any(_holds(real, home) for home in _homes()):
        yield Message(ja="ホームフォルダーを含んでいます", en="it holds your home folder")
    for name in _SOURCES:
        if _holds(project / name, real) or _holds(real, _resolved(project / name)):
            yield Message(
                ja=f"`{name}/` そのものか、その中にあります", en=f"it is `{name}/` or lies inside it"
            )
    if path.is_relative_to(root) and not real.is_relative_to(project):
        yield Message(
            ja="プロジェクトの外を指すシンボリックリンクです", en="it is a symbolic link out of the project"
        )
    if any(part.exists() and not part.is_dir() for part in _upwards(real)):
        yield Message(ja="フォルダーではなくファイルです", en="it is a file, not a folder")


def _resolved(path: Path) -> Path:
    """The real path; of a circle of links, which the walk reports, the path itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # as above
        return path


def _homes() -> tuple[Path, ...]:
    """The user's home folder, where the system knows it."""
    try:
        return (Path.home().resolve(),)
    except RuntimeError:
        return ()


def _holds(folder: Path, path: Path) -> bool:
    """Whether a folder is `path` or lies above it."""
    return any(_same(folder, part) for part in _upwards(path))


def _upwards(path: Path) -> Iterator[Path]:
    yield path
    yield from path.parents


def _same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
