# SPDX-License-Identifier: MIT
"""Finished outputs wait here, whole and out of sight, until all of them are there; then they move together."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from letterpress.diagnostics import LetterpressError
from letterpress.digests import DIGEST_SIZE, Digest, blake2b
from letterpress.files import FileStat, Folders, digest_file, file_stat
from letterpress.load.diagnostics import file_changed, unreadable
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger
from letterpress.publish.journal import read_journal
from letterpress.publish.moves import TREE
from letterpress.publish.publishing import Published, Staged, Stored, publish
from letterpress.publish.slots import Slot, fill_slot, write_slot
from letterpress.store.paths import output_home, stage_folder

CHUNK = 1 << 20


class _Place(NamedTuple):
    """What the stage remembers of a slot that it gave out."""

    name: str
    """Of the file in the stage."""
    stored: Stored | None
    """The file in the output folder."""
    is_taken: bool
    """Whether something is there, be it a file or not."""


class Stage:
    """Takes the outputs of one build one by one, and publishes them together.

    Used as a context manager; what has not been published when it ends, for whatever reason, is discarded.
    """

    def __init__(self, root: Path, output: Path, ledger: Ledger) -> None:
        """Open a stage.

        Args:
            root: The project's folder, whose build lock is held.
            output: From `check_output`.
            ledger: From `load_ledger`, after `recover`.
        """
        self._root = root
        self._output = output
        self._name = output.name
        self._ledger = ledger
        self._folders = Folders(output)
        self._folder: Path | None = None
        self._places: dict[str, _Place] = {}
        self._staged: list[Staged] = []
        self._unchanged: dict[str, Stored] = {}
        self._occupied: list[str] = []

    def __enter__(self) -> Self:
        if read_journal(output_home(self._root, self._output)) is not None:
            raise RuntimeError("an interrupted publishing has to be recovered before another begins")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        begun = read_journal(output_home(self._root, self._output)) is not None
        if self._folder is not None and not begun:
            shutil.rmtree(self._folder, ignore_errors=True)

    def slot(self, path: str) -> Slot:
        """Where to leave an output; whoever makes it calls `fill_slot`, then this process calls `take`.

        Args:
            path: Relative to the output folder, with `/`; the plan has made sure that it stays inside.

        Raises:
            LetterpressError: The stage cannot be made.
        """
        if self._folder is None:
            self._folder = stage_folder(self._root, self._output)
        name, stored, is_taken = f"{TREE}/{path}", None, False
        if not self._moves_whole(path):
            is_there = self._folders.kind(path.rpartition("/")[0]) == "folder"
            seen = _look(f"{self._output}/{path}") if is_there else None
            stored = None if seen is None else self._stored(path, seen)
            name, is_taken = f"{len(self._places):x}", seen is not None
        self._places[path] = _Place(name, stored, is_taken)
        published = b"" if stored is None else stored.digest
        return Slot(f"{self._name}/{path}", f"{self._folder}/{name}", published)

    def take(self, path: str, rank: Rank, fingerprint: Digest, written: FileStat | None) -> bool:
        """Take an output that was left in its slot.

        Args:
            path: Relative to the output folder.
            rank: When it is published.
            fingerprint: From `fill_slot`.
            written: Likewise.

        Returns:
            Whether it differs from what is there.
        """
        place = self._places[path]
        if place.stored is not None and place.stored.digest == fingerprint:
            self._unchanged[path] = place.stored
            return False
        displaces = place.is_taken and path not in self._ledger.records
        self._staged.append(Staged(place.is_taken, rank, path, place.name, fingerprint, displaces, written))
        return True

    def add(self, path: str, rank: Rank, data: bytes) -> bool:
        """Take an output from this process; its bytes go to disk at once. See `slot` and `take`.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        return self.take(path, rank, *fill_slot(self.slot(path), data))

    def copy(self, path: str, rank: Rank, source: Path, expected: Digest) -> bool:
        """Take a file as it is; see `add`.

        Args:
            path: Relative to the output folder.
            rank: When it is published.
            source: Where it is, from `Reader.locate`.
            expected: The digest that the scan found.

        Raises:
            LetterpressError: It changed since the scan, cannot be read, or the disk is full or refuses.
        """
        slot = self.slot(path)
        if slot.published == expected:
            return self.take(path, rank, expected, None)
        return self.take(
            path, rank, expected, write_slot(slot, _chunks(source, self._named(source), expected))
        )

    def publish(self, remove: Iterable[str]) -> Published:
        """Move everything into place, then delete what is no longer part of the site.

        Args:
            remove: Outputs of earlier builds that this one does not have; one not in the ledger is left alone.

        Returns:
            What was done. The ledger has to be saved next: that closes the publishing journal.

        Raises:
            LetterpressError: Something that is not ours is in the way, and nothing was published; or the system
                refused half-way, and the next build will finish it (`publish-interrupted`).
        """
        if self._folder is not None and not self._staged:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        return publish(
            self._root,
            self._output,
            self._ledger,
            folders=self._folders,
            stage=self._folder,
            staged=sorted(self._staged),
            unchanged=self._unchanged,
            occupied=self._occupied,
            remove=remove,
        )

    def _moves_whole(self, path: str) -> bool:
        """Whether an output moves along with its folder, which is much cheaper than file by file.

        Only where nothing of ours has been published yet: then no reader can find a file before what it links to.
        """
        folder, slash, _ = path.partition("/")
        return bool(slash) and not self._ledger.records and self._folders.kind(folder) == "missing"

    def _stored(self, path: str, seen: os.stat_result) -> Stored | None:
        """The file in the output folder, read only where its stat is not the recorded one."""
        if stat.S_ISDIR(seen.st_mode):
            self._occupied.append(path)
        if not stat.S_ISREG(seen.st_mode):
            return None
        record = self._ledger.records.get(path)
        if record is not None and record.stat == file_stat(seen):
            return Stored(record.digest, record.stat)
        try:
            return Stored(*digest_file(f"{self._output}/{path}"))
        except OSError:
            return None

    def _named(self, source: Path) -> str:
        """A path as messages spell it."""
        return source.relative_to(self._root).as_posix() if source.is_relative_to(self._root) else source.name


def _look(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None


def _chunks(source: Path, shown: str, expected: Digest) -> Iterator[bytes]:
    """The content of a file in pieces, which must turn out to be the expected one."""
    hasher = blake2b(digest_size=DIGEST_SIZE)
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                hasher.update(chunk)
                yield chunk
    except OSError as error:
        raise LetterpressError(unreadable(shown, error)) from None
    if hasher.digest() != expected:
        raise LetterpressError(file_changed(shown))
