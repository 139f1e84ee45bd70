# SPDX-License-Identifier: MIT
"""The ledger: what we own in an output folder, from one build to the next."""

from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.plan.staleness import Ledger
from letterpress.write import problems
from letterpress.write.home import made, output_home, shown
from letterpress.write.journal import JOURNAL
from letterpress.write.sealed import DamagedError, encoder, read_sealed, remove, write_sealed
from letterpress.write.standing import LEDGER, save_standing

_SCHEMA = b"ledger 1"
"""Raise the number whenever the shape of the ledger changes."""

_ledgers = msgspec.msgpack.Decoder(Ledger)


def load_ledger(root: Path, output: Path) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """What we own in an output folder, as the last build to it left it.

    Returns:
        An empty ledger where there is none; with a note (`cache-unreadable`) where it is damaged.
    """
    path = output_home(root, output) / LEDGER
    try:
        payload = read_sealed(path, _SCHEMA)
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
    write_sealed(home / LEDGER, _SCHEMA, encoder.encode(ledger))
    save_standing(home, {path: record.stat for path, record in ledger.records.items()})
    remove(home / JOURNAL)
