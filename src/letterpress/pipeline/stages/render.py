# SPDX-License-Identifier: MIT
"""Stale outputs are rendered, staged and published; the ledger says what is there afterwards."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from letterpress.digests import Digest
from letterpress.document import Document
from letterpress.files import FileStat
from letterpress.load import Tree
from letterpress.pipeline.progress import Progress
from letterpress.plan.job_codec import encode_jobs
from letterpress.plan.job_maker import JobMaker
from letterpress.plan.jobs import Output, Rank
from letterpress.publish.slots import Slot
from letterpress.render.context import RenderSetup
from letterpress.serialization import plain
from letterpress.workers.batches import batches
from letterpress.workers.executors import Workers
from letterpress.workers.render_batch import Finished, decode_finished, encode_slots, finish_batch


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One output that is in the stage, or the source to copy there."""

    output: Output
    digest: Digest = b""
    data: bytes | None = None
    """What has yet to be staged; None for a copy, and for what lies in its slot."""
    stat: FileStat | None = None
    """Of the file in the slot, if it had to be written."""
    reads: tuple[str, ...] = ()
    whole: str = ""
    """The path of the planned output that it was made along with."""


def make_outputs(
    outputs: Sequence[Output],
    *,
    maker: JobMaker,
    body: Callable[[Document], bytes],
    setup: RenderSetup,
    slot: Callable[[str], Slot],
    workers: Workers,
    progress: Progress,
) -> Iterator[Made]:
    """Each output as soon as it is rendered, in an order that depends on the outputs alone.

    Args:
        outputs: What to make.
        maker: Makes the jobs.
        body: A document's body as the cache holds it.
        setup: What they have in common.
        slot: Where an output goes, by its path.
        workers: Who renders.
        progress: Told how far the work is.

    Raises:
        LetterpressError: A template is at fault, or the disk is full or refuses.
    """
    for output in outputs:
        if output.kind == "copy":
            yield Made(output=output)
    rendered = _in_turn([output for output in outputs if output.kind != "copy"])
    encoded_setup = encoder.encode(setup)
    calls = (
        (encoded_setup, _jobs(part, maker), _bodies(part, maker, body), _slots(part, slot, workers))
        for part in batches(rendered)
    )
    done = 0
    for result in workers.run(finish_batch, calls, tasks=len(rendered)):
        for files in decode_finished(result):
            yield from _made(rendered[done], files)
            done += 1
        progress("render", done, len(rendered))


def _made(output: Output, files: tuple[Finished, ...]) -> Iterator[Made]:
    for file in files:
        planned = output if file.path == output.path else msgspec.structs.replace(output, path=file.path)
        yield Made(
            output=planned,
            digest=file.digest,
            data=file.data,
            stat=file.stat,
            reads=file.reads,
            whole=output.path,
        )


def _in_turn(outputs: Sequence[Output]) -> Sequence[Output]:
    """The outputs with feeds and sitemap half-way.

    These take a hundred times as long as a page. Begun last, they would keep one worker busy when there is nothing left
    for the others; begun first, they would keep all waiting for the jobs, which hold the bodies.
    """
    pages = [output for output in outputs if output.rank != Rank.FEED]
    half = len(pages) // 2
    return [*pages[:half], *(output for output in outputs if output.rank == Rank.FEED), *pages[half:]]


def _jobs(outputs: Sequence[Output], maker: JobMaker) -> bytes:
    return encode_jobs([maker.job(output) for output in outputs])


def _bodies(
    outputs: Sequence[Output], maker: JobMaker, body: Callable[[Document], bytes]
) -> list[bytes | None]:
    documents = [maker.body_of(output) for output in outputs]
    return [None if document is None else body(document) for document in documents]


def _slots(outputs: Sequence[Output], slot: Callable[[str], Slot], workers: Workers) -> bytes:
    return encode_slots([slot(output.path) if workers.share_disk else None for output in outputs])


def readable(tree: Tree) -> dict[str, Digest]:
    """Today's templates and data files, by the names that a ledger uses."""
    found = {f"data:{file.name}": file.digest for file in tree.data}
    found |= {f"template:{name}": template.digest for name, template in tree.templates.items()}
    return found


encoder = msgspec.json.Encoder(enc_hook=plain)
