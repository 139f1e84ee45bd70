# SPDX-License-Identifier: MIT
"""What the last build left behind, and which outputs of a plan are stale, with reasons."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.files import FileStat
from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.output import Plan
from letterpress.plan.reasons import Reason

NOTHING: Mapping[InputKey, Digest] = MappingProxyType({})

_READ = frozenset((InputKind.CARD, InputKind.BODY, InputKind.LINKS, InputKind.SERIES))
"""The inputs that come from reading documents."""


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
    shared: Mapping[InputKey, Digest] = NOTHING
    """See `Plan.shared`."""
    reads: tuple[Mapping[InputKey, Digest], ...] = ()
    """Sets of templates and data files that outputs read; an empty digest means it was missing."""
    records: Mapping[str, Record]
    """By output path."""
    left_over: tuple[str, ...] = ()
    """Pages of ours that no record knows and no source makes any more, as the last look at the folder found them."""
    diagnostics: Mapping[str, tuple[Diagnostic, ...]] = MappingProxyType({})
    """What was said when an output was made, by its path; of most outputs there is nothing to say."""


def stale_outputs(
    plan: Plan, ledger: Ledger, *, readable: Mapping[InputKey, Digest], damaged: AbstractSet[str]
) -> dict[str, tuple[Reason, ...]]:
    """The outputs that must be made, by path, each with every reason why; a fresh output costs one comparison.

    Args:
        plan: Of this build.
        ledger: Of the build before.
        readable: Today's templates and data files; one that is not in it is missing.
        damaged: Paths whose file in the output folder is not what the ledger says.
    """
    shared, read_otherwise = _shared_reasons(plan, ledger)
    reads = [_read_reasons(each, readable) for each in ledger.reads]
    stale: dict[str, tuple[Reason, ...]] = {}
    for output in plan.outputs:
        record = ledger.records.get(output.path)
        if record is None:
            stale[output.path] = (Reason(change="new"),)
            continue
        reasons = [*shared, *reads[record.reads]] if output.shares else []
        if record.packed != msgspec.Raw(_pack(output.inputs)):
            differing = _input_reasons(record.inputs, output.inputs)
            if any(each.key is not None and each.key.kind in _READ for each in differing):
                reasons += read_otherwise
            reasons += differing
        if output.path in damaged:
            reasons.append(Reason(change="file"))
        if reasons:
            stale[output.path] = tuple(reasons)
    return stale


def _shared_reasons(plan: Plan, ledger: Ledger) -> tuple[list[Reason], list[Reason]]:
    """Why all outputs that share are stale; and why documents may have been read otherwise."""
    differing = [
        Reason(change="changed", key=key)
        for key in sorted({*plan.shared, *ledger.shared})
        if plan.shared.get(key) != ledger.shared.get(key)
    ]
    plugins = [each for each in differing if each.key is not None and each.key.kind is InputKind.PLUGIN]
    return [each for each in differing if each not in plugins], plugins


def _read_reasons(reads: Mapping[InputKey, Digest], readable: Mapping[InputKey, Digest]) -> list[Reason]:
    return [
        Reason(change="gone" if key not in readable else "changed" if before else "added", key=key)
        for key, before in sorted(reads.items())
        if readable.get(key, b"") != before
    ]


def _input_reasons(before: Inputs, after: Inputs) -> list[Reason]:
    old = dict(before.pairs())
    new = dict(after.pairs())
    reasons = [Reason(change="changed", key=key) for key in new if key in old and old[key] != new[key]]
    reasons += [Reason(change="added", key=key) for key in new if key not in old]
    reasons += [Reason(change="gone", key=key) for key in old if key not in new]
    return reasons or [Reason(change="changed", key=InputKey(InputKind.ORDER))]
