# SPDX-License-Identifier: MIT
"""Files and memory: publish outputs whole and in order, and remember what this build knows for the next."""

from letterpress.write.cache import DocumentCache
from letterpress.write.guard import check_output
from letterpress.write.lock import build_lock
from letterpress.write.publishing import Published, Stored, recover
from letterpress.write.stage import Stage
from letterpress.write.state import load_known, load_ledger, save_known, save_ledger
from letterpress.write.verifying import Verified, verify_outputs

__all__ = [
    "DocumentCache",
    "Published",
    "Stage",
    "Stored",
    "Verified",
    "build_lock",
    "check_output",
    "load_known",
    "load_ledger",
    "recover",
    "save_known",
    "save_ledger",
    "verify_outputs",
]
