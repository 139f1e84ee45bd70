# SPDX-License-Identifier: MIT
"""What a build may take away: whether the output folder is ours, what is left over in it, and what would vanish."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.load import Tree
from letterpress.model.site import Site
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.stages.plan import PlannedSite, StaleOutputs
from letterpress.plan.inputs import InputKind
from letterpress.plan.staleness import Ledger
from letterpress.publish.diagnostics import (
    content_emptied,
    output_foreign,
    output_left_over,
    pages_removed,
)
from letterpress.publish.left_over import is_made_by_letterpress, records_found, survey

FEW_PAGES = 10
"""Of a site with fewer pages, most may go without a word."""


class CheckedRemovals(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be done to the output folder, once it is known that it may be done."""

    stale: StaleOutputs
    """With what is left over among the outputs that go, where `--clean` asks for it."""
    taken_over: frozenset[str] = frozenset()
    """Files of ours in the places of outputs, of which no record is left."""
    diagnostics: tuple[Diagnostic, ...] = ()


def check_removals(
    context: BuildContext, tree: Tree, planned: PlannedSite, stale: StaleOutputs
) -> CheckedRemovals:
    """Look at what a build would take away or write over, before it does either.

    The output folder is surveyed where the ledger does not describe it: where there is none, where files are not as it
    says, and for `--clean`; else only what was left over before is looked at again.

    Returns:
        With an error among the diagnostics nothing may be published.
    """
    options, ledger = context.options, stale.ledger
    left_over, taken_over = _still_there(context.output, planned, ledger), frozenset[str]()
    if (options.clean or not ledger.records or stale.damaged) and context.output.is_dir():
        copies = {asset.output: asset.digest for asset in planned.assets}
        paths = {output.path: copies.get(output.path, b"") for output in planned.plan.outputs}
        found = survey(context.output, ledger.records.keys(), paths)
        left_over, taken_over = found.left_over, frozenset() if ledger.records else found.ours
        accepts = options.adopt or options.preview is not None
        if not (ledger.records or found.is_ours or accepts or not found.foreign):
            return CheckedRemovals(stale=stale, diagnostics=(output_foreign(_shown(context), found.foreign),))
    if not tree.sources and not tree.broken and not options.clean:
        gone = [path for path in (*stale.gone, *left_over) if path.endswith(".html")]
        if gone:
            return CheckedRemovals(stale=stale, diagnostics=(content_emptied(_shown(context)),))
    diagnostics = tuple(_pages_removed(context, planned, stale))
    for each in diagnostics:
        context.options.on_removal(each)
    if left_over and (options.clean or options.preview is not None):
        ours = records_found(context.output, left_over)
        ledger = msgspec.structs.replace(ledger, records={**ledger.records, **ours}, left_over=())
        stale = msgspec.structs.replace(stale, ledger=ledger, gone=stale.gone | ours.keys())
    else:
        is_saved = stale.is_saved and left_over == ledger.left_over
        ledger = msgspec.structs.replace(ledger, left_over=left_over)
        stale = msgspec.structs.replace(stale, ledger=ledger, is_saved=is_saved)
        if left_over:
            diagnostics += (output_left_over(_shown(context), left_over),)
    return CheckedRemovals(stale=stale, taken_over=taken_over, diagnostics=diagnostics)


def _still_there(output: Path, planned: PlannedSite, ledger: Ledger) -> tuple[str, ...]:
    """What was left over before and is so still."""
    if not ledger.left_over:
        return ()
    used = ledger.records.keys() | {each.path for each in planned.plan.outputs}
    return tuple(
        [path for path in ledger.left_over if path not in used and is_made_by_letterpress(f"{output}/{path}")]
    )


def _pages_removed(context: BuildContext, planned: PlannedSite, stale: StaleOutputs) -> Iterator[Diagnostic]:
    """The warning that most pages go, or the last of several posts, issues or pages."""
    gone = [path for path in stale.gone if path.endswith(".html")]
    if not gone:
        return
    before = [path for path in stale.ledger.records if path.endswith(".html")]
    are_most = len(before) >= FEW_PAGES and 2 * len(gone) > len(before)
    if are_most or _are_last(planned.site, stale.ledger, gone):
        yield pages_removed(_shown(context), len(gone), len(before), stops=context.options.strict)


def _are_last(site: Site, ledger: Ledger, paths: Iterable[str]) -> bool:
    """Whether these outputs are the pages of all posts, all issues or all pages, and at least two."""
    left = {"posts": site.posts, "newsletter": site.issues, "pages": site.pages}
    if all(left.values()):
        return False
    keys = (key for path in paths for key in ledger.records[path].inputs.keys if key.kind is InputKind.BODY)
    counts = Counter(key.subject.partition("/")[0] for key in keys)
    return any(counts[name] > 1 and not entries for name, entries in left.items())


def _shown(context: BuildContext) -> str:
    """The output folder as messages spell it: as the user named it, or by its name alone in a preview."""
    return context.output.name if context.options.preview else context.config.output
