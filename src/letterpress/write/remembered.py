# SPDX-License-Identifier: MIT
"""What a build said last, kept for the case that the next one has nothing to do."""

from pathlib import Path

from letterpress.write.home import made, output_home
from letterpress.write.sealed import DamagedError, read_sealed, write_sealed

REMEMBERED = "last"
_SCHEMA = b"last 1"


def load_remembered(root: Path, output: Path) -> bytes | None:
    """The payload of the last build to this output folder; None where there is none or it is damaged."""
    try:
        return read_sealed(output_home(root, output) / REMEMBERED, _SCHEMA)
    except DamagedError:
        return None


def save_remembered(root: Path, output: Path, payload: bytes) -> None:
    """Keep a payload.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = output_home(root, output)
    made(home)
    write_sealed(home / REMEMBERED, _SCHEMA, payload)
