# SPDX-License-Identifier: MIT
"""Stale outputs are rendered, staged and published; the ledger says what is there afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from letterpress.fingerprint import Digest
from letterpress.load import Tree
from letterpress.pipeline.executors import Workers
from letterpress.pipeline.progress import Progress
from letterpress.plan.job_maker import JobMaker
from letterpress.plan.jobs import Output
from letterpress.render.rendered import Rendered
from letterpress.render.setup import RenderSetup

_BATCH = 40


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One output with its bytes, or the source to copy."""

    output: Output
    data: bytes | None
    """None for a copy."""
    reads: tuple[str, ...] = ()
    whole: str = ""
    """The path of the planned output that it was made along with."""


def make_outputs(
    outputs: Sequence[Output], *, maker: JobMaker, setup: RenderSetup, workers: Workers, progress: Progress
) -> Iterator[Made]:
    """Each output as soon as it is rendered, in the given order.

    Raises:
        LetterpressError: A template is at fault.
    """
    for output in outputs:
        if output.kind == "copy":
            yield Made(output=output, data=None)
    rendered = [output for output in outputs if output.kind != "copy"]
    from letterpress.render.renderer import render_batch  # noqa: PLC0415 - Jinja costs 40 ms

    encoded_setup = encoder.encode(setup)
    batches = ((encoded_setup, _jobs(part, maker)) for part in _parts(rendered))
    done = 0
    for results in workers.run(render_batch, batches, tasks=len(rendered)):
        for files in results:
            yield from _made(rendered[done], files)
            done += 1
        progress("render", done, len(rendered))


def _made(output: Output, files: tuple[Rendered, ...]) -> Iterator[Made]:
    for file in files:
        planned = output if file.path == output.path else msgspec.structs.replace(output, path=file.path)
        yield Made(output=planned, data=file.data, reads=file.reads, whole=output.path)


def _parts(outputs: Sequence[Output]) -> Iterator[Sequence[Output]]:
    for start in range(0, len(outputs), _BATCH):
        yield outputs[start : start + _BATCH]


def _jobs(outputs: Sequence[Output], maker: JobMaker) -> bytes:
    return encoder.encode([maker.job(output) for output in outputs])


def readable(tree: Tree) -> dict[str, Digest]:
    """Today's templates and data files, by the names that a ledger uses."""
    found = {f"data:{file.name}": file.digest for file in tree.data}
    found |= {f"template:{name}": template.digest for name, template in tree.templates.items()}
    return found


def _plain(value: Any) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


encoder = msgspec.json.Encoder(enc_hook=_plain)
