# SPDX-License-Identifier: MIT
"""A build as far as writing goes: from a mapping of outputs to a published folder with its ledger."""

from collections.abc import Mapping
from pathlib import Path

from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger, record_of
from letterpress.publish.output_folder import check_output
from letterpress.publish.publishing import Published
from letterpress.publish.publishing import publish as publish_stage
from letterpress.publish.recovery import recover
from letterpress.publish.staging import Stage
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.store.lock import build_lock

INPUTS = Inputs((InputKey(InputKind.VALUE, "text"),), bytes(16))


def publish(
    root: Path,
    outputs: Mapping[str, str | bytes],
    *,
    output: str = "site",
    save: bool = True,
    wait_seconds: float = 0.0,
) -> Published:
    """Publish exactly these outputs, as a build does."""
    folder = check_output(root, output)
    with build_lock(root, wait_seconds=wait_seconds):
        recover(root, folder)
        ledger, _ = load_ledger(root, folder)
        with Stage(root, folder, ledger) as stage:
            for path, text in outputs.items():
                stage.add(path, rank_of(path), text.encode() if isinstance(text, str) else text)
            published = publish_stage(stage, ledger.records.keys() - outputs.keys())
        if save:
            save_ledger(root, folder, ledger_of(published))
    return published


def ledger_of(published: Published) -> Ledger:
    """The ledger of a build that made every output."""
    records = {path: record_of(INPUTS, 0, file.digest, file.stat) for path, file in published.files.items()}
    return Ledger(reads=({},), records=records)


def rank_of(path: str) -> Rank:
    """Posts, then lists, then feeds."""
    if path.startswith("posts/"):
        return Rank.ENTRY
    return Rank.LIST if path.endswith(".html") else Rank.FEED


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text; nothing where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def everything(folder: Path) -> list[str]:
    """Every path below a folder, folders included."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
