# SPDX-License-Identifier: MIT
"""Publish: what was rendered moves into the output folder, and the ledger says what is there afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

import msgspec

from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.digests import Digest
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.stages.load import LoadedProject
from letterpress.pipeline.stages.plan import PlannedSite, StaleOutputs
from letterpress.pipeline.stages.render import Made, RenderedOutputs
from letterpress.pipeline.stages.theme import readable_files
from letterpress.plan.inputs import InputKey, InputKind, single
from letterpress.plan.output import Plan
from letterpress.plan.reasons import Reason
from letterpress.plan.staleness import Ledger, record_of
from letterpress.publish.publishing import publish
from letterpress.publish.recovery import recover
from letterpress.publish.staging import PublishedFile, Stage
from letterpress.store.ledger_file import load_ledger, save_ledger


class PublishedOutputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did to the output folder."""

    done: bool
    """Whether the output holds this build; else it keeps its last good state."""
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]]
    """Every output that was made, and why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What publishing itself had to say."""
    of_outputs: tuple[Diagnostic, ...]
    """What was said when the outputs were made, in this build or an earlier one."""

    def after(self, diagnostics: tuple[Diagnostic, ...]) -> "PublishedOutputs":
        """The same, with what was said before publishing began."""
        return msgspec.structs.replace(self, diagnostics=(*diagnostics, *self.diagnostics))


def last_ledger(context: BuildContext) -> Ledger:
    """The ledger of the last build, after a publishing that was interrupted has been finished.

    Raises:
        LetterpressError: The system refuses to finish it (`publish-interrupted`).
    """
    notes = recover(context.state_root, context.output)
    ledger, unreadable = load_ledger(context.state_root, context.output)
    context.notes += (*notes, *unreadable)
    return ledger


def staging(context: BuildContext, stale: StaleOutputs) -> Stage:
    """The stage for the outputs of a build, to be used in a `with` statement."""
    return Stage(context.state_root, context.output, stale.ledger)


def nothing_published(context: BuildContext, ledger: Ledger) -> PublishedOutputs:
    """What is left to say where an error was found before anything was rendered: what holds of the last good state."""
    return PublishedOutputs(
        done=False, reasons={}, of_outputs=context.told(chain.from_iterable(ledger.diagnostics.values()))
    )


def publish_outputs(
    context: BuildContext,
    project: LoadedProject,
    planned: PlannedSite,
    stale: StaleOutputs,
    rendered: RenderedOutputs,
    stage: Stage,
    *,
    taken_over: AbstractSet[str] = frozenset(),
) -> PublishedOutputs:
    """Publish what is on the stage, take away what is gone, and keep the new ledger.

    With an error in any output nothing is published, and the ledger stays as it is. `taken_over`: see `publish`.

    Raises:
        LetterpressError: The file system refuses; nothing was published, or the next build will finish it.
    """
    made = rendered.made
    gone = stale.gone - {each.output.path for each in made}
    lasting = _lasting_diagnostics(stale.ledger, gone, made)
    of_outputs = context.told(
        (
            *chain.from_iterable(lasting.values()),
            *chain.from_iterable(each.diagnostics for each in made if not each.has_error),
            *rendered.faults,
        )
    )
    if worst(of_outputs) is Severity.ERROR:
        return PublishedOutputs(done=False, reasons={}, of_outputs=of_outputs)
    if not stale.stale and not stale.gone:
        if not stale.is_saved or stale.ledger.inputs != project.inputs:
            ledger = msgspec.structs.replace(stale.ledger, inputs=project.inputs, shared=planned.plan.shared)
            with context.saving_for_the_next_build():
                save_ledger(context.state_root, context.output, ledger, stale.file)
        return PublishedOutputs(done=True, reasons={}, of_outputs=of_outputs)
    published = publish(stage, gone, taken_over=taken_over)
    context.options.announce((*published.written, *published.removed))
    ledger = next_ledger(
        project.inputs,
        planned.plan,
        stale.ledger,
        gone,
        made,
        published.files,
        readable_files(context, project.tree),
        is_part=stale.file is not None,
    )
    with context.saving_for_the_next_build():
        save_ledger(context.state_root, context.output, ledger, stale.file)
    return PublishedOutputs(
        done=True,
        written=published.written,
        removed=published.removed,
        reasons=stale.stale,
        diagnostics=published.diagnostics,
        of_outputs=of_outputs,
    )


def next_ledger(
    inputs: Digest,
    plan: Plan,
    ledger: Ledger,
    gone: AbstractSet[str],
    made: Sequence[Made],
    stored: Mapping[str, PublishedFile],
    readable: Mapping[InputKey, Digest],
    *,
    is_part: bool = False,
) -> Ledger:
    """The ledger after publishing.

    Args:
        inputs: Of this build.
        plan: Of this build.
        ledger: Of the build before.
        gone: Outputs that it does not have any more.
        made: Every output of this build that was stale.
        stored: What the output folder now holds of these.
        readable: Today's templates and data files.
        is_part: Whether `ledger` lacks records, which may need any of its `reads`.
    """
    records = {path: record for path, record in ledger.records.items() if path not in gone}
    for each in made:
        records.pop(each.output.path, None)
    reads: dict[tuple[tuple[InputKey, Digest], ...], int] = {}
    in_use = range(len(ledger.reads)) if is_part else sorted({record.reads for record in records.values()})
    places = {at: reads.setdefault(tuple(sorted(ledger.reads[at].items())), len(reads)) for at in in_use}
    # Mostly they stay as they are.
    if any(at != now for at, now in places.items()):
        records = {
            path: msgspec.structs.replace(record, reads=places[record.reads])
            for path, record in records.items()
        }
    planned = {output.path for output in plan.outputs}
    for each in made:
        output, file = each.output, stored[each.output.path]
        read = tuple(sorted([(key, readable.get(key, b"")) for key in each.reads]))
        found = output.inputs if output.path in planned else single(InputKind.PART_OF, b"", each.whole)
        records[output.path] = record_of(found, reads.setdefault(read, len(reads)), file.digest, file.stat)
    diagnostics = _lasting_diagnostics(ledger, gone, made)
    diagnostics |= {each.output.path: each.diagnostics for each in made if each.diagnostics}
    return Ledger(
        inputs=inputs,
        shared=plan.shared,
        reads=tuple(map(dict, reads)),
        records=records,
        left_over=ledger.left_over,
        diagnostics=diagnostics,
    )


def _lasting_diagnostics(
    ledger: Ledger, gone: AbstractSet[str], made: Iterable[Made]
) -> dict[str, tuple[Diagnostic, ...]]:
    """What was said of the outputs that stay as the last build left them, by their paths."""
    replaced = gone | {each.output.path for each in made}
    return {path: said for path, said in ledger.diagnostics.items() if path not in replaced}
