# SPDX-License-Identifier: MIT
"""Pages that lead to others: indexes of terms and authors, the newsletter, the archive by month, the 404 page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter

import msgspec

from letterpress.diagnostics import Message
from letterpress.digests import digest_value
from letterpress.model import permalinks
from letterpress.model.entries import Post, Term
from letterpress.model.permalinks import href
from letterpress.model.site import Site
from letterpress.plan.input_digests import terms_digest
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import PageJob
from letterpress.plan.output import Output
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext
from letterpress.plan.views import LinkView, MonthView


class Month(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One month with at least one post."""

    year: int
    month: int
    posts: tuple[str, ...]
    """Ids, oldest first."""

    @property
    def id(self) -> str:
        """The month as `2026-11`."""
        return f"{self.year:04}-{self.month:02}"


def months_of(posts: Sequence[Post]) -> tuple[Month, ...]:
    """The months of these posts, newest first."""
    members: dict[tuple[int, int], list[str]] = {}
    for day, on_day in groupby(posts, key=attrgetter("day")):
        members.setdefault((day.year, day.month), []).extend([post.id for post in on_day])
    return tuple(
        Month(year=year, month=month, posts=tuple(ids))
        for (year, month), ids in sorted(members.items(), reverse=True)
    )


def _term_index(name: str, group: str, terms_of: Callable[[Site], Sequence[Term]]) -> OutputKind:
    """The kind of a page that lists all terms of a group."""

    def plan(context: PlanContext) -> Iterator[Output]:
        terms = terms_of(context.site)
        if terms:
            yield kind.output(permalinks.index_url(group), single(InputKind.TERMS, terms_digest(terms)))

    def job(context: JobContext, output: Output) -> PageJob:
        links = [(term.title, term.url, len(term.posts)) for term in terms_of(context.site)]
        return _index_job(context, output, links)

    kind = OutputKind(name=name, title=_INDEX, plan=plan, job=job)
    return kind


def _authors(context: PlanContext) -> Iterator[Output]:
    authors = context.site.authors
    if authors:
        shown = digest_value([(author.name, author.url, len(author.posts)) for author in authors])
        yield AUTHORS.output(permalinks.index_url("authors"), single(InputKind.AUTHORS, shown))


def _authors_job(context: JobContext, output: Output) -> PageJob:
    links = [(author.name, author.url, len(author.posts)) for author in context.site.authors]
    return _index_job(context, output, links)


def _index_job(context: JobContext, output: Output, links: Sequence[tuple[str, str, int]]) -> PageJob:
    return PageJob(
        path=output.path,
        template=f"{output.kind}.html",
        page=context.page(output.kind, "/" + output.path.removesuffix("index.html"), ""),
        links=tuple(
            [LinkView(title=title, url=href(url, context.base), count=count) for title, url, count in links]
        ),
    )


def _newsletter(context: PlanContext) -> Iterator[Output]:
    issues = context.site.issues
    if issues:
        cards = context.digests.cards([issue.id for issue in issues])
        # A card alone does not say how many of its items are published.
        items = single(InputKind.ITEMS, digest_value([len(issue.items) for issue in issues]))
        yield NEWSLETTER.output(permalinks.NEWSLETTER, cards + items)


def _newsletter_job(context: JobContext, output: Output) -> PageJob:
    title = context.labels.newsletter
    issues = reversed(context.site.issues)
    return PageJob(
        path=output.path,
        template="newsletter.html",
        page=context.page("newsletter", permalinks.NEWSLETTER, title),
        issues=tuple([context.views.issue_card(issue.id) for issue in issues]),
    )


def _archive(context: PlanContext) -> Iterator[Output]:
    counts = [(month.year, month.month, len(month.posts)) for month in months_of(context.site.posts)]
    yield ARCHIVE.output(permalinks.ARCHIVE, single(InputKind.MONTHS, digest_value(counts)))


def _archive_job(context: JobContext, output: Output) -> PageJob:
    months = tuple(
        [
            MonthView(
                year=month.year,
                month=month.month,
                url=href(permalinks.month_url(month.year, month.month), context.base),
                count=len(month.posts),
            )
            for month in months_of(context.site.posts)
        ]
    )
    page = context.page("archive", permalinks.ARCHIVE, "")
    return PageJob(path=output.path, template="archive.html", page=page, months=months)


def _months(context: PlanContext) -> Iterator[Output]:
    for month in months_of(context.site.posts):
        url = permalinks.month_url(month.year, month.month)
        yield MONTH.output(url, context.digests.cards(month.posts), month.id)


def _month_job(context: JobContext, output: Output) -> PageJob:
    month = context.once(partial(_months_by_id, context.site), "months")[output.subject]
    return PageJob(
        path=output.path,
        template="month.html",
        page=context.page("month", permalinks.month_url(month.year, month.month), month.id),
        posts=context.views.cards(reversed(month.posts)),
    )


def _months_by_id(site: Site) -> Mapping[str, Month]:
    return {month.id: month for month in months_of(site.posts)}


def _not_found(context: PlanContext) -> Iterator[Output]:
    if not context.is_own(permalinks.NOT_FOUND):
        yield NOT_FOUND.output(permalinks.NOT_FOUND)


def _not_found_job(context: JobContext, output: Output) -> PageJob:
    page = context.page("not_found", permalinks.NOT_FOUND, "", noindex=True)
    return PageJob(path=output.path, template="not_found.html", page=page)


_INDEX = Message("一覧のページ", "an index page")

TAGS = _term_index("tags", "tags", attrgetter("tags"))
CATEGORIES = _term_index("categories", "categories", attrgetter("categories"))
SERIES_INDEX = _term_index("series_index", "series", attrgetter("series"))
AUTHORS = OutputKind(name="authors", title=_INDEX, plan=_authors, job=_authors_job)
NEWSLETTER = OutputKind(
    name="newsletter",
    title=Message("ニュースレターの一覧", "the newsletter archive"),
    plan=_newsletter,
    job=_newsletter_job,
)
ARCHIVE = OutputKind(
    name="archive", title=Message("アーカイブ", "the archive"), plan=_archive, job=_archive_job
)
MONTH = OutputKind(
    name="month", title=Message("月別アーカイブ", "a month's archive"), plan=_months, job=_month_job
)
NOT_FOUND = OutputKind(
    name="not_found", title=Message("404ページ", "the not-found page"), plan=_not_found, job=_not_found_job
)
