# SPDX-License-Identifier: MIT
"""From finished files to a site: find conflicts, write the journal, move, delete."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.files import FileStat, digest_file, file_stat, is_inner
from letterpress.plan.staleness import Record
from letterpress.publish.conflicts import find_conflicts
from letterpress.publish.diagnostics import outputs_taken_over, publish_interrupted
from letterpress.publish.journal import TREE, Journal, Keep, Move, carry_out, kept_aside, write_journal
from letterpress.publish.staging import PublishedFile, Stage, StagedFile
from letterpress.store import diagnostics as problems
from letterpress.store.paths import HOME, REPLACED, made, output_home, put_on_disk

_TO_DISK = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
FEW = 64
"""As many files are put on disk one by one; for more of them everything is."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What one publishing did; paths are relative to the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Given to the stage, but equal to what was there."""
    removed: tuple[str, ...]
    files: Mapping[str, PublishedFile]
    """Every path written or unchanged, for the ledger."""
    diagnostics: tuple[Diagnostic, ...] = ()


def publish(stage: Stage, remove: Iterable[str], *, taken_over: AbstractSet[str] = frozenset()) -> Published:
    """Move everything in a stage into place, then delete what is no longer part of the site.

    Args:
        stage: Open; its finished files become those of the output folder.
        remove: Outputs of earlier builds that this one does not have; one not in the ledger is left alone.
        taken_over: Files of an earlier build, whose record is gone: those that make room are told of in one note.

    Returns:
        What was done. The ledger has to be saved next: that closes the publishing journal.

    Raises:
        LetterpressError: Something that is not ours is in the way, and nothing was published; or the system
            refused half-way, and the next build will finish it (`publish-interrupted`).
    """
    root, output, records = stage.root, stage.output, stage.ledger.records
    if not stage.staged:
        stage.discard()
    staged = sorted(stage.staged)
    # The paths come from the ledger, and a ledger may have come with a project or a cache.
    stale = {path for path in remove if path in records and is_inner(path) and stage.folders.holds(path)}
    whole = _whole(staged)
    # Nothing can be in the way inside a folder that is not there yet.
    targets = [*whole, *(file.path for file in staged if file.path.partition("/")[0] not in whole)]
    conflicts = find_conflicts(output, stage.folders, targets, stage.occupied, stale)
    if conflicts.diagnostics:
        raise LetterpressError(*conflicts.diagnostics)
    changed = {path for path in stale if _is_changed(output / path, records[path])}
    displaced = {file.path for file in staged if file.displaces and file.path not in stage.occupied}
    keep = kept_aside(root, sorted(changed | displaced))
    moved: AbstractSet[str] = frozenset()
    if stage.place or stale:
        clear = conflicts.clear | _respelled(output, staged, stale)
        journal = Journal(
            stage=stage.place,
            keep=keep,
            clear=tuple(sorted(clear)),
            whole=tuple(whole),
            moves=tuple(Move(file.name, file.path, file.digest) for file in staged),
            remove=tuple(sorted(stale - clear)),
        )
        with _undone_on_error(output, conflicts.missing):
            _put_on_disk(stage.folder, [file.name for file in staged if file.replaces])
            write_journal(made(output_home(root, output)), journal)
        try:
            moved = carry_out(journal, output, stage.folder, root / HOME / REPLACED)
        except OSError as error:
            raise LetterpressError(publish_interrupted(output.name, error)) from None
    files = {file.path: PublishedFile(file.digest, _published_stat(output, file, moved)) for file in staged}
    return Published(
        written=tuple(sorted(files)),
        unchanged=tuple(sorted(stage.unchanged)),
        removed=tuple(sorted(stale)),
        files={**stage.unchanged, **files},
        diagnostics=_kept_notes(output, keep, taken_over),
    )


def _kept_notes(output: Path, keep: Sequence[Keep], taken_over: AbstractSet[str]) -> tuple[Diagnostic, ...]:
    """What is said of the files that were kept aside."""
    notes = [each.note(output) for each in keep if each.path not in taken_over]
    ours = len(keep) - len(notes)
    if ours:
        notes.append(outputs_taken_over(output.name, f"{HOME}/{REPLACED}", ours))
    return tuple(notes)


def _whole(staged: Sequence[StagedFile]) -> dict[str, None]:
    """The folders that move with all that is in them, in the order of their first files."""
    prefix = f"{TREE}/"
    return {file.path.partition("/")[0]: None for file in staged if file.name.startswith(prefix)}


def _is_changed(path: Path, record: Record) -> bool:
    """Whether a stale file is no longer what we wrote, so that someone else may miss it."""
    try:
        seen = path.lstat()
        if file_stat(seen) == record.stat:
            return False
        return not stat.S_ISREG(seen.st_mode) or digest_file(str(path))[0] != record.digest
    except OSError:
        return False


def _respelled(output: Path, staged: Sequence[StagedFile], stale: AbstractSet[str]) -> set[str]:
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


def _put_on_disk(stage: Path, names: Sequence[str]) -> None:
    """Have finished files survive a power cut before they take the places of others that would.

    A new file is not waited for: where it is lost, the next build makes it again, and no reader had it before.

    Raises:
        OSError: The disk is full, or fails.
    """
    if len(names) > FEW and sys.platform != "win32":
        os.sync()  # thousands one by one take many times as long
        return
    for name in names:
        descriptor = os.open(stage / name, _TO_DISK)
        try:
            put_on_disk(descriptor)
        finally:
            os.close(descriptor)


def _published_stat(output: Path, file: StagedFile, moved: AbstractSet[str]) -> FileStat:
    # A file that moved by itself has another stat since then; one that moved with its folder has not.
    if file.stat is not None and file.path.partition("/")[0] in moved:
        return file.stat
    return file_stat(os.lstat(f"{output}/{file.path}"))


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
