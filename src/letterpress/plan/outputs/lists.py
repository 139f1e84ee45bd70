# SPDX-License-Identifier: MIT
"""Lists of posts in pages: the front page, tags, categories, authors and series."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from letterpress.diagnostics import Message
from letterpress.model import permalinks
from letterpress.model.entries import Term
from letterpress.model.permalinks import href
from letterpress.model.site import Site
from letterpress.plan.input_digests import pages_between, title_of
from letterpress.plan.inputs import NO_INPUTS, InputKind, Inputs, single
from letterpress.plan.jobs import PageJob
from letterpress.plan.output import Output
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext
from letterpress.plan.paging import ListPage, paged
from letterpress.plan.views import PagerView


def _list(
    kind: OutputKind,
    context: PlanContext,
    front: str,
    ids: Sequence[str],
    extra: Inputs,
    subject: str = "",
    *,
    extra_on_front_only: bool = False,
) -> Iterator[Output]:
    for page in paged(ids, context.site.config.page_size):
        neighbours = single(InputKind.NEIGHBOURING_PAGES, pages_between(page.newer, page.older))
        inputs = context.digests.cards(page.ids) + neighbours
        inputs += extra if page.number is None or not extra_on_front_only else NO_INPUTS
        yield kind.output(permalinks.list_page_url(front, page.number), inputs, subject, number=page.number)


def _home(context: PlanContext) -> Iterator[Output]:
    site = context.site
    # The pinned posts and the latest issue are on the front page alone, so that full pages never change.
    extra = context.digests.cards([*pinned_ids(site), *(issue.id for issue in site.issues[-1:])])
    yield from _list(HOME, context, permalinks.HOME, _post_ids(site), extra, extra_on_front_only=True)


def _tags(context: PlanContext) -> Iterator[Output]:
    for term in context.site.tags:
        yield from _list(TAG, context, term.url, term.posts, title_of(term), term.id)


def _categories(context: PlanContext) -> Iterator[Output]:
    for term in context.site.categories:
        yield from _list(CATEGORY, context, term.url, term.posts, title_of(term), term.id)


def _authors(context: PlanContext) -> Iterator[Output]:
    for author in context.site.authors:
        profile = context.digests.authors([author.id])
        yield from _list(AUTHOR, context, author.url, author.posts, profile, author.id)


def _series(context: PlanContext) -> Iterator[Output]:
    for term in context.site.series:
        yield SERIES.output(term.url, context.digests.cards(term.posts) + title_of(term), term.id)


def pinned_ids(site: Site) -> tuple[str, ...]:
    """The ids of pinned posts, newest first."""
    return tuple([post.id for post in reversed(site.posts) if post.document.fields.pin])


def _home_job(context: JobContext, output: Output) -> PageJob:
    site = context.site
    front = output.number is None
    ids, pager = _page_of(context, permalinks.HOME, partial(_post_ids, site), output.number)
    pinned = [each for each in pinned_ids(site) if each not in ids] if front else []
    latest = site.issues[-1:] if front else ()
    return PageJob(
        path=output.path,
        template="home.html",
        page=context.page("home", permalinks.list_page_url(permalinks.HOME, output.number), ""),
        posts=context.views.cards(ids),
        pinned=context.views.cards(pinned),
        issues=tuple([context.views.issue_card(issue.id) for issue in latest]),
        pager=pager,
    )


def _term_job(context: JobContext, output: Output) -> PageJob:
    term: Term = context.terms[output.kind, output.subject]
    ids, pager = _page_of(context, term.url, lambda: term.posts, output.number)
    url = permalinks.list_page_url(term.url, output.number)
    feeds = context.own_feeds(term.url, term.title) if output.kind == TAG.name else ()
    return PageJob(
        path=output.path,
        template=f"{output.kind}.html",
        page=context.page(output.kind, url, term.title, feeds=feeds),
        posts=context.views.cards(ids),
        pager=pager,
    )


def _author_job(context: JobContext, output: Output) -> PageJob:
    author = context.authors[output.subject]
    ids, pager = _page_of(context, author.url, lambda: author.posts, output.number)
    url = permalinks.list_page_url(author.url, output.number)
    feeds = context.own_feeds(author.url, author.name) if author.posts else ()
    return PageJob(
        path=output.path,
        template="author.html",
        page=context.page("author", url, author.name, description=author.bio, feeds=feeds),
        posts=context.views.cards(ids),
        pager=pager,
        author=context.views.author(author),
    )


def _series_job(context: JobContext, output: Output) -> PageJob:
    term = context.terms[output.kind, output.subject]
    return PageJob(
        path=output.path,
        template="series.html",
        page=context.page("series", term.url, term.title),
        posts=context.views.cards(term.posts),
    )


def _page_of(
    context: JobContext, front: str, ids: Callable[[], Sequence[str]], number: int | None
) -> tuple[tuple[str, ...], PagerView]:
    """The ids on one page of a list, and the links to its neighbours.

    Args:
        context: Keeps the pages of the list for its other pages.
        front: The site path of the list's front page.
        ids: Gives the ids of the whole list; called once for all of its pages.
        number: Of the page; None for the front page.
    """
    pages = context.once(partial(_pages_by_number, ids, context.site.config.page_size), "pages", front)
    page = pages[number]
    newer = None if number is None else permalinks.list_page_url(front, page.newer)
    older = None if page.older is None else permalinks.list_page_url(front, page.older)
    return page.ids, PagerView(
        number=number,
        newer=newer and href(newer, context.base),
        older=older and href(older, context.base),
    )


def _pages_by_number(ids: Callable[[], Sequence[str]], size: int) -> dict[int | None, ListPage]:
    return {page.number: page for page in paged(ids(), size)}


def _post_ids(site: Site) -> list[str]:
    return [post.id for post in site.posts]


HOME = OutputKind(name="home", title=Message("トップページ", "the front page"), plan=_home, job=_home_job)
TAG = OutputKind(name="tag", title=Message("タグのページ", "a tag's page"), plan=_tags, job=_term_job)
CATEGORY = OutputKind(
    name="category",
    title=Message("カテゴリーのページ", "a category's page"),
    plan=_categories,
    job=_term_job,
)
AUTHOR = OutputKind(
    name="author", title=Message("著者のページ", "an author's page"), plan=_authors, job=_author_job
)
SERIES = OutputKind(
    name="series", title=Message("連載のページ", "a series' page"), plan=_series, job=_series_job
)
