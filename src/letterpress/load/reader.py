# SPDX-License-Identifier: MIT
"""Read the files of a project: regular files alone, and never one outside the project."""

import os
import stat
from pathlib import Path

from letterpress.diagnostics import LetterpressError
from letterpress.digests import Digest, digest
from letterpress.files import CAN_REFUSE_LINKS, OPEN_FLAGS, chunks
from letterpress.load import diagnostics as problems
from letterpress.load.themes import PACKAGED_PREFIX, packaged_themes
from letterpress.load.walk import to_nfc


class Reader:
    """Reads files of one project by the paths that the scan gave them; remembers folders it has resolved."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        """The project's folder, resolved."""
        self._packaged = packaged_themes().resolve()
        self._folders: dict[str, Path] = {}
        self._trusted: dict[str, str] = {}
        """Folders that were resolved and lie in the project, by their path as the scan gives it."""

    def locate(self, path: str) -> Path:
        """Resolve the path of a scanned file to a path on the disk, following symbolic links.

        Args:
            path: Relative to the project, or `theme:NAME/...`.

        Raises:
            LetterpressError: The file lies outside the project.
        """
        is_packaged = path.startswith(PACKAGED_PREFIX)
        base = self._packaged if is_packaged else self.root
        folder, _, name = path.removeprefix(PACKAGED_PREFIX).rpartition("/")
        key = f"{PACKAGED_PREFIX}{folder}" if is_packaged else folder
        if key not in self._folders:
            self._folders[key] = _on_disk(base / folder).resolve()
        real = _on_disk(self._folders[key] / name)
        if real.is_symlink() or name == "..":
            real = real.resolve()
        if not real.is_relative_to(base):
            raise LetterpressError(problems.symlink_outside(path, name))
        if folder and CAN_REFUSE_LINKS and self._folders[key].is_relative_to(base):
            self._trusted[key] = str(self._folders[key])
        return real

    def read(self, path: str) -> bytes:
        """Read the bytes of a file.

        Raises:
            LetterpressError: The file cannot be read, or lies outside the project.
        """
        try:
            descriptor = self._open(path)
            try:
                seen = os.fstat(descriptor)
                if not stat.S_ISREG(seen.st_mode):
                    raise LetterpressError(problems.special_file(path))
                return b"".join(chunks(descriptor, seen.st_size))
            finally:
                os.close(descriptor)
        except OSError as error:
            raise LetterpressError(problems.unreadable(path, error)) from None

    def _open(self, path: str) -> int:
        """Open a file; one in a trusted folder needs no resolving, because opening it refuses a symbolic link."""
        folder, _, name = path.rpartition("/")
        trusted = self._trusted.get(folder)
        if trusted is not None and name.isascii():
            try:
                return os.open(f"{trusted}/{name}", OPEN_FLAGS)
            except OSError:
                pass  # it may be a link, which takes the long way
        return os.open(self.locate(path), OPEN_FLAGS)

    def read_unchanged(self, path: str, expected: Digest) -> bytes:
        """Read the bytes of a file, which must still be those that the scan saw.

        Raises:
            LetterpressError: The file has changed since, cannot be read, or lies outside the project.
        """
        data = self.read(path)
        if digest(data) != expected:
            raise LetterpressError(problems.file_changed(path))
        return data


def read_bytes(root: Path, path: str) -> bytes:
    """Read the bytes of one file of a project; see `Reader.read`."""
    return Reader(root).read(path)


def _on_disk(path: Path) -> Path:
    """The path in the spelling of the disk, from one in NFC: some file systems keep names decomposed."""
    if str(path).isascii() or path.exists():
        return path
    folder = _on_disk(path.parent)
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return path
    return folder / next((name for name in names if to_nfc(name) == path.name), path.name)
