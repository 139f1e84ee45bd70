# SPDX-License-Identifier: MIT
"""Report: what a build has to say, and what the next one may want to know of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.editorial.findings import EditorialReport
from letterpress.model.entries import Entry, Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.incremental.last_build import save_last
from letterpress.pipeline.incremental.source_snapshot import save_snapshot, snapshot_of
from letterpress.pipeline.options import REPORT_PAGE
from letterpress.pipeline.report_files import save_report
from letterpress.pipeline.stages.load import LoadedProject
from letterpress.pipeline.stages.plan import PlannedSite
from letterpress.pipeline.stages.publish import PublishedOutputs
from letterpress.pipeline.stages.site import AssembledSite
from letterpress.pipeline.stages.source_lines import in_reading_order, with_source_lines
from letterpress.plan.reasons import reasons_in_words
from letterpress.report.build_report import BuildReport, Counts, LeftOut, LeftOutStatus
from letterpress.store.last_build import forget_last_build


@contextmanager
def told_along(context: BuildContext, diagnostics: Iterable[Diagnostic]) -> Iterator[None]:
    """Tell of what was found so far along with an error that ends the build."""
    try:
        yield
    except LetterpressError as error:
        found = with_source_lines((*context.notes, *diagnostics), context.root)
        raise error.along_with(found) from error


def report_on_build(
    context: BuildContext,
    project: LoadedProject,
    assembled: AssembledSite,
    editorial: EditorialReport,
    planned: PlannedSite,
    published: PublishedOutputs,
) -> BuildReport:
    """Everything that there is to say about a build; report files and memory of the last build are brought up to date.

    Args:
        context: Of the build.
        project: The project's files.
        assembled: The site, checked.
        editorial: What there is to say about it.
        planned: Its outputs.
        published: What was done to the output folder.

    """
    site = assembled.site
    page = context.report_folder / REPORT_PAGE
    unwritten = save_report(
        context.report_folder, editorial, context.config, language=context.language, root=context.state_root
    )
    context.stopwatch.lap("report")
    outputs = len(planned.plan.outputs)
    besides = with_source_lines(
        (
            *context.warnings,
            *project.notes,
            *context.notes,
            *assembled.diagnostics,
            *planned.diagnostics,
            *published.diagnostics,
            *unwritten,
        ),
        context.root,
    )
    report = BuildReport(
        counts=Counts(posts=len(site.posts), issues=len(site.issues), pages=len(site.pages), outputs=outputs),
        written=published.written,
        unchanged=outputs - len(published.written) if published.done else 0,
        removed=published.removed,
        reasons=reasons_in_words(published.reasons, context.language),
        left_out=_left_out_entries(site, site.broken),
        diagnostics=in_reading_order((*besides, *published.of_outputs), context.root),
        editorial=editorial,
        settings=site.config.editorial,
        published=published.done,
        output=site.config.output,
        report=page.relative_to(context.root).as_posix() if page.is_relative_to(context.root) else str(page),
        next_change=_next_change(site),
        seconds=context.stopwatch.seconds,
    )
    with context.saving_for_the_next_build():
        if published.done and not unwritten:
            save_last(
                context,
                project.inputs,
                until=_next_status_change(site),
                report=report,
                besides=besides,
                cldr=planned.languages.cldr,
            )
            save_snapshot(context.state_root, context.output, snapshot_of(project, planned))
        else:  # the report files and the site are not those of one build
            forget_last_build(context.state_root, context.output)
    return report


def _left_out_entries(site: Site, broken: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """Every entry that was not published, and why, by path; `broken` are sources with errors."""
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    found = [_left_out(entry) for entry in held]
    found += [LeftOut(path=path, title="", status="broken") for path in broken]
    return tuple(sorted(found, key=lambda each: each.path))


def _next_change(site: Site) -> dt.datetime | None:
    """When the next scheduled entry goes out, or a published one expires: the next build is due then."""
    entries: tuple[Entry, ...] = (*site.posts, *site.issues, *site.pages)
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    moments = [entry.fields.expires for entry in entries if entry.status is Status.PUBLISHED]
    moments += [entry.fields.date for entry in held if entry.status is Status.SCHEDULED]
    coming = [moment for moment in moments if moment is not None and moment > site.now]
    return min(coming).astimezone(site.now.tzinfo) if coming else None


def _left_out(entry: Entry) -> LeftOut:
    moments = {Status.SCHEDULED: entry.fields.date, Status.EXPIRED: entry.fields.expires}
    until = moments.get(entry.status)
    if until is not None and isinstance(entry, Post | Issue):
        until = until.astimezone(entry.date.tzinfo)
    return LeftOut(path=entry.document.path, title=entry.title, status=_STATUS[entry.status], until=until)


_STATUS: Mapping[Status, LeftOutStatus] = MappingProxyType(
    {Status.DRAFT: "draft", Status.SCHEDULED: "scheduled", Status.EXPIRED: "expired"}
)


def _next_status_change(site: Site) -> dt.datetime | None:
    """The next moment at which the status of any entry changes, published or not."""
    moments = [entry.document.fields.expires for entry in site.by_id.values()]
    # The date of whatever is published has passed.
    moments += [entry.fields.date for entry in site.by_id.values() if entry.status is not Status.PUBLISHED]
    return min([moment for moment in moments if moment is not None and moment > site.now], default=None)
