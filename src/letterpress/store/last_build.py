# SPDX-License-Identifier: MIT
"""What a build said and saw last, kept for the case that the next one has nothing or next to nothing to do."""

from pathlib import Path

from letterpress.store.checked_file import DamagedError, read_sealed, remove, write_sealed
from letterpress.store.paths import made, output_home

SAID = "last"
SEEN = "seen"
_SCHEMAS = {SAID: b"last 3", SEEN: b"seen 2"}
"""Raise the number whenever the shape of a payload changes."""


def load_remembered(root: Path, output: Path, what: str = SAID) -> bytes | None:
    """The payload of the last build to this output folder; None where there is none or it is damaged."""
    try:
        return read_sealed(output_home(root, output) / what, _SCHEMAS[what])
    except DamagedError:
        return None


def save_remembered(root: Path, output: Path, payload: bytes, what: str = SAID) -> None:
    """Keep a payload.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = output_home(root, output)
    made(home)
    write_sealed(home / what, _SCHEMAS[what], payload)


def forget_remembered(root: Path, output: Path) -> None:
    """Keep nothing of the last build.

    Raises:
        LetterpressError: The disk refuses.
    """
    for what in _SCHEMAS:
        remove(output_home(root, output) / what)
