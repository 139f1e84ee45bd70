# SPDX-License-Identifier: MIT
"""Theme folders: those of the project, and those that ship with the package."""

import os
from pathlib import Path

from letterpress.diagnostics import ConfigError
from letterpress.files import LONGEST_NAME
from letterpress.load import diagnostics as problems

PACKAGED_PREFIX = "theme:"
"""The start of the path of a packaged theme's file, in place of the folder that holds these themes."""


def packaged_themes() -> Path:
    """The folder of the themes that ship with letterpress; in a source checkout, the repository's own."""
    package = Path(__file__).resolve().parent.parent  # resolved: some installers put links in place of files
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent.parent / "themes"


def theme_folders(root: Path, name: str) -> tuple[tuple[str, Path], ...]:
    """The folders of a theme, the project's own first: its files override those of the packaged theme.

    Returns:
        Each with the path that its files start with: `themes/press` or `theme:press`.

    Raises:
        ConfigError: There is no theme of that name.
    """
    folders: list[tuple[str, Path]] = []
    if _is_name(name):
        own, packaged = root / "themes" / name, packaged_themes() / name
        if own.is_dir():
            folders.append((f"themes/{name}", own))
        # The repository of letterpress is a project whose own theme is the packaged one.
        if packaged.is_dir() and not (own.is_dir() and own.samefile(packaged)):
            folders.append((f"{PACKAGED_PREFIX}{name}", packaged))
    if not folders:
        raise ConfigError(problems.theme_missing(name, theme_names(root)))
    return tuple(folders)


def theme_names(root: Path) -> tuple[str, ...]:
    """The names of all themes that a project can choose from, sorted."""
    names = {
        entry.name
        for folder in (root / "themes", packaged_themes())
        if folder.is_dir()
        for entry in os.scandir(folder)
        if entry.is_dir() and _is_name(entry.name)
    }
    return tuple(sorted(names))


def _is_name(name: str) -> bool:
    """Whether the name can only be that of a folder directly below themes/."""
    is_one = bool(name) and not name.startswith(".") and not any(sign in name for sign in "/\\:\0")
    return is_one and len(os.fsencode(name)) <= LONGEST_NAME
