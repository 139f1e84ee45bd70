# SPDX-License-Identifier: MIT
"""The kinds of output that plugins bring, beside those of letterpress."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeGuard

import msgspec

from letterpress.diagnostics import Diagnostic, Message
from letterpress.digests import DIGEST_SIZE
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import (
    CopyJob,
    DataJob,
    FeedJob,
    Job,
    PageJob,
    RenderJob,
    decode_jobs,
    encode_jobs,
)
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs import OUTPUT_KINDS
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext
from letterpress.plugins import Plugin
from letterpress.plugins.calls import attempt, results
from letterpress.plugins.diagnostics import wrong_item, wrong_type
from letterpress.plugins.loading import PluginError, Plugins, names_taken, place_of_function, place_of_name

_NAMES = frozenset(kind.name for kind in OUTPUT_KINDS)


def kinds_with(plugins: Plugins, tell: Callable[[Diagnostic], None]) -> tuple[OutputKind, ...]:
    """Every kind of output, those of letterpress first.

    Args:
        plugins: Of the project.
        tell: Called with what is wrong with the kinds of plugins, also later, while they plan.
    """
    own = [(each.plugin, kind) for each in plugins.loaded for kind in each.outputs]
    sound = [(plugin, kind) for plugin, kind in own if _is_kind(kind)]
    for fault in (*_wrong(own), *_taken(sound)):
        tell(fault)
    named: dict[str, OutputKind] = {}
    for plugin, kind in sound:
        if kind.name not in _NAMES:
            named.setdefault(kind.name, _guarded(plugin, kind, tell))
    return (*OUTPUT_KINDS, *named.values())


def _guarded(plugin: Plugin, kind: OutputKind, tell: Callable[[Diagnostic], None]) -> OutputKind:
    """A kind whose outputs depend on the plugin, and that fails in the plugin's name."""
    version = single(InputKind.PLUGIN, plugin.digest, plugin.name)

    def plan(context: PlanContext) -> Iterator[Output]:
        found, faults = results(plugin, kind.name, Output, kind.plan, context)
        for fault in faults:
            tell(fault)
        for output in found:
            if len(output.inputs.digests) != DIGEST_SIZE * len(output.inputs.keys):
                span, excerpt = place_of_function(plugin, kind.plan)
                tell(wrong_item(plugin.name, kind.name, span, excerpt, "Inputs", output.inputs))
                continue
            yield msgspec.structs.replace(
                output,
                kind=kind.name,
                inputs=output.inputs + version,
                source=output.source or plugin.path,
            )

    def job(context: JobContext, output: Output) -> Job:
        made = attempt((plugin,), kind.name, lambda: _sound_job(plugin, kind, context, output), at=kind.job)
        if isinstance(made, Diagnostic):
            raise PluginError(made)
        return made

    return msgspec.structs.replace(kind, plan=plan, job=job, from_inputs=False)


def _sound_job(plugin: Plugin, kind: OutputKind, context: JobContext, output: Output) -> Job:
    """The job that a plugin makes for an output, with the path that was planned.

    Raises:
        PluginError: It is no job, or not one of the sort that the kind makes.
        msgspec.ValidationError: It holds what its type does not allow.
    """
    job = kind.job(context, output)
    if isinstance(job, DataJob) and isinstance(job.data, bytes) and not kind.is_rendered:
        return msgspec.structs.replace(job, path=output.path)
    if isinstance(job, CopyJob | DataJob) or not kind.is_rendered:
        raise PluginError(_wrong_job(plugin, kind, job))
    (arrived,) = decode_jobs(encode_jobs([msgspec.structs.replace(job, path=output.path)]))
    _check_bodies(arrived, context)
    return arrived


def _check_bodies(job: RenderJob, context: JobContext) -> None:
    """See that a job can be rendered with the bodies that it names.

    Raises:
        ValueError: It cannot.
    """
    if not isinstance(job, PageJob | FeedJob):
        return
    for named in job.bodies:
        entry = context.site.by_id.get(named.id)
        if entry is None:
            raise ValueError(f"no entry has the id {named.id!r}")
        if len(named.hrefs) != len(entry.links):
            raise ValueError(f"the body of {named.id!r} has {len(entry.links)} links, see context.views.body")
    if isinstance(job, PageJob) and len(job.bodies) > 1:
        raise ValueError("a page shows one body")
    if isinstance(job, FeedJob):
        if job.bodies and len(job.bodies) != len(job.items):
            raise ValueError("a feed has a body for each of its items, or none")
        if any(None in (item.date.utcoffset(), item.updated.utcoffset()) for item in job.items):
            raise ValueError("a date of a feed has no time zone")


def _wrong_job(plugin: Plugin, kind: OutputKind, job: object) -> Diagnostic:
    span, excerpt = place_of_function(plugin, kind.job)
    if kind.is_rendered:
        wanted = Message(
            "ワーカーで描画するジョブ（`is_rendered=True` なので）",
            "a job that workers render, because of `is_rendered=True`",
        )
    else:
        wanted = Message(
            "bytes を持つ DataJob（`is_rendered=False` なので）",
            "a DataJob with bytes, because of `is_rendered=False`",
        )
    return wrong_type(plugin.name, kind.name, span, excerpt, wanted, job)


def _is_kind(kind: object) -> TypeGuard[OutputKind]:
    return (
        isinstance(kind, OutputKind)
        and (isinstance(kind.name, str) and isinstance(kind.title, Message) and isinstance(kind.rank, Rank))
        and (callable(kind.plan) and callable(kind.job))
    )


def _wrong(kinds: Sequence[tuple[Plugin, object]]) -> Iterator[Diagnostic]:
    for plugin, kind in kinds:
        if not _is_kind(kind):
            span, excerpt = place_of_name(plugin, "outputs")
            wanted = Message(" OutputKind のタプル", "a tuple of OutputKind")
            yield wrong_type(plugin.name, "outputs", span, excerpt, wanted, kind)


def _taken(kinds: Iterable[tuple[Plugin, OutputKind]]) -> Iterator[Diagnostic]:
    label = Message("出力の種類 `{}` ", "the kind of output `{}`")
    yield from names_taken("outputs", label, _NAMES, ((plugin, kind.name) for plugin, kind in kinds))
