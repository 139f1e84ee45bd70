# SPDX-License-Identifier: MIT
"""The folders of the output as they are, so that nothing is ever read, written or deleted through a link there."""

import os
import stat
from pathlib import Path
from typing import Literal

FolderKind = Literal["missing", "folder", "file", "link"]


class Folders:
    """Looks at each folder of one output folder once, and remembers what it is."""

    def __init__(self, output: Path) -> None:
        self._output = str(output)
        self._kinds: dict[str, FolderKind] = {}

    def kind(self, folder: str) -> FolderKind:
        """What is at a folder's place; below a file or a link, that same word.

        Args:
            folder: Relative to the output folder; "" is that folder itself, which may be reached by a link.
        """
        known = self._kinds.get(folder)
        if known is None:
            known = self._kinds[folder] = self._look(folder)
        return known

    def _look(self, folder: str) -> FolderKind:
        if not folder:
            return "folder" if os.path.isdir(self._output) else "missing"  # noqa: PTH112 - a plain string
        above = self.kind(folder.rpartition("/")[0])
        if above != "folder":
            return above
        try:
            mode = os.lstat(f"{self._output}/{folder}").st_mode
        except FileNotFoundError:
            return "missing"
        if stat.S_ISDIR(mode):
            return "folder"
        return "link" if stat.S_ISLNK(mode) else "file"
