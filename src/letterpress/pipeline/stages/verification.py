# SPDX-License-Identifier: MIT
"""Whether the output folder is what the ledger says."""

from pathlib import Path

import msgspec

from letterpress.plan.inputs import InputKind
from letterpress.plan.staleness import Ledger
from letterpress.store.background_check import OutputVerifier
from letterpress.store.output_stats import verify_outputs


def verified(output: Path, ledger: Ledger, verifier: OutputVerifier) -> tuple[Ledger, set[str]]:
    """Compare the output folder with the ledger, file by file only where the verifier found a difference.

    Returns:
        The ledger with the stats that its files have now, the same object where they are as recorded; and the
        outputs whose file is missing or was changed. For a part, that is the output that it is made along with.
    """
    return (ledger, set()) if verifier.unchanged() else compared(output, ledger, verifier)


def compared(output: Path, ledger: Ledger, verifier: OutputVerifier) -> tuple[Ledger, set[str]]:
    """Compare the output folder with the ledger file by file; see `verified`."""
    seen = verifier.verified() or verify_outputs(output, ledger.records)
    if seen.stats:
        records = dict(ledger.records)
        for path, stat in seen.stats.items():
            records[path] = msgspec.structs.replace(records[path], stat=stat)
        ledger = msgspec.structs.replace(ledger, records=records)
    return ledger, {whole_of(path, ledger) for path in seen.damaged}


def whole_of(path: str, ledger: Ledger) -> str:
    """The planned output that a recorded one was made along with; mostly itself."""
    keys = ledger.records[path].inputs.keys
    return keys[0].subject if keys and keys[0].kind is InputKind.PART_OF else path
