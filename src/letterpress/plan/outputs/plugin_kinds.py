# SPDX-License-Identifier: MIT
"""The kinds of output that plugins bring, beside those of letterpress."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from letterpress.diagnostics import Diagnostic, Message
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import CopyJob, DataJob, Job, decode_jobs, encode_jobs
from letterpress.plan.output import Output
from letterpress.plan.outputs import OUTPUT_KINDS
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext
from letterpress.plugins import Plugin
from letterpress.plugins.calls import attempt, results
from letterpress.plugins.diagnostics import wrong_type
from letterpress.plugins.loading import PluginError, Plugins, names_taken, place_of_function, place_of_name

_NAMES = frozenset(kind.name for kind in OUTPUT_KINDS)
_FROM_ENTRIES = frozenset(
    (InputKind.CARD, InputKind.BODY, InputKind.LINKS, InputKind.SERIES, InputKind.AUTHOR, InputKind.PLUGIN)
)
"""The inputs that are found again without asking the kind: they name what of the site they are."""


def kinds_with(plugins: Plugins, tell: Callable[[Diagnostic], None]) -> tuple[OutputKind, ...]:
    """Every kind of output, those of letterpress first.

    Args:
        plugins: Of the project.
        tell: Called with what is wrong with the kinds of plugins, also later, while they plan.
    """
    own = [(each.plugin, kind) for each in plugins.loaded for kind in each.outputs]
    sound = [(plugin, kind) for plugin, kind in own if isinstance(kind, OutputKind)]
    for fault in (*_wrong(own), *_taken(sound)):
        tell(fault)
    named: dict[str, OutputKind] = {}
    for plugin, kind in sound:
        if kind.name not in _NAMES:
            named.setdefault(kind.name, _guarded(plugin, kind, tell))
    return (*OUTPUT_KINDS, *named.values())


def has_other_inputs(outputs: Iterable[Output]) -> bool:
    """Whether an output of a plugin depends on something of which only its kind knows what changes it."""
    others = (output for output in outputs if output.kind not in _NAMES)
    return any(key.kind not in _FROM_ENTRIES for output in others for key in output.inputs.keys)


def _guarded(plugin: Plugin, kind: OutputKind, tell: Callable[[Diagnostic], None]) -> OutputKind:
    """A kind whose outputs depend on the plugin, and that fails in the plugin's name."""
    version = single(InputKind.PLUGIN, plugin.digest, plugin.name)

    def plan(context: PlanContext) -> Iterator[Output]:
        found, faults = results(plugin, kind.name, Output, kind.plan, context)
        for fault in faults:
            tell(fault)
        for output in found:
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
    if isinstance(job, CopyJob | DataJob):
        if kind.is_rendered or (isinstance(job, DataJob) and not isinstance(job.data, bytes)):
            raise PluginError(_wrong_job(plugin, kind, job))
        return msgspec.structs.replace(job, path=output.path)
    if not kind.is_rendered:
        raise PluginError(_wrong_job(plugin, kind, job))
    (arrived,) = decode_jobs(encode_jobs([msgspec.structs.replace(job, path=output.path)]))
    return arrived


def _wrong_job(plugin: Plugin, kind: OutputKind, job: object) -> Diagnostic:
    span, excerpt = place_of_function(plugin, kind.job)
    if kind.is_rendered:
        wanted = Message(
            "ワーカーで描画するジョブ（`is_rendered=True` なので）",
            "a job that workers render, because of `is_rendered=True`",
        )
    else:
        wanted = Message(
            "bytes を持つ DataJob か CopyJob（`is_rendered=False` なので）",
            "a DataJob with bytes or a CopyJob, because of `is_rendered=False`",
        )
    return wrong_type(plugin.name, kind.name, span, excerpt, wanted, job)


def _wrong(kinds: Sequence[tuple[Plugin, object]]) -> Iterator[Diagnostic]:
    for plugin, kind in kinds:
        if not isinstance(kind, OutputKind):
            span, excerpt = place_of_name(plugin, "outputs")
            wanted = Message(" OutputKind のタプル", "a tuple of OutputKind")
            yield wrong_type(plugin.name, "outputs", span, excerpt, wanted, kind)


def _taken(kinds: Iterable[tuple[Plugin, OutputKind]]) -> Iterator[Diagnostic]:
    label = Message("出力の種類 `{}` ", "the kind of output `{}`")
    yield from names_taken("outputs", label, _NAMES, ((plugin, kind.name) for plugin, kind in kinds))
