# SPDX-License-Identifier: MIT
"""Files and memory: publish outputs whole and in order, and remember what this build knows for the next."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letterpress.write.cache import DocumentCache
    from letterpress.write.guard import check_output
    from letterpress.write.known import load_known, save_known
    from letterpress.write.lock import build_lock
    from letterpress.write.publishing import Published, Stored, recover
    from letterpress.write.stage import Stage
    from letterpress.write.state import load_ledger, save_ledger
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

_HOMES = {
    "cache": ("DocumentCache",),
    "guard": ("check_output",),
    "known": ("load_known", "save_known"),
    "lock": ("build_lock",),
    "publishing": ("Published", "Stored", "recover"),
    "stage": ("Stage",),
    "state": ("load_ledger", "save_ledger"),
    "verifying": ("Verified", "verify_outputs"),
}


def __getattr__(name: str) -> Any:
    """Import a module when something of it is asked for: a build with nothing to do needs few of them."""
    from importlib import import_module  # noqa: PLC0415 - only for this

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"letterpress.write.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
