# SPDX-License-Identifier: MIT
"""Encoded bodies in one file that only grows, until more than half of it is no longer needed.

A body's place holds a checksum, so that whatever happens to the file, a wrong body is only ever a missing one.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from letterpress.diagnostics import LetterpressError
from letterpress.write import problems
from letterpress.write.home import made, shown

PREFIX = "bodies-"
SLACK = 1 << 20
"""Bytes of garbage that are never worth a new file."""


class Place(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where a body is."""

    offset: int
    size: int
    """In bytes."""
    checksum: int
    """CRC-32."""


class Bodies:
    """The file of bodies of one generation."""

    def __init__(self, folder: Path, *, generation: int, end: int) -> None:
        """Open nothing yet.

        Args:
            folder: The cache's folder, which need not exist.
            generation: Which file the index speaks of.
            end: How long it was when that index was saved; what follows is garbage.
        """
        self._folder = folder
        self.generation = generation
        self.end = end
        self._reading: BinaryIO | None = None
        self._writing: BinaryIO | None = None

    def read(self, place: Place) -> bytes | None:
        """A body, or None where it is missing or damaged."""
        try:
            if self._reading is None:
                self._reading = self._path().open("rb", buffering=0)
            if self._writing is not None:
                self._writing.flush()
            self._reading.seek(place.offset)
            data = self._reading.read(place.size)
        except OSError:
            return None
        return data if len(data) == place.size and zlib.crc32(data) == place.checksum else None

    def append(self, body: bytes) -> Place:
        """Add a body.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        place = Place(self.end, len(body), zlib.crc32(body))
        try:
            if self._writing is None:
                self._writing = self._open_end()
            self._writing.write(body)
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self._path()), error)) from None
        self.end += len(body)
        return place

    def settle(self, live: Sequence[Place]) -> list[Place]:
        """Make sure that everything is on disk, in a new file if more than half of this one is garbage.

        Args:
            live: The places still needed.

        Returns:
            Where these bodies are now, in the same order.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        self._flush()
        needed = sum(place.size for place in live)
        if self.end <= 2 * needed + SLACK:
            return list(live)
        return self._rewrite(live)

    def _flush(self) -> None:
        try:
            if self._writing is not None:
                self._writing.flush()
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self._path()), error)) from None

    def _rewrite(self, live: Sequence[Place]) -> list[Place]:
        """Copy what is needed to the file of the next generation; a body that is damaged stays a missing one."""
        fresh = Bodies(self._folder, generation=self.generation + 1, end=0)
        places = [fresh.append(self.read(place) or b"") for place in live]
        fresh._flush()
        self.close()
        self.generation, self.end = fresh.generation, fresh.end
        self._reading, self._writing = fresh._reading, fresh._writing
        return [
            new if new.checksum == old.checksum else msgspec.structs.replace(old, offset=new.offset)
            for old, new in zip(live, places, strict=True)
        ]

    def sweep(self) -> None:
        """Delete the files of other generations, once an index speaks of this one."""
        for path in self._folder.glob(f"{PREFIX}*"):
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
        return self._folder / f"{PREFIX}{self.generation}"

    def _open_end(self) -> BinaryIO:
        """The file, open behind the last body that counts."""
        made(self._folder)
        path = self._path()
        path.touch()
        file = path.open("r+b", buffering=SLACK)
        file.seek(self.end)
        file.truncate()
        return file
