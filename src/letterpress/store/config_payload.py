# SPDX-License-Identifier: MIT
"""The configuration as it was read last, so that an unchanged letterpress.yaml need not be read again."""

from contextlib import suppress
from pathlib import Path

from letterpress.diagnostics import LetterpressError
from letterpress.store.checked_file import DamagedError, read_sealed, write_sealed
from letterpress.store.paths import HOME, state_home

CONFIGURATION = "configuration"
_SCHEMA = b"configuration 1"


def load_configuration(root: Path) -> bytes | None:
    """The payload that was kept last; None where there is none or it is damaged."""
    try:
        return read_sealed(root / HOME / CONFIGURATION, _SCHEMA)
    except DamagedError:
        return None


def save_configuration(root: Path, payload: bytes) -> None:
    """Keep a payload where that is possible; what is not kept is read again.

    Two commands may keep theirs at once, without the lock of a build: the seal of a mixture would not fit.
    """
    with suppress(LetterpressError):
        write_sealed(state_home(root) / CONFIGURATION, _SCHEMA, payload)
