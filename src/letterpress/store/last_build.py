# SPDX-License-Identifier: MIT
"""What the last build read, saw and reported, so that the next one reads and makes only what changed."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import Digest, digest
from letterpress.files import KnownFile
from letterpress.store.checked_file import UnreadableError, encoder, read_sealed, remove, write_sealed
from letterpress.store.paths import DRAWN, FILES, HOME, REPORT, SNAPSHOT, made, output_home, state_home

_FILES_SCHEMA = b"files 1"
_DRAWN_SCHEMA = b"drawn 1"
_SCHEMAS = {REPORT: b"report 2", SNAPSHOT: b"snapshot 1"}
"""Raise a number whenever the shape of what is stored changes."""

_decode_files = msgspec.msgpack.Decoder(dict[str, KnownFile]).decode


def load_file_stats(root: Path) -> tuple[dict[str, KnownFile], tuple[Diagnostic, ...]]:
    """The files that the last build read, with their stats and digests.

    Returns:
        Nothing where that is not known; with a note (`cache-unreadable`) where it is damaged.
    """
    try:
        return read_sealed(root / HOME / FILES, _FILES_SCHEMA, _decode_files) or {}, ()
    except UnreadableError as error:
        return {}, (error.note,)


def save_file_stats(root: Path, files: Mapping[str, KnownFile]) -> None:
    """Keep `Tree.known` for the next build.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(state_home(root) / FILES, _FILES_SCHEMA, encoder.encode(files))


def was_drawn(root: Path, inputs: Digest, page: bytes) -> bool:
    """Whether the page of a report was drawn from some inputs, and has not changed since."""
    try:
        return read_sealed(root / HOME / DRAWN, _DRAWN_SCHEMA, bytes) == inputs + digest(page)
    except UnreadableError:
        return False


def save_drawn(root: Path, inputs: Digest, page: bytes) -> None:
    """Keep from what a page was drawn, where that is possible; else it is drawn again.

    A page says nothing of that itself: it may be another's, with whatever its reader's browser would run.
    """
    with suppress(LetterpressError):
        write_sealed(state_home(root) / DRAWN, _DRAWN_SCHEMA, inputs + digest(page))


def load_last_build(root: Path, output: Path, what: str = REPORT) -> bytes | None:
    """What `save_last_build` kept of the last build to this output folder; None where it is missing or damaged."""
    try:
        return read_sealed(output_home(root, output) / what, _SCHEMAS[what], bytes)
    except UnreadableError:
        return None


def save_last_build(root: Path, output: Path, payload: bytes, what: str = REPORT) -> None:
    """Keep the report of a build, or its snapshot of the sources, encoded in any way.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = output_home(root, output)
    made(home)
    write_sealed(home / what, _SCHEMAS[what], payload)


def forget_last_build(root: Path, output: Path) -> None:
    """Keep neither report nor snapshot.

    Raises:
        LetterpressError: The disk refuses.
    """
    for what in _SCHEMAS:
        remove(output_home(root, output) / what)
