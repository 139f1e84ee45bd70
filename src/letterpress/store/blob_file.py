# SPDX-License-Identifier: MIT
"""Things of any size in one file that only grows, until more than half of it is no longer needed.

The place of a thing holds a checksum, so that whatever happens to the file, a wrong thing is only ever a missing one.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from letterpress.diagnostics import LetterpressError
from letterpress.store import diagnostics as problems
from letterpress.store.paths import made, shown

SLACK = 1 << 20
"""Bytes of garbage that are never worth a new file."""


class Place(NamedTuple):
    """Where a thing is."""

    offset: int
    size: int
    """In bytes."""
    checksum: int
    """CRC-32."""


class Extent(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """How much of which file an index speaks of."""

    generation: int = 0
    """Which file it is."""
    end: int = 0
    """How long it was when the index was saved; what follows is garbage."""
    needed: int = 0
    """How many bytes of it are."""


class Heap:
    """The file of one generation."""

    def __init__(self, folder: Path, name: str, extent: Extent) -> None:
        """Open nothing yet.

        Args:
            folder: A folder of ours, which need not exist.
            name: What all generations' file names start with.
            extent: As the last index says.
        """
        self._folder = folder
        self._name = name
        self._generation = extent.generation
        self._end = extent.end
        self._needed = extent.needed
        self._reading: BinaryIO | None = None
        self._writing: BinaryIO | None = None

    @property
    def extent(self) -> Extent:
        """What an index that is saved now has to say."""
        return Extent(self._generation, self._end, self._needed)

    @property
    def is_worn(self) -> bool:
        """Whether it is time for a new file."""
        return self._end > 2 * self._needed + SLACK

    def read(self, place: Place) -> bytes | None:
        """A thing, or None where it is missing or damaged."""
        try:
            file = self._open()
            file.seek(place.offset)
            data = file.read(place.size)
        except OSError:
            return None
        return data if len(data) == place.size and zlib.crc32(data) == place.checksum else None

    def read_all(self, places: Sequence[tuple[int, int, int]]) -> Sequence[bytes | memoryview | None]:
        """Several things, by what makes a `Place`; where they are much of the file, it is read in one go."""
        if sum([size for _, size, _ in places]) < self._end // 4:
            return [self.read(Place(*place)) for place in places]
        try:
            file = self._open()
            file.seek(0)
            data = memoryview(file.read(self._end))
        except OSError:
            data = memoryview(b"")
        found = [data[offset : offset + size] for offset, size, _ in places]
        return [
            each if len(each) == size and zlib.crc32(each) == checksum else None
            for each, (_, size, checksum) in zip(found, places, strict=True)
        ]

    def append(self, things: Sequence[bytes]) -> list[Place]:
        """Add several things, and say where each is.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        places = []
        end = self._end
        for data in things:
            places.append(Place(end, len(data), zlib.crc32(data)))
            end += len(data)
        try:
            if self._writing is None:
                self._writing = self._open_end()
            self._writing.writelines(things)
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self._path()), error)) from None
        self._needed += end - self._end
        self._end = end
        return places

    def drop(self, place: Place) -> None:
        """A thing is no longer needed."""
        self._needed -= place.size

    def flush(self) -> None:
        """Make sure that everything is on disk.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        try:
            if self._writing is not None:
                self._writing.flush()
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self._path()), error)) from None

    def renew(self, live: Sequence[Place]) -> list[Place]:
        """Copy what is needed to the file of the next generation; a thing that is damaged stays a missing one.

        Args:
            live: The places still needed.

        Returns:
            Where these things are now, in the same order.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        fresh = Heap(self._folder, self._name, Extent(self._generation + 1))
        places = [fresh.append([self.read(place) or b""])[0] for place in live]
        fresh.flush()
        self.close()
        self._generation, self._end, self._needed = fresh._generation, fresh._end, fresh._needed
        self._reading, self._writing = fresh._reading, fresh._writing
        return [
            new if new.checksum == old.checksum else old._replace(offset=new.offset)
            for old, new in zip(live, places, strict=True)
        ]

    def sweep(self) -> None:
        """Delete the files of other generations, once an index speaks of this one."""
        for path in self._folder.glob(f"{self._name}-*"):
            if path != self._path():
                with suppress(OSError):  # it is in nobody's way, and the next sweep comes
                    path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        for file in (self._reading, self._writing):
            if file is not None:
                file.close()
        self._reading = self._writing = None

    def _path(self) -> Path:
        return self._folder / f"{self._name}-{self._generation}"

    def _open(self) -> BinaryIO:
        """The file for reading, with all that was added."""
        if self._reading is None:
            self._reading = self._path().open("rb", buffering=0)
        if self._writing is not None:
            self._writing.flush()
        return self._reading

    def _open_end(self) -> BinaryIO:
        """The file, open behind the last thing that counts."""
        made(self._folder)
        path = self._path()
        path.touch()
        file = path.open("r+b", buffering=SLACK)
        file.seek(self._end)
        file.truncate()
        return file
