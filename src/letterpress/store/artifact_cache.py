# SPDX-License-Identifier: MIT
"""What was made from sources, kept as bytes from one build to the next.

An artifact has a key, the digest of all that making it depends on, and is a part of what is found there, such as
`document` or `body`. The artifacts of one part lie in a file that only grows; an index says where each is. The index
holds a digest of every artifact, so that whatever happens to a file, a wrong artifact is only ever a missing one.
"""

import os
import stat
from collections.abc import Iterable, KeysView, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import BinaryIO, Self

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import DIGEST_SIZE, Digest, digest
from letterpress.files import OPEN_FLAGS, is_inner, open_file
from letterpress.store import diagnostics as problems
from letterpress.store.checked_file import UnreadableError, read_sealed, write_sealed
from letterpress.store.paths import CACHE, HOME, clear, in_its_folder, made, shown, state_home

INDEX = "index"
SLACK = 1 << 20
"""Bytes of garbage that are never worth a new file."""

_FLAGS = OPEN_FLAGS | os.O_RDWR | os.O_CREAT
_SCHEMA = b"artifacts 1"
_PLACE = Struct(f"<QL{DIGEST_SIZE}s")
"""Offset, size and digest of an artifact; packed, because ten thousand of them are read in a millisecond."""


class Saved(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the index says of one part."""

    generation: int = 0
    """Which file it is."""
    end: int = 0
    """How long the file was when the index was saved; what follows is garbage."""
    needed: int = 0
    """How many bytes of it are not garbage."""
    keys: bytes = b""
    """One after the other."""
    places: bytes = b""
    """The same, in the order of the keys."""


class _Index(msgspec.Struct, frozen=True, gc=False, array_like=True):
    version: Digest
    parts: Mapping[str, Saved]


class BlobFile:
    """The artifacts of one part in an append-only file, replaced when most of it is garbage."""

    def __init__(self, folder: Path, part: str, saved: Saved) -> None:
        """Open nothing yet.

        Args:
            folder: A folder of ours, which need not exist.
            part: The name of the part.
            saved: As the last index says.
        """
        self._folder = folder
        self._part = part
        self._generation = saved.generation
        self._end = saved.end
        self._needed = saved.needed
        self._places = dict(
            zip(_split(saved.keys, DIGEST_SIZE), _split(saved.places, _PLACE.size), strict=True)
        )
        self._reading: BinaryIO | None = None
        self._writing: BinaryIO | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._folder / f"{self._part.replace(':', '-')}-{self._generation}"

    @property
    def keys(self) -> KeysView[Digest]:
        """The keys of all artifacts, of damaged ones as well."""
        return self._places.keys()

    @property
    def is_worn(self) -> bool:
        """Whether it is time for a new file."""
        return self._end > 2 * self._needed + SLACK

    def get(self, key: Digest) -> bytes | None:
        """An artifact; None where it is missing or damaged."""
        place = self._places.get(key)
        if place is None:
            return None
        offset, size, expected = _PLACE.unpack(place)
        try:
            file = self._open()
            file.seek(offset)
            data = file.read(size)
        except OSError:
            return None
        return data if digest(data) == expected else None

    def get_all(self, keys: Sequence[Digest]) -> list[bytes | None]:
        """Several artifacts, each or None; where they are much of the file, it is read in one go."""
        packed = b"".join([self._places.get(key, _NOWHERE) for key in keys])
        places = list(_PLACE.iter_unpack(packed))
        if sum([size for _, size, _ in places]) < self._end // 4:
            return [self.get(key) for key in keys]
        try:
            file = self._open()
            file.seek(0)
            whole = file.read(self._end)
        except OSError:
            whole = b""
        found = [whole[offset : offset + size] for offset, size, _ in places]
        return [
            each if digest(each) == expected else None
            for each, (_, _, expected) in zip(found, places, strict=True)
        ]

    def put_all(self, artifacts: Mapping[Digest, bytes]) -> None:
        """Add artifacts by their keys; one with the same key is replaced.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        self.forget(artifacts)
        at = self._end
        for key, data in artifacts.items():
            self._places[key] = _PLACE.pack(at, len(data), digest(data))
            at += len(data)
        try:
            if self._writing is None:
                self._writing = self._open_end()
            self._writing.writelines(artifacts.values())
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self.path), error)) from None
        self._needed += at - self._end
        self._end = at

    def forget(self, keys: Iterable[Digest]) -> bool:
        """Take artifacts away.

        Returns:
            Whether there was any.
        """
        places = [self._places.pop(key) for key in keys if key in self._places]
        self._needed -= sum([size for _, size, _ in _PLACE.iter_unpack(b"".join(places))])
        return bool(places)

    def saved(self) -> Saved:
        """Put everything on disk, and say what an index has to hold.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        try:
            if self._writing is not None:
                self._writing.flush()
        except OSError as error:
            raise LetterpressError(problems.write_failed(shown(self.path), error)) from None
        keys, places = b"".join(self._places), b"".join(self._places.values())
        return Saved(self._generation, self._end, self._needed, keys, places)

    def renewed(self) -> "BlobFile":
        """The file of the next generation, with all artifacts that are sound; this one is closed.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        fresh = BlobFile(self._folder, self._part, Saved(generation=self._generation + 1))
        for key in self._places:
            data = self.get(key)
            if data is not None:
                fresh.put_all({key: data})
        self.close()
        return fresh

    def close(self) -> None:
        """Let go of the file; what `saved` has not put on disk may be lost."""
        for file in (self._reading, self._writing):
            if file is not None:
                with suppress(OSError):
                    file.close()
        self._reading = self._writing = None

    def _open(self) -> BinaryIO:
        """The file for reading, with all that was added."""
        if self._reading is None:
            self._reading = open_file(self.path)
        if self._writing is not None:
            self._writing.flush()
        return self._reading

    def _open_end(self) -> BinaryIO:
        """The file, open behind the last artifact that counts."""
        made(self._folder)
        self.close()  # the file may become another one
        file = os.fdopen(_opened(self.path), "r+b", buffering=SLACK)
        file.seek(self._end)
        file.truncate()
        return file


class ArtifactCache:
    """The artifacts of a project."""

    def __init__(self, folder: Path, version: Digest, parts: Mapping[str, Saved]) -> None:
        """See `open`."""
        self._folder = folder
        self._version = version
        self._parts = {part: BlobFile(folder, part, saved) for part, saved in parts.items()}
        self._is_saved = True

    @classmethod
    def open(
        cls, root: Path, version: Digest, *, makes_home: bool = True
    ) -> tuple[Self, tuple[Diagnostic, ...]]:
        """Load what the last build kept.

        Args:
            root: The project's folder.
            version: Of whatever makes all artifacts; another version starts empty.
            makes_home: Whether to make `.letterpress/` where it is not there; nothing can be put without it.

        Returns:
            The cache; and a note (`cache-unreadable`) where it was damaged and starts empty.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        folder = (state_home(root) if makes_home else root / HOME) / CACHE
        try:
            index = read_sealed(folder / INDEX, _SCHEMA, _decode)
        except UnreadableError as error:
            return cls(folder, version, {}), (error.note,)
        if index is None or index.version != version:
            return cls(folder, version, {}), ()
        parts = {part: saved for part, saved in index.parts.items() if is_inner(part) and "/" not in part}
        return cls(folder, version, parts), ()

    def keys(self, part: str) -> KeysView[Digest]:
        """The keys of all artifacts of a part."""
        return self._part(part).keys

    def get(self, key: Digest, part: str) -> bytes | None:
        """An artifact; None where it is missing or damaged."""
        return self._part(part).get(key)

    def get_all(self, keys: Sequence[Digest], part: str) -> list[bytes | None]:
        """One part under several keys, each or None; many together come several times as fast as one by one."""
        return self._part(part).get_all(keys)

    def put_all(self, part: str, artifacts: Mapping[Digest, bytes]) -> None:
        """Keep artifacts of one part by their keys; all goes to disk at once.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        self._is_saved = False
        self._part(part).put_all(artifacts)

    def forget(self, keys: Iterable[Digest]) -> None:
        """Take every part away that some keys have."""
        gone = list(keys)
        for file in self._parts.values():
            if file.forget(gone):
                self._is_saved = False

    def save(self) -> bool:
        """Keep all artifacts for the next build.

        Returns:
            Whether there was anything to write.

        Raises:
            LetterpressError: The disk is full or refuses.
        """
        if self._is_saved:
            return False
        made(self._folder)
        for part, file in self._parts.items():
            if file.is_worn:
                self._parts[part] = file.renewed()
        parts = {part: file.saved() for part, file in self._parts.items()}
        write_sealed(self._folder / INDEX, _SCHEMA, msgspec.msgpack.encode(_Index(self._version, parts)))
        self._sweep()
        self._is_saved = True
        return True

    def _part(self, part: str) -> BlobFile:
        if part not in self._parts:
            self._parts[part] = BlobFile(self._folder, part, Saved())
        return self._parts[part]

    def _sweep(self) -> None:
        """Delete the files of other generations, now that the index speaks of these."""
        in_use = {INDEX, *[file.path.name for file in self._parts.values()]}
        for path in self._folder.iterdir():
            if path.name not in in_use and not path.is_dir():
                with suppress(OSError):  # it is in nobody's way, and the next sweep comes
                    path.unlink()

    def close(self) -> None:
        """Let go of the files; `save` comes first."""
        for file in self._parts.values():
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _opened(path: Path) -> int:
    """The file for writing, which is made if it is not there; what is not a file of its own goes."""
    with in_its_folder(path) as (name, folder):
        with suppress(OSError):
            descriptor = os.open(name, _FLAGS, 0o666, dir_fd=folder)
            seen = os.fstat(descriptor)
            if stat.S_ISREG(seen.st_mode) and seen.st_nlink == 1:
                return descriptor
            os.close(descriptor)
        clear(name, folder)
        return os.open(name, _FLAGS | os.O_EXCL, 0o666, dir_fd=folder)


def _split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


_NOWHERE = _PLACE.pack(0, 0, b"")
"""The place of an artifact that is missing: nothing has this digest."""
_decode = msgspec.msgpack.Decoder(_Index).decode
