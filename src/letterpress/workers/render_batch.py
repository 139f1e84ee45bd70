# SPDX-License-Identifier: MIT
"""Render a batch of outputs in a worker: complete the jobs, render them, and leave each output in the stage."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.files import FileStat
from letterpress.parse.codec import decode_body
from letterpress.plan.inputs import InputKey
from letterpress.plan.jobs import PageJob, RenderJob, decode_jobs
from letterpress.publish.staging import StagingTarget, fill_target
from letterpress.render.bodies import with_bodies
from letterpress.render.rendered import Rendered

MOST_FAILURES = 10
"""Pages of one kind that may fail in a batch; the others of that kind are then not tried, for nothing will be published
anyway, and a template without end takes half a second a page."""

if TYPE_CHECKING:
    from letterpress.render.renderer import Renderer


class RenderedFile(NamedTuple):
    """One output, rendered."""

    path: str
    """Relative to the output folder."""
    digest: Digest
    """Empty where there is an error among the diagnostics."""
    reads: tuple[InputKey, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    data: bytes | None = None
    """None where they lie in the stage, or an error keeps them from being needed."""
    stat: FileStat | None = None
    """Of the file there, if it had to be written."""


def _renderer(setup: bytes) -> "Renderer":
    # A process that has all rendered elsewhere does not need the template engine, which costs 60 ms.
    from letterpress.render.renderer import renderer_for  # noqa: PLC0415

    return renderer_for(setup)


def prepare(setup: bytes) -> None:
    """Make ready for `render_batch` with this setup; for a worker that has nothing else to do."""
    _renderer(setup).prepare()


def render_batch(setup: bytes, jobs: bytes, bodies: Sequence[Sequence[bytes]], targets: bytes) -> bytes:
    """The outputs of several jobs, in their order; for a worker of any executor.

    Args:
        setup: See `renderer_for`.
        jobs: From `encode_jobs`.
        bodies: For each job those that it names, as the cache holds them.
        targets: From `encode_targets`, one for each job; None for a worker that may be on another machine.

    Returns:
        See `decode_rendered`.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    renderer = _renderer(setup)
    failed: Counter[str] = Counter()
    found: list[tuple[RenderedFile, ...]] = []
    for job, encoded, target in zip(decode_jobs(jobs), bodies, _decode_targets(targets), strict=True):
        kind = _kind(job)
        if failed[kind] == MOST_FAILURES:
            found.append(())
            continue
        files = renderer.render(with_bodies(job, [decode_body(each) for each in encoded]))
        failed[kind] += any(file.has_error for file in files)
        # A very large sitemap comes as several files, and only one of them was expected.
        found.append(tuple([_rendered_file(file, target if len(files) == 1 else None) for file in files]))
    return _encode(found)


def _kind(job: RenderJob) -> str:
    return job.page.kind if isinstance(job, PageJob) else job.path


def _rendered_file(file: Rendered, target: StagingTarget | None) -> RenderedFile:
    if file.has_error:
        return RenderedFile(file.path, b"", file.reads, file.diagnostics)
    if target is None:
        return RenderedFile(file.path, digest(file.data), file.reads, file.diagnostics, file.data)
    fingerprint, stat = fill_target(target, file.data)
    return RenderedFile(file.path, fingerprint, file.reads, file.diagnostics, stat=stat)


# Bytes go from process to process at a third of the cost of objects.
_encode = encode_targets = msgspec.msgpack.Encoder().encode
_decode_targets = msgspec.msgpack.Decoder(list[StagingTarget | None]).decode
decode_rendered = msgspec.msgpack.Decoder(list[tuple[RenderedFile, ...]]).decode
"""The files of each job, from `render_batch`; none of a job that was not tried."""
