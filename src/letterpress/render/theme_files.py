# SPDX-License-Identifier: MIT
"""Read templates from theme folders."""

import os
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound


class NotText(Exception):  # noqa: N818 - it reads as what happened
    """A template is not UTF-8."""

    def __init__(self, name: str, offset: int) -> None:
        super().__init__(f"{name} is not UTF-8 at byte {offset}")
        self.name = name
        self.offset = offset


class ThemeFiles(BaseLoader):
    """The templates of a theme: those of the first folder hide those of the next.

    Nothing outside the folders is read, symbolic links included.
    """

    def __init__(self, folders: tuple[Path, ...], root: Path | None) -> None:
        self._folders = tuple((folder, os.path.realpath(folder)) for folder in folders)
        self._root = root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template and the path to show for it.

        Raises:
            TemplateNotFound: No folder has it.
            NotText: It is not UTF-8.
        """
        folder, path = self._find(template)
        data = path.read_bytes()
        try:
            return data.decode("utf-8-sig"), self._shown(folder, template), None
        except UnicodeDecodeError as error:
            raise NotText(template, error.start) from error

    def source(self, name: str) -> tuple[str, str]:
        """The path to show for a template, and its text; no text where it cannot be read as such."""
        try:
            folder, path = self._find(name)
        except TemplateNotFound:
            return self._shown(self._folders[0][0], name) if self._folders else name, ""
        return self._shown(folder, name), path.read_text("utf-8-sig", errors="replace")

    def list_templates(self) -> list[str]:
        """The names of all templates, sorted."""
        names = {
            path.relative_to(folder).as_posix()
            for folder, _ in self._folders
            for path in folder.rglob("*.html")
            if path.is_file()
        }
        return sorted(names)

    def _find(self, name: str) -> tuple[Path, Path]:
        if all(part not in ("", ".", "..") for part in name.split("/")) and not {"\\", "\0", ":"} & set(name):
            for folder, real in self._folders:
                path = folder / name
                if path.is_file() and os.path.realpath(path).startswith(real + os.sep):
                    return folder, path
        raise TemplateNotFound(name)

    def _shown(self, folder: Path, name: str) -> str:
        if self._root is not None and folder.is_relative_to(self._root):
            return f"{folder.relative_to(self._root).as_posix()}/{name}"
        return f"theme:{folder.parent.name}/{folder.name}/{name}"
