# SPDX-License-Identifier: MIT
"""Cleaning: take away the outputs that the ledger accounts for, and the state of a project."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import BuildOptions
from letterpress.publish.publishing import publish
from letterpress.publish.recovery import recover
from letterpress.publish.staging import Stage
from letterpress.store.checked_file import remove
from letterpress.store.ledger_file import load_ledger
from letterpress.store.lock import build_lock
from letterpress.store.paths import CONFIGURATION, HOME, LOCK, REPLACED

_LAST = frozenset((LOCK, REPLACED, ".gitignore"))
"""What goes after everything else, if it goes."""


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken away, or would be."""

    outputs: tuple[str, ...]
    """Paths in the output folder, sorted."""
    state: tuple[str, ...]
    """Names in `.letterpress/`, sorted."""
    keeps_replaced: bool
    """Whether files that are not ours stay in `.letterpress/replaced/`."""
    left: int
    """Files in the output folder that letterpress does not account for, which stay."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing but what the command itself has just written."""
        return not self.outputs and set(self.state) <= {CONFIGURATION}


def clean_project(root: Path, config: Config, options: BuildOptions, *, dry_run: bool = False) -> Cleaned:
    """Take away what letterpress made: the outputs of one folder, and the state of the project.

    Only what the ledger of the last build accounts for is removed from the output; a page that somebody has edited
    since goes to `.letterpress/replaced/`, which stays.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: The rest.
        dry_run: Whether to take nothing away, and only say what would be.

    Raises:
        LetterpressError: Another build is running, or the disk refuses.
    """
    context = BuildContext(root, config, options)
    home, output = context.state_root / HOME, context.output
    state = _names(home)
    if not home.is_dir():
        return _cleaned(home, output, state, ())
    if dry_run:
        ledger, notes = load_ledger(context.state_root, output)
        return _cleaned(
            home, output, state, (path for path in ledger.records if os.path.lexists(output / path)), notes
        )
    with build_lock(context.state_root, wait_seconds=options.wait_seconds, on_wait=options.on_wait):
        notes = recover(context.state_root, output)
        ledger, unreadable = load_ledger(context.state_root, output)
        with Stage(context.state_root, output, ledger) as stage:
            published = publish(stage, ledger.records)
        said = (*notes, *unreadable, *published.diagnostics)
        cleaned = _cleaned(home, output, state, published.removed, said, is_done=True)
        # The lock goes last, since another build may begin as soon as it is gone.
        for name in (*_names(home), LOCK):
            remove(home / name)
        if not cleaned.keeps_replaced:
            for name in (REPLACED, ".gitignore"):
                remove(home / name)
            with suppress(OSError):
                home.rmdir()
        with suppress(OSError):
            output.rmdir()
    return cleaned


def _names(home: Path) -> tuple[str, ...]:
    names = (each.name for each in home.iterdir()) if home.is_dir() else ()
    return tuple(sorted(name for name in names if name not in _LAST))


def _cleaned(
    home: Path,
    output: Path,
    state: tuple[str, ...],
    outputs: Iterable[str],
    notes: Iterable[Diagnostic] = (),
    *,
    is_done: bool = False,
) -> Cleaned:
    removed = tuple(sorted(outputs))
    there = sum(len(files) for _, _, files in os.walk(output))
    return Cleaned(
        outputs=removed,
        state=state,
        keeps_replaced=(home / REPLACED).is_dir() and any((home / REPLACED).iterdir()),
        left=there if is_done else there - len(removed),
        diagnostics=tuple(notes),
    )
