# SPDX-License-Identifier: MIT
"""Render: stale outputs become bytes in the stage, or diagnostics that say why not."""

import mimetypes
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, worst
from letterpress.digests import Digest
from letterpress.files import FileStat
from letterpress.load import Asset, Reader, Tree
from letterpress.model.permalinks import encode
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import Progress
from letterpress.pipeline.stages.parse import BodyReader
from letterpress.pipeline.stages.plan import PlannedSite, StaleOutputs
from letterpress.pipeline.stages.theme import encode_setup, render_setup
from letterpress.plan.inputs import InputKey
from letterpress.plan.jobs import CopyJob, FeedJob, PageJob, RenderJob, encode_jobs
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs import JobContext
from letterpress.plan.planner import JobMaker
from letterpress.plugins.loading import PluginError
from letterpress.publish.staging import Stage, StagingTarget
from letterpress.render.rendered import naming_pages
from letterpress.workers.executors import Workers
from letterpress.workers.render_batch import RenderedFile, decode_rendered, encode_targets, render_batch


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One output that is in the stage, or the source to copy there, or what kept it from being made."""

    output: Output
    copy: CopyJob | None = None
    """How it is to be made, where it is a copy."""
    digest: Digest = b""
    data: bytes | None = None
    """What has yet to be staged; None for a copy, and for what lies in the stage."""
    stat: FileStat | None = None
    """Of the file there, if it had to be written."""
    reads: tuple[InputKey, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: str = ""
    """The path of the planned output that it was made along with."""

    @property
    def has_error(self) -> bool:
        """Whether this output keeps the site from being published."""
        return worst(self.diagnostics) is Severity.ERROR


class RenderedOutputs(msgspec.Struct, frozen=True, kw_only=True):
    """What came of all stale outputs."""

    made: tuple[Made, ...]
    faults: tuple[Diagnostic, ...] = ()
    """What kept outputs from being made; see `faults_of`."""


def render_outputs(
    context: BuildContext, tree: Tree, planned: PlannedSite, stale: StaleOutputs, stage: Stage
) -> RenderedOutputs:
    """Make every stale output and put it on the stage, unless it has an error.

    Raises:
        LetterpressError: The disk is full or refuses, or a worker died.
    """
    outputs = [each for each in planned.plan.outputs if each.path in stale.stale]
    if not outputs:
        return RenderedOutputs(made=())
    by_id = planned.site.by_id
    read_body = BodyReader(context, planned.keys)
    jobs = JobContext(
        planned.site,
        planned.view,
        planned.languages.labels,
        image_files=_image_files(planned.assets),
        read_body=lambda entry_id: read_body(by_id[entry_id].document),
        read_tree=lambda entry_id: read_body.tree(by_id[entry_id].document),
    )
    reader = Reader(context.root)
    made: list[Made] = []
    for each in make_outputs(
        outputs,
        maker=JobMaker(jobs, planned.kinds),
        body=lambda entry_id: read_body.encoded(by_id[entry_id].document),
        setup=encode_setup(render_setup(context, tree, planned.view, planned.languages, planned.data)),
        target=stage.target,
        workers=context.workers,
        progress=context.progress,
    ):
        if not each.has_error:
            _take(stage, each, reader)
        made.append(each if each.data is None else msgspec.structs.replace(each, data=None))
    # They were needed for the last time, and what follows takes memory of its own.
    context.close_workers()
    return RenderedOutputs(made=tuple(made), faults=faults_of(outputs, made))


def _take(stage: Stage, made: Made, reader: Reader) -> None:
    output = made.output
    if made.copy is not None:
        stage.copy(output.path, output.rank, reader.locate(made.copy.source), made.copy.digest)
    elif made.data is None:
        stage.take(output.path, output.rank, made.digest, made.stat)
    else:
        stage.add(output.path, output.rank, made.data)


def _image_files(assets: Iterable[Asset]) -> dict[str, tuple[int, str]]:
    """Size in bytes and media type of every asset that a feed may enclose, by site path."""
    found = {}
    for asset in assets:
        media_type = mimetypes.guess_type(asset.path)[0] or ""
        if media_type.startswith("image/"):
            found[f"/{encode(asset.output)}"] = asset.size, media_type
    return found


def make_outputs(
    outputs: Sequence[Output],
    *,
    maker: JobMaker,
    body: Callable[[str], bytes],
    setup: bytes,
    target: Callable[[str], StagingTarget],
    workers: Workers,
    progress: Progress,
) -> Iterator[Made]:
    """Each output as soon as it is rendered, in an order that depends on the outputs alone.

    Once an output of some kind has an error, later batches are made without that kind: nothing will be published
    anyway. Which outputs are tried depends on the batches alone, not on who works on them.

    Args:
        outputs: What to make.
        maker: Makes the jobs.
        body: An entry's body as the cache holds it, by the entry's id.
        setup: What they have in common, from `encode_setup`.
        target: Where an output goes, by its path.
        workers: Who renders.
        progress: Told how far the work is.

    Raises:
        LetterpressError: The disk is full or refuses, or a worker died.
    """
    for output in outputs:
        if not maker.is_rendered(output):
            yield _ready(output, maker)
    rendered = _in_turn([output for output in outputs if maker.is_rendered(output)])
    under_way: deque[Sequence[Output]] = deque()
    failed: set[str] = set()
    refused: list[Made] = []

    def calls() -> Iterator[tuple[bytes, bytes, list[list[bytes]], bytes]]:
        for part in workers.batches(rendered):
            jobs = _jobs([output for output in part if output.kind not in failed], maker, refused)
            tried = [output for output, _ in jobs]
            under_way.append(tried)
            yield (setup, *_encoded([job for _, job in jobs], body), _targets(tried, target, workers))

    done = 0
    for result in workers.run(render_batch, calls(), tasks=len(rendered)):
        tried = under_way.popleft()
        files = decode_rendered(result)
        # Those that were under way already are left out as well, so that it does not matter how many there were.
        made = [
            each
            for output, found in zip(tried, files, strict=True)
            if output.kind not in failed
            for each in _made(output, found)
        ]
        failed.update([each.output.kind for each in made if each.has_error])
        yield from made
        done += len(tried)
        progress("render", done, len(rendered))
    yield from refused


def _ready(output: Output, maker: JobMaker) -> Made:
    """An output that needs no worker."""
    try:
        job = maker.ready_job(output)
    except PluginError as error:
        return Made(output=output, diagnostics=(error.diagnostic,), whole=output.path)
    if isinstance(job, CopyJob):
        return Made(output=output, copy=job)
    return Made(output=output, data=job.data)


def _made(output: Output, files: tuple[RenderedFile, ...]) -> Iterator[Made]:
    for file in files:
        planned = output if file.path == output.path else msgspec.structs.replace(output, path=file.path)
        yield Made(
            output=planned,
            digest=file.digest,
            data=file.data,
            stat=file.stat,
            reads=file.reads,
            diagnostics=file.diagnostics,
            whole=output.path,
        )


def faults_of(outputs: Iterable[Output], made: Sequence[Made]) -> tuple[Diagnostic, ...]:
    """What kept outputs from being made: each place in a template once, with the first page and how many more.

    Args:
        outputs: What was to be made.
        made: All that came of it, in the order of `make_outputs`.
    """
    found: dict[tuple[Span, str, Message], list[tuple[Diagnostic, Output]]] = {}
    for each in made:
        if each.has_error:
            for fault in each.diagnostics:
                found.setdefault((fault.span, fault.code, fault.message), []).append((fault, each.output))
    if not found:
        return ()
    untried = Counter([output.kind for output in outputs])
    untried.subtract([each.output.kind for each in made if each.output.path == each.whole])
    return tuple([_told_once(places, untried) for places in found.values()])


def _told_once(places: Sequence[tuple[Diagnostic, Output]], untried: Counter[str]) -> Diagnostic:
    fault, first = places[0]
    kinds = {output.kind for _, output in places}
    return naming_pages(
        fault, first.path, others=len(places) - 1, untried=sum([untried[kind] for kind in kinds])
    )


def _in_turn(outputs: Sequence[Output]) -> Sequence[Output]:
    """The outputs with feeds and sitemap half-way.

    These take a hundred times as long as a page. Begun last, they would keep one worker busy when there is nothing left
    for the others; begun first, they would keep all waiting for the jobs, which hold the bodies.
    """
    pages = [output for output in outputs if output.rank != Rank.FEED]
    half = len(pages) // 2
    return [*pages[:half], *(output for output in outputs if output.rank == Rank.FEED), *pages[half:]]


def _jobs(outputs: Sequence[Output], maker: JobMaker, refused: list[Made]) -> list[tuple[Output, RenderJob]]:
    """The outputs with their jobs; those for which a plugin makes none are added to `refused`."""
    found = []
    for output in outputs:
        try:
            found.append((output, maker.render_job(output)))
        except PluginError as error:
            refused.append(Made(output=output, diagnostics=(error.diagnostic,), whole=output.path))
    return found


def _encoded(jobs: Sequence[RenderJob], body: Callable[[str], bytes]) -> tuple[bytes, list[list[bytes]]]:
    """Some jobs, encoded, and for each the bodies that it names."""
    named = [job.bodies if isinstance(job, PageJob | FeedJob) else () for job in jobs]
    return encode_jobs(jobs), [[body(each.id) for each in bodies] for bodies in named]


def _targets(outputs: Sequence[Output], target: Callable[[str], StagingTarget], workers: Workers) -> bytes:
    return encode_targets([target(output.path) if workers.share_disk else None for output in outputs])
