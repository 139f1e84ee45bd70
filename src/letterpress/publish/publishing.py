# SPDX-License-Identifier: MIT
"""From finished files to a site: look for obstacles, write the journal, move, delete; or finish what was begun."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import DIGEST_SIZE, Digest
from letterpress.files import FileStat, Folders, digest_file, file_stat
from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.staleness import Ledger, Record, record_of
from letterpress.publish.conflicts import find_obstacles
from letterpress.publish.journal import Journal, Move, read_journal, write_journal
from letterpress.publish.moves import TREE, carry_out
from letterpress.store import diagnostics as problems
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.store.paths import HOME, made, output_home, stage_places

KEPT = "replaced"
"""The folder in `.letterpress/` for files that are not ours and had to make room."""

INTERRUPTED = Inputs((InputKey(InputKind.INTERRUPTED),), bytes(DIGEST_SIZE))
"""What a record says of its inputs when the build that published the file was killed: no output has these."""


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """An output file as it now is."""

    digest: Digest
    stat: FileStat


class Staged(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A finished file; these sort in the order of publishing.

    New files come before replaced ones, so that nothing readers can reach ever links to what is not there yet.
    """

    replaces: bool
    rank: int
    path: str
    """Relative to the output folder."""
    name: str
    """In the stage."""
    digest: Digest
    displaces: bool
    """Whether it takes the place of a file that is not ours."""
    stat: FileStat | None
    """As it was when it had been written."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What one publishing did; paths are relative to the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Given to the stage, but equal to what was there."""
    removed: tuple[str, ...]
    stored: Mapping[str, Stored]
    """Every path written or unchanged, for the ledger."""
    diagnostics: tuple[Diagnostic, ...] = ()


def publish(
    root: Path,
    output: Path,
    ledger: Ledger,
    *,
    folders: Folders,
    stage: Path | None,
    staged: Sequence[Staged],
    unchanged: Mapping[str, Stored],
    occupied: Iterable[str],
    remove: Iterable[str],
) -> Published:
    """Publish finished files; see `Stage.publish`.

    Args:
        root: The project's folder.
        output: The output folder.
        ledger: Of the last build.
        folders: What is in the output folder.
        stage: Where the finished files are, if there are any.
        staged: The finished files, in order.
        unchanged: What need not be written.
        occupied: Paths of finished files where now a folder is.
        remove: Outputs that are no longer part of the site.
    """
    stale = {
        path
        for path in remove
        if path in ledger.records and folders.kind(path.rpartition("/")[0]) == "folder"
    }
    whole = _whole(staged)
    # Nothing can be in the way inside a folder that is not there yet.
    targets = [*whole, *(file.path for file in staged if file.path.partition("/")[0] not in whole)]
    obstacles = find_obstacles(output, folders, targets, occupied, stale)
    if obstacles.diagnostics:
        raise LetterpressError(*obstacles.diagnostics)
    changed = {path for path in stale if _is_changed(output / path, ledger.records[path])}
    moved: AbstractSet[str] = frozenset()
    if stage is not None or stale:
        clear = obstacles.clear | _respelled(output, staged, stale)
        journal = Journal(
            stage="" if stage is None else os.path.relpath(stage, output),
            keep=tuple(sorted(changed)),
            clear=tuple(sorted(clear)),
            whole=tuple(whole),
            moves=tuple(Move(file.name, file.path, file.digest, file.displaces) for file in staged),
            remove=tuple(sorted(stale - clear)),
        )
        with _undone_on_error(output, obstacles.missing):
            write_journal(made(output_home(root, output)), journal)
        moved = _carry_out(root, output, journal)
    stored = {file.path: Stored(file.digest, _published_stat(output, file, moved)) for file in staged}
    kept = sorted({*changed, *(file.path for file in staged if file.displaces)})
    return Published(
        written=tuple(sorted(stored)),
        unchanged=tuple(sorted(unchanged)),
        removed=tuple(sorted(stale)),
        stored={**unchanged, **stored},
        diagnostics=tuple(
            problems.output_replaced(f"{output.name}/{path}", f"{HOME}/{KEPT}/{path}") for path in kept
        ),
    )


def _whole(staged: Sequence[Staged]) -> dict[str, None]:
    """The folders that move with all that is in them, in the order of their first files."""
    prefix = f"{TREE}/"
    return {file.path.partition("/")[0]: None for file in staged if file.name.startswith(prefix)}


def recover(root: Path, output: Path) -> bool:
    """Finish what a killed build began to publish, and sweep away what it never got to publish.

    Called with the build lock held, before the ledger is loaded: the ledger learns which files are ours.

    Returns:
        Whether there was something to finish.

    Raises:
        LetterpressError: The system refuses (`publish-interrupted`).
    """
    journal = read_journal(output_home(root, output))
    if journal is not None:
        journal = _sound(output, journal)
        _carry_out(root, output, journal)
        ledger, _ = load_ledger(root, output)
        save_ledger(root, output, _with_moves(output, ledger, journal))
    for folder in stage_places(root, output):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
    return journal is not None


def _carry_out(root: Path, output: Path, journal: Journal) -> set[str]:
    try:
        return carry_out(journal, output, kept=root / HOME / KEPT)
    except OSError as error:
        raise LetterpressError(problems.publish_interrupted(output.name, error)) from None


def _sound(output: Path, journal: Journal) -> Journal:
    """The journal without files that a crash of the whole machine has left damaged: they are made again."""
    stage = output / journal.stage
    damaged = {
        move.path
        for move in journal.moves
        if (stage / move.staged).exists() and digest_file(str(stage / move.staged))[0] != move.digest
    }
    if not damaged:
        return journal
    moves = tuple(move for move in journal.moves if move.path not in damaged)
    return msgspec.structs.replace(journal, whole=(), moves=moves)


def _with_moves(output: Path, ledger: Ledger, journal: Journal) -> Ledger:
    """The ledger after a finished journal; what moved is ours, but stale, because its inputs are not known."""
    gone = {*journal.remove, *journal.clear}
    records = {path: record for path, record in ledger.records.items() if path not in gone}
    for move in journal.moves:
        records[move.path] = record_of(INTERRUPTED, 0, move.digest, _stat(f"{output}/{move.path}"))
    return msgspec.structs.replace(ledger, inputs=b"", reads=ledger.reads or ({},), records=records)


def _is_changed(path: Path, record: Record) -> bool:
    """Whether a stale file is no longer what we wrote, so that someone else may miss it."""
    try:
        seen = path.lstat()
        if file_stat(seen) == record.stat:
            return False
        return not stat.S_ISREG(seen.st_mode) or digest_file(str(path))[0] != record.digest
    except OSError:
        return False


def _respelled(output: Path, staged: Sequence[Staged], stale: AbstractSet[str]) -> set[str]:
    """Stale paths that mean the same file as a new one, on a file system that ignores case."""
    if not stale:
        return set()
    folded = {file.path.casefold(): file.path for file in staged}
    twins = {path: folded[path.casefold()] for path in stale if path.casefold() in folded}
    return {path for path, twin in twins.items() if _is_same(output / path, output / twin)}


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _published_stat(output: Path, file: Staged, moved: AbstractSet[str]) -> FileStat:
    # A file that moved by itself has another stat since then; one that moved with its folder has not.
    if file.stat is not None and file.path.partition("/")[0] in moved:
        return file.stat
    return _stat(f"{output}/{file.path}")


def _stat(path: str) -> FileStat:
    return file_stat(os.lstat(path))


@contextmanager
def _undone_on_error(output: Path, missing: Sequence[str]) -> Iterator[None]:
    """Make folders; they go again if they, or what follows, cannot be done."""
    done: list[str] = []
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        for folder in missing:
            os.mkdir(f"{output}/{folder}")  # noqa: PTH102 - for every page of the site
            done.append(folder)
        yield
    except BaseException as error:
        for folder in reversed(done):
            with suppress(OSError):
                (output / folder).rmdir()
        if isinstance(error, OSError):
            raise LetterpressError(problems.write_failed(output.name, error)) from None
        raise
