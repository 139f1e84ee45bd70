# SPDX-License-Identifier: MIT
"""Stale outputs are rendered, staged and published; the ledger says what is there afterwards."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from letterpress.diagnostics import Diagnostic, Severity, Span, worst
from letterpress.digests import Digest
from letterpress.files import FileStat
from letterpress.load import Tree
from letterpress.locale.cldr import library_digest
from letterpress.pipeline.progress import Progress
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.jobs import CopyJob, FeedJob, PageJob, encode_jobs
from letterpress.plan.output import Output, Rank
from letterpress.plan.planner import JobMaker
from letterpress.plugins.loading import Plugins
from letterpress.publish.staging import StagingTarget
from letterpress.render.context import RenderSetup
from letterpress.render.rendered import naming_pages
from letterpress.serialization import plain
from letterpress.workers.batches import batches
from letterpress.workers.executors import Workers
from letterpress.workers.render_batch import Finished, decode_finished, encode_targets, finish_batch


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


def make_outputs(
    outputs: Sequence[Output],
    *,
    maker: JobMaker,
    body: Callable[[str], bytes],
    setup: RenderSetup,
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
        setup: What they have in common.
        target: Where an output goes, by its path.
        workers: Who renders.
        progress: Told how far the work is.

    Raises:
        LetterpressError: The disk is full or refuses, or a worker died.
    """
    for output in outputs:
        if not maker.is_rendered(output):
            job = maker.ready_job(output)
            yield (
                Made(output=output, copy=job)
                if isinstance(job, CopyJob)
                else Made(output=output, data=job.data)
            )
    rendered = _in_turn([output for output in outputs if maker.is_rendered(output)])
    encoded_setup = encoder.encode(setup)
    under_way: deque[Sequence[Output]] = deque()
    failed: set[str] = set()

    def calls() -> Iterator[tuple[bytes, bytes, list[list[bytes]], bytes]]:
        for part in batches(rendered):
            tried = [output for output in part if output.kind not in failed]
            under_way.append(tried)
            yield (encoded_setup, *_jobs(tried, maker, body), _targets(tried, target, workers))

    done = 0
    for result in workers.run(finish_batch, calls(), tasks=len(rendered)):
        tried = under_way.popleft()
        files = decode_finished(result)
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


def _made(output: Output, files: tuple[Finished, ...]) -> Iterator[Made]:
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
    found: dict[tuple[Span, str], list[tuple[Diagnostic, Output]]] = {}
    for each in made:
        if each.has_error:
            for fault in each.diagnostics:
                found.setdefault((fault.span, fault.code), []).append((fault, each.output))
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


def _jobs(
    outputs: Sequence[Output], maker: JobMaker, body: Callable[[str], bytes]
) -> tuple[bytes, list[list[bytes]]]:
    """The jobs of some outputs, encoded, and for each the bodies that it names."""
    jobs = [maker.render_job(output) for output in outputs]
    named = [job.bodies if isinstance(job, PageJob | FeedJob) else () for job in jobs]
    return encode_jobs(jobs), [[body(each.id) for each in bodies] for bodies in named]


def _targets(outputs: Sequence[Output], target: Callable[[str], StagingTarget], workers: Workers) -> bytes:
    return encode_targets([target(output.path) if workers.share_disk else None for output in outputs])


def readable(tree: Tree, plugins: Plugins) -> dict[InputKey, Digest]:
    """The digests of what templates may read as they render: templates, data, plugins, what is known of dates."""
    found = {InputKey(InputKind.DATA, file.name): file.digest for file in tree.data}
    found |= {InputKey(InputKind.TEMPLATE, name): each.digest for name, each in tree.templates.items()}
    found |= {InputKey(InputKind.PLUGIN, each.name): each.digest for each in plugins.bringing("filters")}
    found[InputKey(InputKind.DATES)] = library_digest()
    return found


encoder = msgspec.json.Encoder(enc_hook=plain)
