# SPDX-License-Identifier: MIT
"""Walk a folder without ever leaving the project: a stat for every file, a diagnostic for every odd thing."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.files import FileStat, file_stat
from letterpress.load import problems
from letterpress.load.file_names import composed, is_ignored, is_ordinary, is_unsafe, printable

MAX_VISITS = 20
"""How often links may lead into one folder: without a limit, links side by side multiply without end."""


_by_path = attrgetter("path")


class Found(msgspec.Struct, frozen=True, gc=False):
    """A file that may be read."""

    path: str
    """Relative to the project, with `/`, NFC; `theme:NAME/...` for a file of a packaged theme."""
    folder: str
    """Where it is ..."""
    name: str
    """... and what it is called there."""
    stat: FileStat

    @property
    def real(self) -> str:
        """What to open: never a symbolic link in its last part."""
        return f"{self.folder}/{self.name}"


class Walker:
    """Walks folders of one project and collects what is wrong with them in `diagnostics`."""

    def __init__(self, root: Path, output: str = "") -> None:
        """Walk nothing yet.

        Args:
            root: The folder that no link may lead out of.
            output: The output folder, relative to it, into which no link may lead either.
        """
        self.diagnostics: list[Diagnostic] = []
        self._root = root.resolve()
        self._output = (root / output).resolve() if output else None
        self._visits: Counter[Path] = Counter()

    def files(self, folder: Path, path: str, ignored: Callable[[str], bool] = is_ignored) -> list[Found]:
        """Every file below a folder, sorted by path; a file given in its place is the only one.

        Args:
            folder: Where it is.
            path: Its path as messages and values spell it, without a trailing `/`.
            ignored: Tells from a name what to pass over.

        Returns:
            Nothing where there is no such folder.
        """
        found: list[Found] = []
        waiting: list[tuple[str, str]] = []
        if folder.is_symlink():
            self._follow(folder, path, found, waiting)
        elif folder.is_dir():
            waiting.append((str(folder), path))
        elif folder.is_file():
            found.append(Found(path, str(folder.parent), folder.name, file_stat(folder.stat())))
        while waiting:
            self._list(*waiting.pop(), ignored, found, waiting)
        found.sort(key=_by_path)
        return found

    def admits(self, folder: Path, path: str) -> bool:
        """Whether a folder may be entered; a symbolic link that leads astray may not, and is reported."""
        before = len(self.diagnostics)
        if folder.is_symlink():
            self._follow(folder, path, [], [])
        return len(self.diagnostics) == before

    def _list(
        self,
        folder: str,
        path: str,
        ignored: Callable[[str], bool],
        found: list[Found],
        waiting: list[tuple[str, str]],
    ) -> None:
        """Read one folder; its subfolders join those that are waiting."""
        composed_names: set[str] = set()
        try:
            with _entries(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if not is_ordinary(name):
                        if ignored(name):
                            continue
                        name = self._checked(path, name, composed_names)
                        if not name:
                            continue
                    if entry.is_file(follow_symlinks=False):
                        stat = file_stat(entry.stat(follow_symlinks=False))
                        found.append(Found(f"{path}/{name}", folder, entry.name, stat))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{folder}/{entry.name}", f"{path}/{name}"))
                    else:
                        self._take_odd(entry, folder, f"{path}/{name}", found, waiting)
        except OSError as error:
            self.diagnostics.append(problems.unreadable(path, error))

    def _checked(self, path: str, name: str, composed_names: set[str]) -> str:
        """The name in NFC, or nothing where it cannot be used."""
        if name.isascii() and name.isprintable() and "\\" not in name:
            return name
        if is_unsafe(name):
            self.diagnostics.append(problems.name_unsafe(f"{path}/{printable(name)}"))
            return ""
        name = composed(name)
        if name in composed_names:
            self.diagnostics.append(problems.name_twice(f"{path}/{name}"))
            return ""
        composed_names.add(name)
        return name

    def _take_odd(
        self,
        entry: os.DirEntry[str],
        folder: str,
        path: str,
        found: list[Found],
        waiting: list[tuple[str, str]],
    ) -> None:
        if entry.is_symlink():
            self._follow(Path(folder, entry.name), path, found, waiting)
        else:
            self.diagnostics.append(problems.special_file(path))

    def _follow(self, link: Path, path: str, found: list[Found], waiting: list[tuple[str, str]]) -> None:
        """Take what a symbolic link points at, if it stays in the project and ends somewhere."""
        try:
            real = link.resolve(strict=True)
        except FileNotFoundError:
            self.diagnostics.append(problems.symlink_dangling(path, _target(link)))
            return
        except (OSError, RuntimeError):  # RuntimeError: how Python before 3.13 reports a circle
            self.diagnostics.append(problems.symlink_loop(path, _target(link)))
            return
        refusal = self._refusal(link, real)
        if refusal is not None:
            self.diagnostics.append(refusal(path, _target(link)))
        elif real.is_dir():
            self._visits[real] += 1
            waiting.append((str(real), path))
        elif real.is_file():
            found.append(Found(path, str(real.parent), real.name, file_stat(real.stat())))
        else:
            self.diagnostics.append(problems.special_file(path))

    def _refusal(self, link: Path, real: Path) -> Callable[[str, str], Diagnostic] | None:
        """The problem with a link to `real`, if there is one."""
        if not real.is_relative_to(self._root):
            return problems.symlink_outside
        if any(part.startswith(".") for part in real.relative_to(self._root).parts):
            return problems.symlink_hidden
        if self._output is not None and real.is_relative_to(self._output):
            return problems.symlink_hidden
        if link.parent.resolve().is_relative_to(real) or self._visits[real] >= MAX_VISITS:
            return problems.symlink_loop
        return None


if sys.platform == "win32":  # where a folder cannot be open
    _entries = os.scandir
else:

    @contextmanager
    def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        """What a folder holds, seen from inside it: the path of an entry is its name.

        From there a stat looks up one name and not the whole path, which takes a seventh off the walk.
        """
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with os.scandir(descriptor) as entries:
                yield entries
        finally:
            os.close(descriptor)


def _target(link: Path) -> str:
    """What a symbolic link says, for messages."""
    return printable(str(link.readlink()))
