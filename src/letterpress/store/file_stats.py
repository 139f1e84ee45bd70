# SPDX-License-Identifier: MIT
"""The stats and digests of the files that the last build read, so that the next one reads only what changed."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.files import KnownFile
from letterpress.store import diagnostics as problems
from letterpress.store.checked_file import DamagedError, encoder, read_sealed, write_sealed
from letterpress.store.paths import shown, state_home

KNOWN = "files"
_SCHEMA = b"files 1"
"""Raise the number whenever the shape of what is stored changes."""

_known = msgspec.msgpack.Decoder(dict[str, KnownFile])


def load_known(root: Path) -> tuple[dict[str, KnownFile], tuple[Diagnostic, ...]]:
    """The files that the last build read, with their stats and digests.

    Returns:
        Nothing where that is not known; with a note (`cache-unreadable`) where it is damaged.
    """
    path = state_home(root) / KNOWN
    try:
        payload = read_sealed(path, _SCHEMA)
        return ({} if payload is None else _known.decode(payload)), ()
    except (DamagedError, msgspec.DecodeError):
        return {}, (problems.cache_unreadable(shown(path)),)


def save_known(root: Path, known: Mapping[str, KnownFile]) -> None:
    """Keep `Tree.known` for the next build.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(state_home(root) / KNOWN, _SCHEMA, encoder.encode(known))
