# SPDX-License-Identifier: MIT
"""Finished outputs wait in a stage, whole and out of sight, until all of them are there; then they move together."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from letterpress.diagnostics import LetterpressError
from letterpress.digests import DIGEST_SIZE, Digest, blake2b, digest
from letterpress.files import FileStat, Folders, digest_file, file_stat
from letterpress.load.diagnostics import file_changed, unreadable
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger
from letterpress.publish.journal import TREE, StagePlace, read_journal
from letterpress.store import diagnostics as problems
from letterpress.store.paths import made, output_home, state_home

CHUNK = 1 << 20

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class StagingTarget(msgspec.Struct, frozen=True, array_like=True):
    """Where one finished output waits; it may be written in any process of this machine. See `Stage.target`."""

    path: str
    """Of the output, as messages spell it."""
    file: str
    """To be written; folders above it are made."""
    published: Digest
    """Of the file that is in the output folder now, and stays if the new one equals it; empty where there is none."""


def fill_target(target: StagingTarget, data: bytes) -> tuple[Digest, FileStat | None]:
    """Write an output, unless its equal is published already.

    Returns:
        The digest of the output, and what the file system says of the file; None where nothing was written.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    fingerprint = digest(data)
    return fingerprint, None if fingerprint == target.published else _written(target, (data,))


class PublishedFile(msgspec.Struct, frozen=True, array_like=True):
    """An output file as it is in the output folder."""

    digest: Digest
    stat: FileStat


class StagedFile(msgspec.Struct, frozen=True, order=True, array_like=True):
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
    """Whether it takes the place of a file that is not ours, or no longer as we made it."""
    stat: FileStat | None
    """As it was when it had been written."""


class _Place(NamedTuple):
    """What the stage remembers of a target that it gave out."""

    name: str
    """Of the file in the stage."""
    published: PublishedFile | None
    """The file in the output folder."""
    is_taken: bool
    """Whether something is there, be it a file or not."""
    is_foreign: bool
    """Whether that is not what we made."""


class Stage:
    """Takes the outputs of one build one by one; `publish` moves them into place together.

    Used as a context manager; what has not been published when it ends, for whatever reason, is discarded.
    """

    def __init__(self, root: Path, output: Path, ledger: Ledger) -> None:
        """Open a stage.

        Args:
            root: The project's folder, whose build lock is held.
            output: From `check_output`.
            ledger: From `load_ledger`, after `recover`.
        """
        self.root = root
        self.output = output
        self.ledger = ledger
        self.folders = Folders(output)
        """What is in the output folder."""
        self.place: StagePlace = ""
        """Where the finished files are; empty while there are none."""
        self.folder = Path()
        """That place."""
        self.staged: list[StagedFile] = []
        self.unchanged: dict[str, PublishedFile] = {}
        """What need not be written, by path."""
        self.occupied: list[str] = []
        """Paths of finished files where now a folder is."""
        self._places: dict[str, _Place] = {}

    def __enter__(self) -> Self:
        if read_journal(output_home(self.root, self.output)) is not None:
            raise RuntimeError("an interrupted publishing has to be recovered before another begins")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if read_journal(output_home(self.root, self.output)) is None:
            self.discard()

    def discard(self) -> None:
        """Delete what was staged."""
        if self.place:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.place = ""

    def target(self, path: str) -> StagingTarget:
        """Where to leave an output; its maker calls `fill_target`, then this process calls `take`.

        Args:
            path: Relative to the output folder, with `/`; the plan has made sure that it stays inside.

        Raises:
            LetterpressError: The stage cannot be made.
        """
        if not self.place:
            self.place, self.folder = _made_stage(self.root, self.output)
        place = self._place(path)
        self._places[path] = place
        published = b"" if place.published is None else place.published.digest
        return StagingTarget(f"{self.output.name}/{path}", f"{self.folder}/{place.name}", published)

    def take(self, path: str, rank: Rank, fingerprint: Digest, written: FileStat | None) -> bool:
        """Take an output that was left in its target.

        Args:
            path: Relative to the output folder.
            rank: When it is published.
            fingerprint: From `fill_target`.
            written: Likewise.

        Returns:
            Whether it differs from what is there.
        """
        place = self._places[path]
        if place.published is not None and place.published.digest == fingerprint:
            self.unchanged[path] = place.published
            return False
        self.staged.append(
            StagedFile(place.is_taken, rank, path, place.name, fingerprint, place.is_foreign, written)
        )
        return True

    def add(self, path: str, rank: Rank, data: bytes) -> bool:
        """Take an output from this process; its bytes go to disk at once. See `target` and `take`.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        return self.take(path, rank, *fill_target(self.target(path), data))

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
        target = self.target(path)
        if target.published == expected:
            return self.take(path, rank, expected, None)
        is_inside = source.is_relative_to(self.root)
        shown = source.relative_to(self.root).as_posix() if is_inside else source.name
        return self.take(path, rank, expected, _written(target, _chunks(source, shown, expected)))

    def _place(self, path: str) -> _Place:
        if self._moves_whole(path):
            return _Place(f"{TREE}/{path}", published=None, is_taken=False, is_foreign=False)
        name = f"{len(self._places):x}"
        is_there = self.folders.kind(path.rpartition("/")[0]) == "folder"
        seen = _look(f"{self.output}/{path}") if is_there else None
        if seen is None:
            return _Place(name, published=None, is_taken=False, is_foreign=False)
        published = self._published(path, seen)
        record = self.ledger.records.get(path)
        is_ours = record is not None and published is not None and published.digest == record.digest
        return _Place(name, published, is_taken=True, is_foreign=not is_ours)

    def _moves_whole(self, path: str) -> bool:
        """Whether an output moves along with its folder, which is much cheaper than file by file.

        Only where nothing of ours has been published yet: then no reader can find a file before what it links to.
        """
        folder, slash, _ = path.partition("/")
        return bool(slash) and not self.ledger.records and self.folders.kind(folder) == "missing"

    def _published(self, path: str, seen: os.stat_result) -> PublishedFile | None:
        """The file in the output folder, read only where its stat is not the recorded one."""
        if stat.S_ISDIR(seen.st_mode):
            self.occupied.append(path)
        if not stat.S_ISREG(seen.st_mode):
            return None
        record = self.ledger.records.get(path)
        if record is not None and record.stat == file_stat(seen):
            return PublishedFile(record.digest, record.stat)
        try:
            return PublishedFile(*digest_file(f"{self.output}/{path}"))
        except OSError:
            return None


def stage_folders(root: Path, output: Path) -> dict[StagePlace, Path]:
    """Where finished files of an output folder may wait: in its home, or beside the output folder."""
    return {
        "inside": output_home(root, output) / "stage",
        "beside": output.with_name(f".{output.name}.letterpress"),
    }


def _made_stage(root: Path, output: Path) -> tuple[StagePlace, Path]:
    """Make an empty folder for finished files, on the output's own file system if at all possible.

    Raises:
        LetterpressError: It cannot be made.
    """
    folders = stage_folders(root, output)
    standing = next(folder for folder in (output, *output.parents) if folder.exists())
    if standing.stat().st_dev != state_home(root).stat().st_dev:
        try:
            shutil.rmtree(folders["beside"], ignore_errors=True)
            folders["beside"].mkdir(parents=True)
        except OSError:
            pass  # then files are copied on their way into the output
        else:
            return "beside", folders["beside"]
    shutil.rmtree(folders["inside"], ignore_errors=True)
    return "inside", made(folders["inside"])


def _written(target: StagingTarget, pieces: Iterable[bytes]) -> FileStat:
    """Write an output that comes in pieces."""
    try:
        descriptor = _opened(target.file)
        try:
            for piece in pieces:
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            return file_stat(os.fstat(descriptor))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise LetterpressError(problems.write_failed(target.path, error)) from None


def _opened(file: str) -> int:
    """A new file; mostly the first in its folder, so that trying before making the folder would be in vain."""
    folder = file.rpartition("/")[0]
    try:
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 - for every page of the site
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    return os.open(file, _NEW_FILE, 0o666)


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
