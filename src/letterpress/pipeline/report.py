# SPDX-License-Identifier: MIT
"""What a build has to say about the entries it published and those it left out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from letterpress.diagnostics import Diagnostic, Language, reading_order
from letterpress.editorial.findings import EditorialReport
from letterpress.model.entries import Entry, Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.pipeline.source_lines import with_excerpts
from letterpress.plan.reasons import Reason
from letterpress.report.build_report import BuildReport, Counts, LeftOut, LeftOutStatus

if TYPE_CHECKING:
    from letterpress.pipeline.incremental.body_edits import Renewed
    from letterpress.pipeline.incremental.unchanged import Remembered
    from letterpress.pipeline.stages.publication import Publication
    from letterpress.pipeline.stages.site import Survey


def counts_of(site: Site, outputs: int) -> Counts:
    """How much the site holds."""
    return Counts(posts=len(site.posts), issues=len(site.issues), pages=len(site.pages), outputs=outputs)


def left_out(site: Site, broken: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """Every entry that was not published, and why, by path; `broken` are sources with errors."""
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    found = [_left_out(entry) for entry in held]
    found += [LeftOut(path=path, title="", status="broken") for path in broken]
    return tuple(sorted(found, key=lambda each: each.path))


def next_change(site: Site) -> dt.datetime | None:
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


def build_report(
    found: "Survey",
    published: "Publication",
    editorial: EditorialReport,
    *,
    besides: Iterable[Diagnostic],
    seconds: Mapping[str, float],
    root: Path,
    page: Path,
    language: Language,
) -> BuildReport:
    """Everything that there is to say about a build; `besides` are the diagnostics that are not of outputs."""
    site = found.site
    return BuildReport(
        counts=counts_of(site, published.outputs),
        written=published.written,
        unchanged=published.outputs - len(published.written) if published.done else 0,
        removed=published.removed,
        reasons=_in_words(published.reasons, language),
        left_out=left_out(site, site.broken),
        diagnostics=_in_reading_order(besides, published.of_outputs, root),
        editorial=editorial,
        settings=site.config.editorial,
        published=published.done,
        output=site.config.output,
        report=page.relative_to(root).as_posix() if page.is_relative_to(root) else str(page),
        next_change=next_change(site),
        seconds=seconds,
    )


def report_of_texts(
    last: "Remembered",
    renewed: "Renewed",
    *,
    seconds: Mapping[str, float],
    root: Path,
    language: Language,
) -> BuildReport:
    """What there is to say about a build in which nothing but texts changed since the last."""
    return msgspec.structs.replace(
        last.report,
        written=renewed.written,
        unchanged=last.report.counts.outputs - len(renewed.written),
        reasons=_in_words(renewed.reasons, language),
        diagnostics=_in_reading_order((*last.besides, *renewed.diagnostics), renewed.of_outputs, root),
        seconds=seconds,
    )


def _in_reading_order(
    besides: Iterable[Diagnostic], of_outputs: Iterable[Diagnostic], root: Path
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a build, each once and with its source line."""
    told = dict.fromkeys(with_excerpts((*besides, *of_outputs), root))
    return tuple(sorted(told, key=reading_order))


def _in_words(reasons: Mapping[str, tuple[Reason, ...]], language: Language) -> dict[str, tuple[str, ...]]:
    different = {each for found in reasons.values() for each in found}
    words = {each: each.message.text(language) for each in different}
    return {path: tuple([words[each] for each in found]) for path, found in reasons.items()}
