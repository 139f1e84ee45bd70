# SPDX-License-Identifier: MIT
"""What the last build left behind, and which outputs of a plan are stale, with reasons."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

import msgspec

from letterpress.digests import Digest
from letterpress.files import FileStat
from letterpress.plan.jobs import Inputs, Plan
from letterpress.plan.reasons import Reason

NOTHING: Mapping[str, Digest] = MappingProxyType({})


class Record(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One output of the last build."""

    packed: msgspec.Raw
    """Its inputs as MessagePack: of most records only that is asked whether these are still the same."""
    reads: int
    """Index into the ledger's `reads`."""
    digest: Digest
    """Of the file's content."""
    stat: FileStat
    """As it was when the file was last known to have that content."""

    @property
    def inputs(self) -> Inputs:
        """What went into it."""
        return _inputs.decode(self.packed)


def record_of(inputs: Inputs, reads: int, digest: Digest, stat: FileStat) -> Record:
    """The record of an output that was made of these inputs."""
    return Record(msgspec.Raw(_pack(inputs)), reads, digest, stat)


_pack = msgspec.msgpack.Encoder().encode
_inputs = msgspec.msgpack.Decoder(Inputs)


class Ledger(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Everything that we own in the output folder."""

    inputs: Digest = b""
    """Of all that the last build depended on; empty where that was not finished in one go."""
    shared: Mapping[str, Digest] = NOTHING
    """What every output but a copy depended on, by name."""
    reads: tuple[Mapping[str, Digest], ...] = ()
    """Sets of templates and data files that outputs read, by name; an empty digest means it was missing."""
    records: Mapping[str, Record]
    """By output path."""


def stale_outputs(
    plan: Plan, ledger: Ledger, *, readable: Mapping[str, Digest], damaged: AbstractSet[str]
) -> dict[str, tuple[Reason, ...]]:
    """The outputs that must be made, by path, each with every reason why.

    `readable` holds today's templates and data files by the names that `Ledger.reads` uses; one that is not in it
    is missing. `damaged` are paths whose file in the output folder is not what the ledger says.
    A fresh output costs one comparison.
    """
    shared = _shared_reasons(plan, ledger)
    reads = [_read_reasons(each, readable) for each in ledger.reads]
    stale: dict[str, tuple[Reason, ...]] = {}
    for output in plan.outputs:
        record = ledger.records.get(output.path)
        if record is None:
            stale[output.path] = (Reason(change="new"),)
            continue
        reasons = [] if output.kind == "copy" else [*shared, *reads[record.reads]]
        if record.packed != msgspec.Raw(_pack(output.inputs)):
            reasons += _input_reasons(record.inputs, output.inputs)
        if output.path in damaged:
            reasons.append(Reason(change="file"))
        if reasons:
            stale[output.path] = tuple(reasons)
    return stale


def _shared_reasons(plan: Plan, ledger: Ledger) -> list[Reason]:
    names = sorted({*plan.shared, *ledger.shared})
    return [
        Reason(change="changed", name=name)
        for name in names
        if plan.shared.get(name) != ledger.shared.get(name)
    ]


def _read_reasons(reads: Mapping[str, Digest], readable: Mapping[str, Digest]) -> list[Reason]:
    return [
        Reason(change="gone" if name not in readable else "changed" if before else "added", name=name)
        for name, before in sorted(reads.items())
        if readable.get(name, b"") != before
    ]


def _input_reasons(before: Inputs, after: Inputs) -> list[Reason]:
    old = dict(before.pairs())
    new = dict(after.pairs())
    reasons = [Reason(change="changed", name=name) for name in new if name in old and old[name] != new[name]]
    reasons += [Reason(change="added", name=name) for name in new if name not in old]
    reasons += [Reason(change="gone", name=name) for name in old if name not in new]
    return reasons or [Reason(change="changed", name="order")]
