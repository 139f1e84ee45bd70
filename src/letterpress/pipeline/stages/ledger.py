# SPDX-License-Identifier: MIT
"""The ledger between two builds: what it says of today's plan, and what it says afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.pipeline.stages.render import Made
from letterpress.pipeline.stages.verification import whole_of
from letterpress.plan.inputs import InputKey, InputKind, single
from letterpress.plan.output import Plan
from letterpress.plan.staleness import Ledger, record_of
from letterpress.publish.staging import PublishedFile


def gone_outputs(plan: Plan, ledger: Ledger, stale: Mapping[str, object]) -> set[str]:
    """The outputs of the last build that today's plan no longer has; parts of fresh outputs stay."""
    planned = {output.path for output in plan.outputs}
    return {
        path
        for path in ledger.records.keys() - planned
        if (whole := whole_of(path, ledger)) == path or whole not in planned or whole in stale
    }


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
    diagnostics = lasting_diagnostics(ledger, gone, made)
    diagnostics |= {each.output.path: each.diagnostics for each in made if each.diagnostics}
    return Ledger(
        inputs=inputs,
        shared=plan.shared,
        reads=tuple(map(dict, reads)),
        records=records,
        diagnostics=diagnostics,
    )


def lasting_diagnostics(
    ledger: Ledger, gone: AbstractSet[str], made: Iterable[Made]
) -> dict[str, tuple[Diagnostic, ...]]:
    """What was said of the outputs that stay as the last build left them, by their paths."""
    replaced = gone | {each.output.path for each in made}
    return {path: said for path, said in ledger.diagnostics.items() if path not in replaced}
