# SPDX-License-Identifier: MIT
"""The shortcut for a build in which nothing changed but the bodies of a few documents.

A body shows on its own page and in feeds, and nowhere else: every other output, the checks and the editorial report
are as they were. So only those entries are looked at that these outputs show. Whether they are all is proved by the
ledger: the outputs must have the very inputs that they had, but for the bodies, and their kinds must say that they
need no more of the site (`OutputKind.from_inputs`). Any doubt leads to the plain way, which gives the same result.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.document import BrokenDocument, Document
from letterpress.load import Reader, SourceFile, Tree
from letterpress.load.data_files import read_data
from letterpress.model.link_resolution import candidate_paths
from letterpress.parse.codec import parse_key
from letterpress.parse.options import options_digest
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.incremental.last_build import LastBuild, load_last, save_last
from letterpress.pipeline.incremental.source_snapshot import SourceSnapshot, load_snapshot, save_snapshot
from letterpress.pipeline.stages.languages import languages_of
from letterpress.pipeline.stages.load import LoadedProject
from letterpress.pipeline.stages.parse import ParsedSources, parse_sources
from letterpress.pipeline.stages.plan import PlannedSite, StaleOutputs, verify
from letterpress.pipeline.stages.publish import PublishedOutputs, publish_outputs, staging
from letterpress.pipeline.stages.render import render_outputs
from letterpress.pipeline.stages.site import AssembledSite, assemble_part
from letterpress.pipeline.stages.source_lines import in_reading_order
from letterpress.pipeline.stages.theme import readable_files
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.output import Plan
from letterpress.plan.outputs import OUTPUT_KINDS, PlanContext
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason, reasons_in_words
from letterpress.plan.staleness import Ledger, Record, stale_outputs
from letterpress.report.build_report import BuildReport
from letterpress.store.background_check import OutputVerifier
from letterpress.store.ledger_file import LedgerFile, open_ledger

MOST = 20
"""Changed bodies up to which looking for what they touch is worth it."""

_KINDS = tuple([kind for kind in OUTPUT_KINDS if kind.from_inputs])
"""The kinds that can be planned and made from a part of the site."""


class _Touched(NamedTuple):
    """The records of the outputs that show a changed body."""

    ledger: Ledger
    """With at least these records, and the stats that the outputs have now."""
    file: LedgerFile | None
    """Of which the ledger is a part; None where it is all of it."""
    records: dict[str, Record]


def edited_bodies_report(
    context: BuildContext, project: LoadedProject, verifier: OutputVerifier
) -> BuildReport | None:
    """Bring the site up to date and report, if nothing but bodies changed; else None, and nothing is done.

    Raises:
        LetterpressError: The file system refuses, or a worker died; nothing was published.
    """
    last, snapshot = load_last(context), load_snapshot(context.state_root, context.output)
    if last is None or snapshot is None or project.notes:
        return None
    # Checks, rules and kinds of output that plugins bring may look at anything, also at what our own do not ask for.
    if any(context.plugins.bringing(seam) for seam in ("checks", "rules", "outputs")):
        return None
    if (snapshot.inputs, snapshot.premises) != (last.inputs, project.premises):
        return None
    published = _published(context, project, snapshot, last.report.diagnostics, verifier)
    if published is None:
        return None
    context.stopwatch.lap("texts")
    report = _report(context, last, published)
    with context.saving_for_the_next_build():
        context.cache.store()
        save_last(
            context, project.inputs, until=last.until, report=report, besides=last.besides, cldr=last.cldr
        )
        save_snapshot(context.state_root, context.output, snapshot.after(project))
    return report


def _published(
    context: BuildContext,
    project: LoadedProject,
    snapshot: SourceSnapshot,
    told: Sequence[Diagnostic],
    verifier: OutputVerifier,
) -> PublishedOutputs | None:
    """Publish what shows a changed body; None where more changed, or an error keeps it from being published."""
    bodies = _changed_bodies(context, project.tree, snapshot, told)
    if bodies is None:
        return None
    touched = _touched(context, bodies, snapshot, verifier)
    if touched is None:
        return None
    part = _part(context, project.tree, snapshot, touched.records.values())
    languages = languages_of(part.site, project.tree, Reader(context.root))
    scope = PlanContext(part.site, languages.labels, project.tree.assets)
    plan = plan_outputs(scope, _KINDS, shared=touched.ledger.shared)
    plan = Plan(
        shared=plan.shared, outputs=tuple([each for each in plan.outputs if each.path in touched.records])
    )
    stale = stale_outputs(
        plan, touched.ledger, readable=readable_files(context, project.tree), damaged=frozenset()
    )
    if stale.keys() != touched.records.keys() or not _only(bodies, stale.values()):
        return None
    data, problems = read_data(project.tree, Reader(context.root))
    if problems:
        return None
    planned = PlannedSite(
        site=part.site,
        keys=part.keys,
        view=snapshot.site_view(),
        languages=languages,
        data=data,
        assets=tuple(project.tree.assets),
        kinds=_KINDS,
        plan=plan,
    )
    is_saved = touched.file is not None
    todo = StaleOutputs(ledger=touched.ledger, file=touched.file, is_saved=is_saved, stale=stale)
    with staging(context, todo) as stage:
        rendered = render_outputs(context, project.tree, planned, todo, stage)
        published = publish_outputs(context, project, planned, todo, rendered, stage)
    return published if published.done else None


def _changed_bodies(
    context: BuildContext, tree: Tree, snapshot: SourceSnapshot, told: Sequence[Diagnostic]
) -> set[InputKey] | None:
    """The bodies that changed; None where something else changed, or may have.

    Args:
        context: Of the build; its cache forgets the documents as they were.
        tree: The project's files.
        snapshot: What the last build saw, of the same premises.
        told: What was wrong with the files then.
    """
    changed = snapshot.changed(tree)
    places = {span.path for each in told for span in (each.span, *each.related)}
    if len(changed) > MOST or not places.isdisjoint([each.source.path for each in changed]):
        return None
    digest = options_digest(context.parse_options)
    keys = [parse_key(each.source.path, each.before, digest) for each in changed]
    before = context.cache.get_all(keys)
    after = parse_sources(context, [each.source for each in changed]).documents
    bodies: set[InputKey] = set()
    for change, old, new in zip(changed, before, after, strict=True):
        if not (isinstance(old, Document) and isinstance(new, Document) and _outline(old) == _outline(new)):
            return None
        if old.body_digest != new.body_digest:
            bodies.add(InputKey(InputKind.BODY, change.id))
    context.cache.forget(keys)
    return bodies


def _touched(
    context: BuildContext, bodies: set[InputKey], snapshot: SourceSnapshot, verifier: OutputVerifier
) -> _Touched | None:
    """The records of the outputs that show these bodies; None where any output is not as the ledger says.

    Where all outputs are unchanged, the part of the ledger is enough that is about those that are touched.
    """
    file, notes = open_ledger(context.state_root, context.output)
    if notes or file.inputs != snapshot.inputs:
        return None
    part = file.records_with_inputs(bodies)
    records = dict(part.records)
    if verifier.unchanged():
        along = file.records_with_inputs({InputKey(InputKind.PART_OF, path) for path in records})
        return _Touched(msgspec.structs.replace(part, records={**records, **along.records}), file, records)
    ledger, damaged = verify(context, file.whole(), verifier)
    return None if damaged else _Touched(ledger, None, records)


def _part(
    context: BuildContext, tree: Tree, snapshot: SourceSnapshot, touched: Iterable[Record]
) -> AssembledSite:
    """The part of the site that some outputs show, and the documents that it refers to."""
    sources = dict(zip(snapshot.ids, tree.sources, strict=True))
    ids = snapshot.entry_ids(touched)
    shown = parse_sources(context, [sources[each] for each in ids if each in sources])
    referred = parse_sources(context, _referred_to(tree, shown.documents))
    return assemble_part(
        context,
        tree,
        ParsedSources(documents=shown.documents + referred.documents, keys={**shown.keys, **referred.keys}),
    )


def _referred_to(tree: Tree, documents: Sequence[Document | BrokenDocument]) -> list[SourceFile]:
    """The other sources that some documents refer to."""
    sound = [each for each in documents if isinstance(each, Document)]
    paths = {path for each in sound for path in candidate_paths(each)} - {each.path for each in documents}
    numbered = any(link.target.startswith("issue:") for each in sound for link in each.references)
    known = {each.path for each in documents} if numbered else set()
    return [
        each
        for each in tree.sources
        if each.path in paths or (numbered and each.kind == "issue" and each.path not in known)
    ]


def _report(context: BuildContext, last: LastBuild, published: PublishedOutputs) -> BuildReport:
    """The report of a build in which nothing but bodies changed since the last."""
    diagnostics = (*last.besides, *published.diagnostics, *published.of_outputs)
    return msgspec.structs.replace(
        last.report,
        written=published.written,
        unchanged=last.report.counts.outputs - len(published.written),
        reasons=reasons_in_words(published.reasons, context.language),
        diagnostics=in_reading_order(diagnostics, context.root),
        seconds=context.stopwatch.seconds,
    )


def _outline(document: Document) -> Document:
    """All of a document that shows anywhere but on its own page and in feeds, or that is checked or reported."""
    wording = document.wording
    if wording.body_characters and not wording.body_hits:
        wording = msgspec.structs.replace(wording, body_characters=1)
    links = [msgspec.structs.replace(each, line=0, column=0, length=0) for each in document.references]
    return msgspec.structs.replace(
        document, characters=0, words=0, references=tuple(links), wording=wording, body_digest=b""
    )


def _only(bodies: set[InputKey], reasons: Iterable[Sequence[Reason]]) -> bool:
    """Whether all outputs are stale for no other reason than that these bodies changed."""
    expected = {Reason(change="changed", key=each) for each in bodies}
    return all(expected.issuperset(each) for each in reasons)
