# SPDX-License-Identifier: MIT
"""The shortcut for a build in which nothing changed but the text of a few documents.

Such a text shows on its own page and in feeds, and nowhere else: every other output, the checks and the editorial
report are as they were. So only those entries are looked at that these outputs show. Whether they are all is proved
by the ledger: the outputs must have the very inputs that they had, but for the texts. Any doubt leads to the ordinary
way, which gives the same result.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.document import BrokenDocument, Document
from letterpress.load import Reader, SourceFile
from letterpress.load.data_files import read_data
from letterpress.model.assemble import assemble
from letterpress.model.link_resolution import candidate_paths
from letterpress.model.site import Site
from letterpress.parse.codec import parse_key
from letterpress.parse.options import options_digest, parse_options
from letterpress.pipeline.incremental.source_snapshot import Seen
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.request import Task
from letterpress.pipeline.stages.documents import BodyReader, Cache, Documents, read_documents
from letterpress.pipeline.stages.languages import languages_of
from letterpress.pipeline.stages.publish import Renewal, renew
from letterpress.pipeline.stages.render import readable
from letterpress.pipeline.stages.site import authors_in, files_in
from letterpress.pipeline.stages.verification import compared
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.output import Plan
from letterpress.plan.outputs import OUTPUT_KINDS, PlanContext
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason
from letterpress.plan.staleness import Ledger, Record, stale_outputs
from letterpress.plugins.loading import Plugins
from letterpress.store.ledger_file import LedgerFile, open_ledger, save_ledger
from letterpress.workers.executors import Workers

MOST = 20
"""Changed texts up to which looking for what they touch is worth it."""

_KINDS = tuple([kind for kind in OUTPUT_KINDS if kind.from_inputs])
"""The kinds that can be planned and made from a part of the site."""

Reasons = Mapping[str, tuple[Reason, ...]]


class Renewed(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did in which nothing but texts changed."""

    written: tuple[str, ...] = ()
    reasons: Reasons
    """Every output that was made, and why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What publishing said."""
    of_outputs: tuple[Diagnostic, ...] = ()
    """What was said when the outputs were made, in this build or an earlier one."""


class Texts:
    """A build in which at most the text of a few documents changed."""

    def __init__(
        self, task: Task, plugins: Plugins, *, cache: Cache, workers: Workers, progress: Progress
    ) -> None:
        self._task = task
        self._tree = task.tree
        self._cache = cache
        self._workers = workers
        self._progress = progress
        self._reader = Reader(task.root)
        self._plugins = plugins
        self._parsing = parse_options(task.config, plugins)
        self._keys: dict[str, Digest] = {}
        self._amended: LedgerFile | None = None
        """Of which the ledger is but a part; None where it is all of it."""
        self.parsed = 0
        """Sources that were not in the cache."""

    def renew(self, seen: Seen, said: Sequence[Diagnostic]) -> Renewed | None:
        """Bring the output folder up to date; None where more changed than texts, and then nothing is done.

        Args:
            seen: What the last build saw, of the same premises.
            said: What was wrong with the files then.

        Raises:
            LetterpressError: The file system refuses, or a worker died; nothing was published.
        """
        # Checks and rules of plugins may look at anything, also at what our own do not ask for.
        look_at_all = self._plugins.bringing("checks") or self._plugins.bringing("rules")
        texts = None if seen.has_other_inputs or look_at_all else self._changed_texts(seen, said)
        if texts is None:
            return None
        file, notes = open_ledger(self._task.root, self._task.output)
        if notes or file.inputs != seen.inputs:
            return None
        part = file.records_with_inputs(texts)
        touched = part.records
        current = self._current(file, part)
        if current is None:
            return None
        site = self._part(seen, touched.values())
        context = PlanContext(site, self._tree.assets)
        plan = plan_outputs(context, _KINDS, shared=current.shared)
        plan = Plan(
            shared=plan.shared, outputs=tuple([each for each in plan.outputs if each.path in touched])
        )
        stale = stale_outputs(
            plan, current, readable=readable(self._tree, self._plugins), damaged=frozenset()
        )
        if stale.keys() != touched.keys() or not _only(texts, stale):
            return None
        if not stale:
            current = msgspec.structs.replace(current, inputs=self._task.inputs)
            save_ledger(self._task.root, self._task.output, current, self._amended)
            return Renewed(reasons={}, of_outputs=tuple(chain.from_iterable(current.diagnostics.values())))
        return self._publish(seen, site, plan, current, stale)

    def _current(self, file: LedgerFile, touched: Ledger) -> Ledger | None:
        """The ledger with the stats that the outputs have now; None where one of them is not as it was.

        Where all of them are unchanged, the part is enough that is about those that are touched.
        """
        if self._task.verifier.unchanged():
            self._amended = file
            along = file.records_with_inputs({InputKey(InputKind.PART_OF, path) for path in touched.records})
            return msgspec.structs.replace(touched, records={**touched.records, **along.records})
        current, damaged = compared(self._task.output, file.whole(), self._task.verifier)
        return None if damaged else current

    def _changed_texts(self, seen: Seen, said: Sequence[Diagnostic]) -> set[InputKey] | None:
        """The texts that changed, as the ledger calls them; None where something else changed or may have."""
        changed = seen.changed(self._tree)
        places = {span.path for each in said for span in (each.span, *each.related)}
        if len(changed) > MOST or not places.isdisjoint([each.source.path for each in changed]):
            return None
        digest = options_digest(self._parsing)
        keys = [parse_key(each.source.path, each.before, digest) for each in changed]
        before = self._cache.get_all(keys)
        after = self._read([each.source for each in changed])
        self.parsed = after.parsed
        texts: set[InputKey] = set()
        for change, old, new in zip(changed, before, after.documents, strict=True):
            if not (
                isinstance(old, Document) and isinstance(new, Document) and _outline(old) == _outline(new)
            ):
                return None
            if old.body_digest != new.body_digest:
                texts.add(InputKey(InputKind.BODY, change.id))
        self._cache.forget(keys)
        return texts

    def _part(self, seen: Seen, touched: Iterable[Record]) -> Site:
        """The part of the site that some outputs show, and the files that it refers to."""
        sources = dict(zip(seen.ids, self._tree.sources, strict=True))
        shown = [sources[each] for each in seen.entries_named(touched) if each in sources]
        documents = self._read(shown).documents
        documents += self._read(self._referred_to(documents)).documents
        profiles, _ = authors_in(self._tree, self._reader)
        return assemble(
            documents,
            config=self._task.config,
            now=self._task.options.now,
            include=self._task.options.include,
            files=files_in(self._tree),
            profiles=profiles,
        )

    def _referred_to(self, documents: Sequence[Document | BrokenDocument]) -> list[SourceFile]:
        """The other sources that some documents refer to."""
        sound = [each for each in documents if isinstance(each, Document)]
        paths = {path for each in sound for path in candidate_paths(each)} - {each.path for each in documents}
        numbered = any(link.target.startswith("issue:") for each in sound for link in each.references)
        known = {each.path for each in documents} if numbered else set()
        return [
            each
            for each in self._tree.sources
            if each.path in paths or (numbered and each.kind == "issue" and each.path not in known)
        ]

    def _publish(self, seen: Seen, site: Site, plan: Plan, ledger: Ledger, stale: Reasons) -> Renewed | None:
        """Make and publish what is stale; None where an error keeps that from being published."""
        data, problems = read_data(self._tree, self._reader)
        if problems:
            return None
        outcome = renew(
            self._task.root,
            self._task.output,
            Renewal(
                inputs=self._task.inputs,
                tree=self._tree,
                site=site,
                view=seen.site_view(),
                languages=languages_of(site),
                data=data,
                plugins=self._plugins,
                kinds=_KINDS,
                plan=plan,
                ledger=ledger,
                amended=self._amended,
                stale=stale.keys(),
            ),
            assets=self._tree.assets,
            read_body=BodyReader(self._cache, self._keys, self._reader, self._parsing),
            workers=self._workers,
            progress=self._progress,
            announce=self._task.options.announce,
        )
        published = outcome.published
        if published is None:
            return None
        return Renewed(
            written=published.written,
            reasons=stale,
            diagnostics=published.diagnostics,
            of_outputs=outcome.of_outputs,
        )

    def _read(self, sources: Sequence[SourceFile]) -> Documents:
        found = read_documents(
            sources,
            options=self._parsing,
            cache=self._cache,
            reader=self._reader,
            workers=self._workers,
            progress=self._progress,
        )
        self._keys.update(found.keys)
        return found


def _outline(document: Document) -> Document:
    """All of a document that shows anywhere but on its own page and in feeds, or that is checked or reported."""
    wording = document.wording
    if wording.body_characters and not wording.body_hits:
        wording = msgspec.structs.replace(wording, body_characters=1)
    links = [msgspec.structs.replace(each, line=0, column=0, length=0) for each in document.references]
    return msgspec.structs.replace(
        document, characters=0, words=0, references=tuple(links), wording=wording, body_digest=b""
    )


def _only(texts: set[InputKey], stale: Reasons) -> bool:
    """Whether outputs are stale for no other reason than that these texts changed."""
    expected = {Reason(change="changed", key=each) for each in texts}
    return all(expected.issuperset(reasons) for reasons in stale.values())
