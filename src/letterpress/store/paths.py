# SPDX-License-Identifier: MIT
"""Where letterpress keeps what it needs between builds: `.letterpress/` in the project.

lock, files, configuration    of the project
drawn                         from what the pages of reports were drawn
cache/                        artifacts, compiled templates
outputs/NAME-DIGEST/          of one output folder: ledger, stats, last-report, snapshot, journal, stage/
replaced/                     files that are not ours and had to make room in an output folder
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from letterpress.diagnostics import LetterpressError
from letterpress.digests import digest
from letterpress.store import diagnostics as problems

HOME = ".letterpress"

LOCK = "lock"
FILES = "files"
CONFIGURATION = "configuration"
DRAWN = "drawn"
CACHE = "cache"
REPLACED = "replaced"

LEDGER = "ledger"
RECORDS = "records-"
"""What the names of files start with that hold most of a ledger's records."""
STATS = "stats"
REPORT = "last-report"
SNAPSHOT = "snapshot"
JOURNAL = "journal"
"""The file that says what a publishing does."""

_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def state_home(root: Path) -> Path:
    """The project's `.letterpress/`, which is made if it is not there.

    Raises:
        LetterpressError: It is a file or a symbolic link, or cannot be made.
    """
    home = made(root / HOME)
    ignore = home / ".gitignore"
    if ignore.is_symlink() or not ignore.is_file():
        # Nothing in here belongs into the history of a project.
        with suppress(OSError):
            replace_file(ignore, b"*\n")
    return home


def state_root(root: Path, output: Path) -> Path:
    """The folder whose `.letterpress/` is used: the project's, or where that cannot be written one of the user's own.

    Only a build to a folder outside of a project can go on without writing to that project; for any other, the folder
    is the project's, and what cannot be written is told there.

    Args:
        root: The project's folder.
        output: The output folder.
    """
    home = root / HOME
    if output.is_relative_to(root) or _is_writable(home if home.is_dir() else root):
        return root
    users = os.environ.get("XDG_STATE_HOME")
    folder = Path(users) if users and Path(users).is_absolute() else Path.home() / ".local/state"
    own = folder / "letterpress" / f"{root.name or 'root'}-{digest(os.fsencode(root.resolve())).hex()[:16]}"
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return root
    return own if _is_writable(own) else root


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def output_home(root: Path, output: Path) -> Path:
    """Where ledger, journal and stage of one output folder live; nothing is made.

    Each output folder has its own, so that a build to another folder never takes files there for its own.
    The name depends on the output's place in the project, not on where the project is.
    """
    try:
        place = output.relative_to(root.absolute()).as_posix()
    except ValueError:
        place = str(output)
    return root / HOME / "outputs" / f"{output.name or 'root'}-{digest(os.fsencode(place)).hex()[:8]}"


def made(folder: Path) -> Path:
    """The folder, which is made, with those above it, if it is not there; a file or a link in its place goes.

    Args:
        folder: `.letterpress/`, or somewhere in it.

    Raises:
        LetterpressError: `.letterpress/` itself is a file or a symbolic link (`state-unsafe`), or the disk refuses.
    """
    if folder.name != HOME:
        made(folder.parent)
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            if folder.name == HOME:
                raise LetterpressError(problems.state_unsafe(HOME))
            folder.unlink()
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(folder), error)) from None
    return folder


def replace_file(path: Path, *pieces: bytes, durable: bool = False) -> None:
    """Replace a file as a whole, in one step; what stands in its place goes, and no link is followed.

    Args:
        path: Where it is.
        pieces: Its content.
        durable: Whether it is to be whole after a power cut too, be it the old one or the new one.

    Raises:
        OSError: The disk is full or refuses; then the old file is still there.
    """
    with in_its_folder(path) as (name, folder):
        half = f"{name}.new"
        try:
            clear(half, folder)
            with open(os.open(half, _NEW_FILE, 0o666, dir_fd=folder), "wb") as file:  # noqa: PTH123 - of a descriptor
                file.writelines(pieces)
                if durable:
                    file.flush()
                    put_on_disk(file.fileno())
            try:
                os.replace(half, name, src_dir_fd=folder, dst_dir_fd=folder)
            except IsADirectoryError:
                clear(name, folder)
                os.replace(half, name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            with suppress(OSError):
                os.unlink(half, dir_fd=folder)
            raise


def put_on_disk(descriptor: int) -> None:
    """Have the content of an open file survive a power cut, on any file system that can do that.

    Raises:
        OSError: The disk is full, or fails.
    """
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def clear(name: str, folder: int | None) -> None:
    """Take away whatever stands in the place of a file of ours, be it a file, a link or a folder.

    Args:
        name: Of the file, from `in_its_folder`.
        folder: Likewise.

    Raises:
        OSError: The disk refuses.
    """
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        pass
    except OSError:
        if not stat.S_ISDIR(os.lstat(name, dir_fd=folder).st_mode):
            raise
        import shutil  # noqa: PLC0415 - hardly ever

        shutil.rmtree(name, dir_fd=folder)


@contextmanager
def in_its_folder(path: Path) -> Iterator[tuple[str, int | None]]:
    """The name of a file of ours, and its folder, open, so that the file is dealt with in that very one.

    No link is followed on the way from the project's folder. On Windows, where a folder cannot be open, it is None,
    and the name the whole path.

    Raises:
        OSError: A link or a file is in the place of a folder of ours, or the system refuses.
    """
    if sys.platform == "win32":
        yield str(path), None
        return
    project, place = project_and_place(path)
    folder = os.open(project, _FOLDER)
    try:
        for part in (HOME, *place.split("/")[:-1]) if HOME in path.parts else ():
            above, folder = folder, os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
            os.close(above)
        yield path.name, folder
    finally:
        os.close(folder)


def project_and_place(path: Path) -> tuple[Path, str]:
    """The folder whose `.letterpress/` a path lies in, and where in there; of any other path the folder above it."""
    parts = path.parts
    at = len(parts) - 1 - parts[::-1].index(HOME) if HOME in parts else len(parts) - 2
    return Path(*parts[: max(at, 0)]), "/".join(parts[at + 1 :])


def shown(path: Path) -> str:
    """A path in `.letterpress/` as messages spell it."""
    return PurePath(HOME, project_and_place(path)[1]).as_posix() if HOME in path.parts else path.name
