# SPDX-License-Identifier: MIT
"""Walk the folders of a project, never outside it: a stat for every file, a diagnostic for every irregular one."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from unicodedata import normalize

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.files import FileStat, file_stat
from letterpress.load import diagnostics as problems
from letterpress.load.left_out import left_out, original_of

MAX_VISITS = 20
"""How often links may lead into one folder: without a limit, links side by side multiply without end."""

SERVER_FILES = frozenset({".well-known", ".nojekyll", ".htaccess"})
"""Hidden files that web servers use; content/static/ may hold them."""

_UNSAFE = r"[\x00-\x1f\x7f-\x9f\\\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Compiled on first use, because few names get that far."""

is_ordinary = re.compile(r"[a-z0-9][a-z0-9_-]*(?<!bak)(?<!backup)\.md").fullmatch
"""Whether a name passes every test of this module; one expression decides it for nearly all names."""


def is_ignored(name: str) -> bool:
    """Whether a file or folder is left out because of its name: hidden, a copy, or left by an operating system."""
    return left_out(name) is not None


def is_unsafe(name: str) -> bool:
    """Whether a name holds control characters, bidi marks, line separators, a backslash or undecodable bytes."""
    return re.search(_UNSAFE, name) is not None


def to_nfc(name: str) -> str:
    """The name in NFC, in which letterpress compares and writes every name."""
    return name if name.isascii() else normalize("NFC", name)


def printable(name: str) -> str:
    """The name with unsafe characters escaped, for messages on a terminal."""
    return re.sub(_UNSAFE, lambda match: match[0].encode("unicode_escape").decode("ascii"), name)


_by_path = attrgetter("path")


class FoundFile(msgspec.Struct, frozen=True, gc=False):
    """A file that the walk found and that may be read."""

    path: str
    """Relative to the project, with `/`, NFC; `theme:NAME/...` for a file of a packaged theme."""
    folder: str
    """The resolved folder on the disk."""
    name: str
    """The name in that folder, as the disk spells it."""
    stat: FileStat

    @property
    def real(self) -> str:
        """The path to open, whose last part is no symbolic link."""
        return f"{self.folder}/{self.name}"


class Walker:
    """Walks folders of one project, and collects diagnostics about irregular files."""

    def __init__(self, root: Path, output: str = "") -> None:
        """Prepare to walk.

        Args:
            root: The project's folder, which no link may lead out of.
            output: The output folder, relative to `root`; no link may lead into it.
        """
        self.diagnostics: list[Diagnostic] = []
        self._root = root.resolve()
        self._output = (root / output).resolve() if output else None
        self.left_out: dict[str, list[str]] = {}
        """The paths that are left out because of their names, by the way they are left out."""
        self._visits: Counter[Path] = Counter()

    def files(self, folder: Path, path: str, ignored: Callable[[str], bool] = is_ignored) -> list[FoundFile]:
        """Find every file below a folder, sorted by path; the path of a file finds that file alone.

        Args:
            folder: The folder on the disk.
            path: Its path in messages and values, without a trailing `/`.
            ignored: Says by its name whether a file or folder is skipped.

        Returns:
            The files; empty where there is no such folder.
        """
        found: list[FoundFile] = []
        waiting: list[tuple[str, str]] = []
        if folder.is_symlink():
            self._follow(folder, path, found, waiting)
        elif folder.is_dir():
            waiting.append((str(folder), path))
        elif folder.is_file():
            found.append(FoundFile(path, str(folder.parent), folder.name, file_stat(folder.stat())))
        while waiting:
            self._list(*waiting.pop(), ignored, found, waiting)
        found.sort(key=_by_path)
        return found

    def may_enter(self, folder: Path, path: str) -> bool:
        """Whether a folder may be entered; a symbolic link that leads out of the project may not, and is reported."""
        before = len(self.diagnostics)
        if folder.is_symlink():
            self._follow(folder, path, [], [])
        return len(self.diagnostics) == before

    def _list(
        self,
        folder: str,
        path: str,
        ignored: Callable[[str], bool],
        found: list[FoundFile],
        waiting: list[tuple[str, str]],
    ) -> None:
        """Read one folder, and add its subfolders to those that are waiting."""
        composed_names: dict[str, str] = {}
        try:
            with _entries(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if not is_ordinary(name):
                        if ignored(name):
                            self.leave_out(path, name)
                            continue
                        name = self._usable_name(path, name, composed_names, found, waiting)
                        if not name or self._is_copy(entry, folder, path, name):
                            continue
                    if entry.is_file(follow_symlinks=False):
                        stat = file_stat(entry.stat(follow_symlinks=False))
                        found.append(FoundFile(f"{path}/{name}", folder, entry.name, stat))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{folder}/{entry.name}", f"{path}/{name}"))
                    else:
                        self._add_special(entry, folder, f"{path}/{name}", found, waiting)
        except OSError as error:
            self.diagnostics.append(problems.unreadable(path, error))

    def leave_out(self, path: str, name: str) -> None:
        """Remember a file or folder that is left out because of its name."""
        self.left_out.setdefault(left_out(name) or "", []).append(f"{path}/{printable(to_nfc(name))}")

    def report_left_out(self) -> None:
        """Tell of everything that was left out because of its name, together, but for what systems leave."""
        for how, report in (("hidden", problems.hidden_left_out), ("backup", problems.copies_left_out)):
            if paths := sorted(self.left_out.get(how, ())):
                self.diagnostics.append(report(paths))
        self.diagnostics += map(problems.conflict_left_out, sorted(self.left_out.get("conflict", ())))

    def _is_copy(self, entry: os.DirEntry[str], folder: str, path: str, name: str) -> bool:
        """Whether a file or folder is a copy of a text beside it by its name, which is told."""
        is_folder = entry.is_dir(follow_symlinks=False)
        original = original_of(name, is_folder=is_folder)
        if original is None or (is_folder and not os.path.isfile(f"{folder}/{entry.name}/index.md")):  # noqa: PTH113
            return False
        spellings = {original, normalize("NFD", original)}
        if not any(os.path.lexists(f"{folder}/{each}") for each in spellings):
            return False
        self.diagnostics.append(problems.copy_left_out(f"{path}/{name}", f"{path}/{original}"))
        return True

    def _usable_name(
        self,
        path: str,
        name: str,
        composed_names: dict[str, str],
        found: list[FoundFile],
        waiting: list[tuple[str, str]],
    ) -> str:
        """The name in NFC; empty where it cannot be used, after reporting why."""
        if name.isascii() and name.isprintable() and "\\" not in name:
            return name
        if is_unsafe(name):
            self.diagnostics.append(problems.name_unsafe(f"{path}/{printable(name)}"))
            return ""
        composed = to_nfc(name)
        first = composed_names.setdefault(composed, name)
        if first == name:
            return composed
        self.diagnostics.append(problems.name_twice(f"{path}/{composed}", (first, name)))
        if name != composed:
            return ""
        # The one that whatever reads it finds by the path.
        composed_names[composed] = name
        found[:] = [file for file in found if file.path != f"{path}/{composed}"]
        waiting[:] = [each for each in waiting if each[1] != f"{path}/{composed}"]
        return composed

    def _add_special(
        self,
        entry: os.DirEntry[str],
        folder: str,
        path: str,
        found: list[FoundFile],
        waiting: list[tuple[str, str]],
    ) -> None:
        if entry.is_symlink():
            self._follow(Path(folder, entry.name), path, found, waiting)
        else:
            self.diagnostics.append(problems.special_file(path))

    def _follow(self, link: Path, path: str, found: list[FoundFile], waiting: list[tuple[str, str]]) -> None:
        """Add the target of a symbolic link, if it exists and lies in the project."""
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
            found.append(FoundFile(path, str(real.parent), real.name, file_stat(real.stat())))
        else:
            self.diagnostics.append(problems.special_file(path))

    def _refusal(self, link: Path, real: Path) -> Callable[[str, str], Diagnostic] | None:
        """The diagnostic that refuses a link to `real`; None where the link is allowed."""
        if not real.is_relative_to(self._root):
            return problems.symlink_outside
        if any(part.startswith(".") for part in real.relative_to(self._root).parts):
            return problems.symlink_hidden
        if self._output is not None and real.is_relative_to(self._output):
            return problems.symlink_hidden
        if link.parent.resolve().is_relative_to(real) or self._visits[real] >= MAX_VISITS:
            return problems.symlink_loop
        return None


if sys.platform == "win32":  # which cannot open a folder
    _entries = os.scandir
else:

    @contextmanager
    def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        """Scan a folder by its descriptor, so that the path of an entry is its name.

        A stat then looks up one name instead of the whole path, which takes a seventh off the walk.
        """
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with os.scandir(descriptor) as entries:
                yield entries
        finally:
            os.close(descriptor)


def _target(link: Path) -> str:
    """The target that a symbolic link names, for messages."""
    return printable(str(link.readlink()))
