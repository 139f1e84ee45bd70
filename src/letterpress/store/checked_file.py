# SPDX-License-Identifier: MIT
"""Files for ourselves alone: whole, sealed with our key and of this version, or as if they were not there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.files import open_file
from letterpress.serialization import plain
from letterpress.store import diagnostics as problems
from letterpress.store.paths import clear, in_its_folder, project_and_place, replace_file, shown
from letterpress.store.state_key import SEAL_SIZE, seal, state_key

T = TypeVar("T")

_MAGIC = b"letterpress\1"


class UnreadableError(Exception):
    """A sealed file is truncated, decayed, of another version or sealed by someone else, or cannot be read.

    Raised by `read_sealed`; its callers go on without the file.
    """

    def __init__(self, note: Diagnostic | None = None) -> None:
        super().__init__()
        self.note = note or problems.cache_unreadable()
        """What is said of it, where that is worth a word."""


def write_sealed(path: Path, schema: bytes, payload: bytes, *, durable: bool = False) -> bool:
    """Replace a file by a new one in one step, unless it says the same already.

    Args:
        path: Somewhere in `.letterpress/`, in a folder that exists.
        schema: Of a fixed length for each kind of file: what kind and version of content this is.
        payload: The content.
        durable: As for `replace_file`.

    Returns:
        Whether it was written.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    head = sealed_head(path, schema, payload)
    try:
        if _holds(path, head + payload):
            return False
        replace_file(path, head, payload, durable=durable)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(path), error)) from None
    return True


def read_sealed(path: Path, schema: bytes, decode: Callable[[bytes], T]) -> T | None:
    """The content of a sealed file, or None where there is none.

    Args:
        path: Somewhere in `.letterpress/`.
        schema: As it was written.
        decode: From the payload to the content.

    Raises:
        UnreadableError: It is not what `write_sealed` wrote with this schema, or cannot be read.
    """
    try:
        with open_file(path) as file:
            head = file.read(len(_MAGIC) + len(schema) + 2 * SEAL_SIZE)
            payload = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableError from error
    expected = sealed_head(path, schema, payload)
    if head != expected:
        is_whole = len(head) == len(expected) and head[: -2 * SEAL_SIZE] == _MAGIC + schema
        is_ours = head[:-SEAL_SIZE] == expected[:-SEAL_SIZE]
        raise UnreadableError(problems.state_of_another_key() if is_whole and not is_ours else None)
    try:
        return decode(payload)
    except msgspec.DecodeError as error:  # we sealed it, so this would be a fault of ours
        raise UnreadableError from error


def sealed_head(path: Path, schema: bytes, payload: bytes) -> bytes:
    """What a sealed file begins with: a seal of nothing, which tells keys apart, and one of its content and place."""
    project, place = project_and_place(path)
    key = state_key(project)
    return (
        _MAGIC
        + schema
        + seal(b"key", (), b"", key)
        + seal(b"state", (schema, os.fsencode(place)), payload, key)
    )


def remove(path: Path) -> None:
    """Take a file of the state, or a folder, away, if it is there.

    Raises:
        LetterpressError: The disk refuses.
    """
    try:
        with in_its_folder(path) as (name, folder):
            clear(name, folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(path), error)) from None


encoder = msgspec.msgpack.Encoder(enc_hook=plain)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content."""
    try:
        with open_file(path) as file:
            return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
    except OSError:
        return False
