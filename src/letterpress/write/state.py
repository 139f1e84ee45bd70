# SPDX-License-Identifier: MIT
"""What one build leaves for the next: the ledger of its outputs, and the stats of the files it read."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.load import KnownFile
from letterpress.plan.staleness import Ledger
from letterpress.write import problems
from letterpress.write.home import made, output_home, shown, state_home
from letterpress.write.journal import JOURNAL
from letterpress.write.sealed import DamagedError, encoder, read_sealed, remove, write_sealed

LEDGER = "ledger"
KNOWN = "files"

# Raise the number whenever the shape of what is stored changes.
_LEDGER_SCHEMA = b"ledger 1"
_KNOWN_SCHEMA = b"files 1"

_ledgers = msgspec.msgpack.Decoder(Ledger)
_known = msgspec.msgpack.Decoder(dict[str, KnownFile])


def load_ledger(root: Path, output: Path) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """What we own in an output folder, as the last build to it left it.

    Returns:
        An empty ledger where there is none; with a note (`cache-unreadable`) where it is damaged.
    """
    path = output_home(root, output) / LEDGER
    try:
        payload = read_sealed(path, _LEDGER_SCHEMA)
        return (Ledger(records={}) if payload is None else _ledgers.decode(payload)), ()
    except (DamagedError, msgspec.DecodeError):
        return Ledger(records={}), (problems.cache_unreadable(shown(path)),)


def save_ledger(root: Path, output: Path, ledger: Ledger) -> None:
    """Keep the ledger for the next build; the last step of a build, which closes the publishing journal.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = output_home(root, output)
    made(home)
    write_sealed(home / LEDGER, _LEDGER_SCHEMA, encoder.encode(ledger))
    remove(home / JOURNAL)


def load_known(root: Path) -> tuple[dict[str, KnownFile], tuple[Diagnostic, ...]]:
    """The files that the last build read, with their stats and digests.

    Returns:
        Nothing where that is not known; with a note (`cache-unreadable`) where it is damaged.
    """
    path = state_home(root) / KNOWN
    try:
        payload = read_sealed(path, _KNOWN_SCHEMA)
        return ({} if payload is None else _known.decode(payload)), ()
    except (DamagedError, msgspec.DecodeError):
        return {}, (problems.cache_unreadable(shown(path)),)


def save_known(root: Path, known: Mapping[str, KnownFile]) -> None:
    """Keep `Tree.known` for the next build.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    write_sealed(state_home(root) / KNOWN, _KNOWN_SCHEMA, encoder.encode(known))
