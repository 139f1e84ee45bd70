# SPDX-License-Identifier: MIT
"""Finish what a killed build began to publish."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import DIGEST_SIZE, Digest
from letterpress.files import Folders, digest_file, file_stat
from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.staleness import Ledger, record_of
from letterpress.publish.diagnostics import publish_interrupted
from letterpress.publish.journal import (
    Journal,
    Keep,
    Move,
    carry_out,
    half_copied,
    kept_aside,
    read_journal,
)
from letterpress.publish.staging import stage_folders
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.store.paths import HOME, REPLACED, made, output_home

INTERRUPTED = Inputs((InputKey(InputKind.INTERRUPTED),), bytes(DIGEST_SIZE))
"""What a record says of its inputs when the build that published the file was killed: no output has these."""


def recover(root: Path, output: Path) -> tuple[Diagnostic, ...]:
    """Finish what a killed build began to publish, and sweep away what it never got to publish.

    Called with the build lock held, before the ledger is loaded: the ledger learns which files are ours. Whatever is
    missing or in the way by now is left out; the build that follows makes it again, or says what is in the way.

    Returns:
        Notes about files that somebody changed meanwhile, and that were kept aside.

    Raises:
        LetterpressError: The system refuses (`publish-interrupted`).
    """
    journal = read_journal(made(output_home(root, output)))
    stages = stage_folders(root, output)
    keep: tuple[Keep, ...] = ()
    if journal is not None:
        ledger, _ = load_ledger(root, output)
        stage = stages[journal.stage or "inside"]
        _sweep(journal, output)
        feasible = _feasible(journal, output, stage)
        keep = kept_aside(root, _changed_since(feasible, output, stage, root / HOME / REPLACED, ledger))
        try:
            feasible = msgspec.structs.replace(feasible, keep=keep)
            carry_out(feasible, output, stage, root / HOME / REPLACED, again=True)
        except OSError as error:
            raise LetterpressError(publish_interrupted(output.name, error)) from None
        save_ledger(root, output, _with_moves(output, ledger, journal))
    for folder in stages.values():
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
    return tuple([each.note(output) for each in keep])


def _sweep(journal: Journal, output: Path) -> None:
    """Delete what a build that was killed had copied in part, from another file system."""
    there = Folders(output)
    for move in journal.moves:
        folder, _, name = move.path.rpartition("/")
        half = f"{folder}/{half_copied(name)}" if folder else half_copied(name)
        if there.holds(half):
            with suppress(OSError):
                (output / half).unlink()


def _feasible(journal: Journal, output: Path, stage: Path) -> Journal:
    """What of a journal can still be done, file by file, with nothing reached through a link.

    A finished file that a crash of the whole machine, or anything else, has changed is not published.
    """
    there, staged = Folders(output), Folders(stage)

    def is_sound(move: Move) -> bool:
        path = f"{stage}/{move.staged}"
        is_there = not stage.is_symlink() and staged.holds(move.staged) and os.path.lexists(path)
        return not is_there or _content(path) == move.digest

    moves = [move for move in journal.moves if not there.is_behind_link(move.path) and is_sound(move)]
    return msgspec.structs.replace(
        journal,
        clear=tuple([path for path in journal.clear if there.holds(path)]),
        whole=(),
        moves=tuple(moves),
        remove=tuple([path for path in journal.remove if there.holds(path)]),
    )


def _changed_since(journal: Journal, output: Path, stage: Path, replaced: Path, ledger: Ledger) -> list[str]:
    """The files that are to be replaced or deleted and are neither what we made nor kept aside already."""
    coming = {move.path: move for move in journal.moves if os.path.lexists(f"{stage}/{move.staged}")}
    kept = {each.path: each.name for each in journal.keep}
    found = []
    for path in (*coming, *journal.clear, *journal.remove):
        known = [each.digest for each in (ledger.records.get(path), coming.get(path)) if each is not None]
        known += [_content(f"{replaced}/{kept[path]}") or b""] if path in kept else []
        content = _content(f"{output}/{path}")
        if content is not None and content not in known:
            found.append(path)
    return found


def _with_moves(output: Path, ledger: Ledger, journal: Journal) -> Ledger:
    """The ledger after a finished journal; what moved is ours, but stale, because its inputs are not known."""
    folders = Folders(output)

    def is_there(path: str, digest: Digest) -> bool:
        return folders.holds(path) and _content(f"{output}/{path}") == digest

    records = dict(ledger.records)
    for path in (*journal.clear, *journal.remove):
        if path in records and not is_there(path, records[path].digest):
            del records[path]
    for move in journal.moves:
        if is_there(move.path, move.digest):
            stat = file_stat(os.lstat(f"{output}/{move.path}"))
            records[move.path] = record_of(INTERRUPTED, 0, move.digest, stat)
    return msgspec.structs.replace(ledger, inputs=b"", reads=ledger.reads or ({},), records=records)


def _content(path: str) -> Digest | None:
    """The digest of a file, empty for one that is not an ordinary file; None where there is none, or a folder."""
    try:
        return digest_file(path).digest
    except OSError:
        is_folder = Path(path).is_dir() and not Path(path).is_symlink()
        return b"" if os.path.lexists(path) and not is_folder else None
