# SPDX-License-Identifier: MIT
"""Move finished files into place so that a build killed half-way can be finished by the next one.

The journal is the point of no return: before it is written nothing in the output has changed, and after that every
step can be repeated without harm.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Literal

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.files import Folders, is_inner
from letterpress.publish.diagnostics import output_replaced
from letterpress.store.checked_file import UnreadableError, encoder, read_sealed, write_sealed
from letterpress.store.paths import HOME, JOURNAL, REPLACED, made

TREE = "tree"
"""The folder of a stage whose own folders move into the output as they are."""

StagePlace = Literal["", "inside", "beside"]
"""Where the finished files are: nowhere, or in one of the two places that `stage_places` names."""

_SCHEMA = b"journal 2"


class Keep(msgspec.Struct, frozen=True, array_like=True):
    """A file that is not what we wrote, and is kept elsewhere."""

    path: str
    """Relative to the output folder."""
    name: str
    """Relative to the folder of replaced files; nothing was there when the journal was written."""

    def note(self, output: Path) -> Diagnostic:
        """What is said of it."""
        return output_replaced(f"{output.name}/{self.path}", f"{HOME}/{REPLACED}/{self.name}")


class Move(msgspec.Struct, frozen=True, array_like=True):
    """One finished file on its way into the output."""

    staged: str
    """Its name in the stage."""
    path: str
    """Relative to the output folder."""
    digest: Digest


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """All that one publishing does, in order; paths are relative to the output folder."""

    stage: StagePlace
    keep: tuple[Keep, ...] = ()
    clear: tuple[str, ...] = ()
    """Stale files that stand where a folder must be, and what is in a folder that must become a file."""
    whole: tuple[str, ...] = ()
    """New folders at the top of the output; each moves with all that is in it, if it can."""
    moves: tuple[Move, ...] = ()
    remove: tuple[str, ...] = ()
    """Stale files that go last."""

    @property
    def is_safe(self) -> bool:
        """Whether every path in it leads to somewhere inside the folder that it is relative to."""
        kept = [each for keep in self.keep for each in (keep.path, keep.name)]
        moved = [each for move in self.moves for each in (move.path, move.staged)]
        return all(map(is_inner, (*kept, *self.clear, *self.whole, *moved, *self.remove)))


def write_journal(home: Path, journal: Journal) -> None:
    """Begin to publish.

    Args:
        home: From `output_home`.
        journal: What is going to be done.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(home / JOURNAL, _SCHEMA, encoder.encode(journal), durable=True)


def read_journal(home: Path) -> Journal | None:
    """The journal of a publishing that did not come to its end, or None.

    A damaged one counts as none: it is written in one step, so the publishing never began. So does one that speaks of
    anything outside the output folder: we never wrote it.
    """
    try:
        journal = read_sealed(home / JOURNAL, _SCHEMA, msgspec.msgpack.Decoder(Journal).decode)
    except UnreadableError:
        return None
    return journal if journal is not None and journal.is_safe else None


def carry_out(
    journal: Journal, output: Path, stage: Path, replaced: Path, *, again: bool = False
) -> set[str]:
    """Do all that a journal says, as far as it is not done yet.

    Args:
        journal: What to do.
        output: The output folder.
        stage: Where the finished files are.
        replaced: The folder for files that are not ours and have to make room.
        again: Whether another build began it: a file with something in its way by now is then left in the stage.

    Returns:
        The folders that moved just now with all that is in them.

    Raises:
        OSError: The system refuses; the rest can be done later.
    """
    for keep in journal.keep:
        if os.path.lexists(f"{output}/{keep.path}"):
            _keep(output / keep.path, replaced / keep.name)
    # Once a file has moved, all is cleared, and on a file system that ignores case its place may be taken again.
    if all(os.path.lexists(f"{stage}/{move.staged}") for move in journal.moves[:1]):
        _delete(output, journal.clear)
    moved = {each for each in journal.whole if _moved_whole(stage / TREE / each, output / each)}
    for move in journal.moves:
        if move.path.partition("/")[0] not in moved:
            try:
                _move(f"{stage}/{move.staged}", f"{output}/{move.path}")
            except (NotADirectoryError, IsADirectoryError, FileExistsError):
                if not again:
                    raise
    _delete(output, journal.remove)
    if journal.stage:
        shutil.rmtree(stage / TREE, ignore_errors=True)
        with suppress(OSError):
            stage.rmdir()
    return moved


def kept_aside(root: Path, paths: Sequence[str]) -> tuple[Keep, ...]:
    """Where each of some files is to be kept, so that none takes the place of one that was kept before."""
    if not paths:
        return ()
    replaced = made(root / HOME / REPLACED)
    folders = Folders(replaced)
    return tuple([Keep(path, _free_name(replaced, folders, path)) for path in paths])


def _free_name(replaced: Path, folders: Folders, path: str) -> str:
    """The path itself where that is free; else in a folder with the lowest number that will do."""
    for number in count(1):
        name = path if number == 1 else f"{number}/{path}"
        is_blocked = folders.kind(name.rpartition("/")[0]) in {"file", "link"}
        if not is_blocked and not os.path.lexists(f"{replaced}/{name}"):
            return name
    raise AssertionError


def _moved_whole(staged: Path, target: Path) -> bool:
    """Move a folder, if there is none in its place by now; else its files move one by one."""
    try:
        staged.rename(target)
    except OSError:
        return False
    return True


def _move(staged: str, target: str) -> None:
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


def half_copied(name: str) -> str:
    """The name of a file of the output while it comes from another file system."""
    return f".{name}.letterpress"


def _replace(staged: str, target: Path) -> None:
    """Replace also across file systems, where a copy beside the target takes the last step."""
    try:
        Path(staged).replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(half_copied(target.name))
        beside.unlink(missing_ok=True)
        try:
            with Path(staged).open("rb") as file, beside.open("xb") as copy:
                shutil.copyfileobj(file, copy)
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        Path(staged).unlink()


def _keep(path: Path, kept: Path) -> None:
    """Keep a file that is not ours under another name as well; it may have been kept before."""
    if os.path.lexists(kept):
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, kept, follow_symlinks=False)
    except OSError:
        half = kept.with_name(f".{kept.name}.letterpress")
        half.unlink(missing_ok=True)
        shutil.copy2(path, half, follow_symlinks=False)
        half.replace(kept)


def _delete(output: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that are empty then."""
    folders: set[str] = set()
    for path in paths:
        try:
            os.unlink(f"{output}/{path}")  # noqa: PTH108 - for every stale file of the site
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:
            if not (output / path).is_dir():
                raise
            folders.add(path)  # it goes too if it is empty; else a new folder is in its place already
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
