# SPDX-License-Identifier: MIT
"""What a build saw of its sources, kept so that the next one can tell which of them say something else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from letterpress.digests import DIGEST_SIZE, Digest
from letterpress.load import SourceFile, Tree
from letterpress.pipeline.stages.load import LoadedProject
from letterpress.pipeline.stages.plan import PlannedSite
from letterpress.plan.inputs import InputKind
from letterpress.plan.staleness import Record
from letterpress.plan.views import SiteView
from letterpress.serialization import plain
from letterpress.store.last_build import load_last_build, save_last_build
from letterpress.store.paths import SNAPSHOT


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A source that says something else now."""

    source: SourceFile
    before: Digest
    """Of what it said."""
    id: str
    """Of the entry that it is."""


class SourceSnapshot(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The sources of the last build to an output folder that published, and what it made of them."""

    inputs: Digest
    """See `inputs_digest`."""
    premises: Digest
    """See `premises_digest`."""
    sources: bytes
    """The digests of the sources, one after the other in their order."""
    ids: tuple[str, ...]
    """Of the entry that each source is."""
    series: Mapping[str, tuple[str, ...]]
    """The ids of the posts of each series."""
    view: bytes
    """The `SiteView`."""

    def after(self, project: LoadedProject) -> "SourceSnapshot":
        """The snapshot of a build in which nothing but bodies changed since."""
        return msgspec.structs.replace(self, inputs=project.inputs, sources=_digests_of(project.tree))

    def changed(self, tree: Tree) -> list[Change]:
        """The sources that say something else now."""
        return [
            Change(source=source, before=before, id=entry_id)
            for source, before, entry_id in zip(tree.sources, _split(self.sources), self.ids, strict=True)
            if source.digest != before
        ]

    def entry_ids(self, records: Iterable[Record]) -> set[str]:
        """The ids of all entries that go into some outputs, as cards, as bodies or as parts of a series."""
        found: set[str] = set()
        for key in {key for record in records for key in record.inputs.keys}:
            if key.kind in (InputKind.CARD, InputKind.BODY):
                found.add(key.subject)
            elif key.kind is InputKind.SERIES:
                found.update(self.series.get(key.subject, ()))
        return found

    def site_view(self) -> SiteView:
        """What every page shows of the site."""
        return _views.decode(self.view)


def snapshot_of(project: LoadedProject, planned: PlannedSite) -> SourceSnapshot:
    """What a build saw that had no errors, so that every source is an entry."""
    site = planned.site
    ids = {entry.document.path: entry.id for entry in site.by_id.values()}
    return SourceSnapshot(
        inputs=project.inputs,
        premises=project.premises,
        sources=_digests_of(project.tree),
        ids=tuple([ids[source.path] for source in project.tree.sources]),
        series={term.id: term.posts for term in site.series},
        view=_encode_view(planned.view),
    )


def _digests_of(tree: Tree) -> bytes:
    """The digests of the sources, one after the other."""
    return b"".join([source.digest for source in tree.sources])


def _split(digests: bytes) -> list[Digest]:
    return [digests[at : at + DIGEST_SIZE] for at in range(0, len(digests), DIGEST_SIZE)]


def load_snapshot(root: Path, output: Path) -> SourceSnapshot | None:
    """The snapshot of the last build to an output folder; None where it is missing or damaged."""
    payload = load_last_build(root, output, SNAPSHOT)
    try:
        return None if payload is None else _decoder.decode(payload)
    except msgspec.DecodeError:
        return None


def save_snapshot(root: Path, output: Path, snapshot: SourceSnapshot) -> None:
    """Keep the snapshot of a build.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    save_last_build(root, output, _encode(snapshot), SNAPSHOT)


_encode = msgspec.msgpack.Encoder(enc_hook=plain).encode
_decoder = msgspec.msgpack.Decoder(SourceSnapshot)
_encode_view = msgspec.json.Encoder(enc_hook=plain).encode
_views = msgspec.json.Decoder(SiteView)
