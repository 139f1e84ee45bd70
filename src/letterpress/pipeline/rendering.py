# SPDX-License-Identifier: MIT
"""What a worker does with a batch of outputs: render them, and leave each in its slot."""

from collections.abc import Sequence
from typing import NamedTuple

from letterpress.fingerprint import Digest, digest
from letterpress.render.rendered import Rendered
from letterpress.render.renderer import render_batch
from letterpress.write.slots import Slot, fill_slot


class Finished(NamedTuple):
    """One output, rendered."""

    path: str
    """Relative to the output folder."""
    digest: Digest
    reads: tuple[str, ...]
    data: bytes | None
    """None where they lie in the output's slot."""


def finish_batch(setup: bytes, jobs: bytes, slots: Sequence[Slot | None]) -> list[tuple[Finished, ...]]:
    """The outputs of several jobs, in their order; for a worker of any executor.

    Args:
        setup: As `render_batch` takes it.
        jobs: As `render_batch` takes them.
        slots: One for each job; None for a worker that may be on another machine.

    Raises:
        LetterpressError: A template is at fault, or the disk is full or refuses.
    """
    return [
        # A very large sitemap comes as several files, and only one of them was expected.
        tuple([_finished(file, slot if len(files) == 1 else None) for file in files])
        for files, slot in zip(render_batch(setup, jobs), slots, strict=True)
    ]


def _finished(file: Rendered, slot: Slot | None) -> Finished:
    if slot is None:
        return Finished(file.path, digest(file.data), file.reads, file.data)
    return Finished(file.path, fill_slot(slot, file.data), file.reads, None)
