# SPDX-License-Identifier: MIT
"""Carry out a journal: move finished files into the output, then delete what is stale.

Every step may be repeated, because the build that began it may have been killed anywhere.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from letterpress.publish.journal import Journal, Move

TREE = "tree"
"""The folder of a stage whose own folders move into the output as they are."""


def carry_out(journal: Journal, output: Path, kept: Path) -> set[str]:
    """Do all that a journal says, as far as it is not done yet.

    Args:
        journal: What to do.
        output: The output folder.
        kept: The folder for files that are not ours and have to make room.

    Returns:
        The folders that moved just now with all that is in them.

    Raises:
        OSError: The system refuses; the rest can be done later.
    """
    for path in journal.keep:
        if os.path.lexists(f"{output}/{path}"):
            _keep(output / path, kept / path)
    stage = output / journal.stage
    # Once a file has moved, all is cleared, and on a file system that ignores case its place may be taken again.
    if all(os.path.lexists(f"{stage}/{move.staged}") for move in journal.moves[:1]):
        _delete(output, journal.clear)
    moved = {each for each in journal.whole if _moved_whole(stage / TREE / each, output / each)}
    for move in journal.moves:
        if move.path.partition("/")[0] not in moved:
            _move(move, f"{stage}/{move.staged}", f"{output}/{move.path}", kept)
    _delete(output, journal.remove)
    if journal.stage:
        shutil.rmtree(stage / TREE, ignore_errors=True)
        with suppress(OSError):
            stage.rmdir()
    return moved


def _moved_whole(staged: Path, target: Path) -> bool:
    """Move a folder, if there is none in its place by now; else its files move one by one."""
    try:
        staged.rename(target)
    except OSError:
        return False
    return True


def _move(move: Move, staged: str, target: str, kept: Path) -> None:
    if move.displaces and os.path.lexists(staged) and os.path.lexists(target):
        _keep(Path(target), kept / move.path)
    try:
        os.replace(staged, target)  # noqa: PTH105 - for every file of the site
    except FileNotFoundError:
        if os.path.lexists(staged):
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            _replace(staged, Path(target))
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _replace(staged, Path(target))


def _replace(staged: str, target: Path) -> None:
    """Replace also across file systems, where a copy beside the target takes the last step."""
    try:
        Path(staged).replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.letterpress")
        shutil.copyfile(staged, beside)
        beside.replace(target)
        Path(staged).unlink()


def _keep(path: Path, kept: Path) -> None:
    """Keep a file that is not ours under another name as well."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    try:
        os.link(path, kept, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, kept, follow_symlinks=False)


def _delete(output: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that are empty then; never through a symbolic link."""
    folders: set[str] = set()
    for path in paths:
        try:
            os.unlink(f"{output}/{path}")  # noqa: PTH108 - for every stale file of the site
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:
            if not (output / path).is_dir():  # else a new folder is in its place already
                raise
        folders.add(path.rpartition("/")[0])
    for folder in sorted(folders, key=len, reverse=True):
        _delete_empty(output, folder)


def _delete_empty(output: Path, folder: str) -> None:
    """Delete a folder and those above it, up to the first that is not empty."""
    while folder:
        try:
            (output / folder).rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.rpartition("/")[0]
