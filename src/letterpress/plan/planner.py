# SPDX-License-Identifier: MIT
"""Which outputs a site has, and what goes into each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from letterpress.digests import Digest, digest, digest_value
from letterpress.load import Asset
from letterpress.model import permalinks
from letterpress.model.entries import Author, Issue, Post, Term
from letterpress.model.permalinks import encode, output_path
from letterpress.model.site import Site
from letterpress.plan.feeds import feed_plans
from letterpress.plan.inputs import InputDigests, pages_between, single, terms_digest
from letterpress.plan.jobs import NO_INPUTS, Inputs, Output, Plan, Rank
from letterpress.plan.months import months_of
from letterpress.plan.paging import paged


def plan_outputs(site: Site, *, assets: Sequence[Asset], shared: Mapping[str, Digest]) -> Plan:
    """Every output of the site, ordered by rank, then path; collisions included, see `collisions`."""
    digests = InputDigests(site)
    lists = (
        *_redirects(site),
        *_lists(site, digests),
        *_newsletter(site, digests),
        *_indexes(site),
        *_archive(site, digests),
        _page(permalinks.NOT_FOUND, "not_found"),
    )
    feeds = (*_feeds(site, digests, assets), *_machine_files(site))
    by_rank: tuple[Iterable[Output], ...] = (_copies(assets), _entries(site, digests), lists, feeds)
    outputs = [output for group in by_rank for output in sorted(group, key=attrgetter("path"))]
    return Plan(shared=shared, outputs=tuple(outputs))


def _copies(assets: Sequence[Asset]) -> Iterator[Output]:
    for asset in assets:
        yield Output(
            path=asset.output,
            rank=Rank.ASSET,
            kind="copy",
            subject=asset.path,
            source=asset.path,
            inputs=single(asset.path, asset.digest),
        )


def _entries(site: Site, digests: InputDigests) -> Iterator[Output]:
    rank = Rank.ENTRY
    groups = (
        zip(site.posts, digests.posts(), strict=True),
        zip(site.issues, map(digests.issue, site.issues), strict=True),
        zip(site.pages, map(digests.body, site.pages), strict=True),
    )
    for group in groups:
        for entry, inputs in group:
            document = entry.document
            yield Output(
                path=output_path(entry.url),
                rank=rank,
                kind=document.kind,
                subject=entry.id,
                source=document.path,
                inputs=inputs,
            )


def _redirects(site: Site) -> Iterator[Output]:
    for entry in (*site.posts, *site.issues, *site.pages):
        for alias in entry.document.fields.aliases:
            address = digest_value((entry.url, entry.title, entry.fields.lang))
            inputs = single(f"address of {entry.id}", address)
            yield _page(permalinks.alias_url(alias), "redirect", inputs, entry.id, source=entry.document.path)


def _lists(site: Site, digests: InputDigests) -> Iterator[Output]:
    extra = digests.cards([*pinned_ids(site), *(issue.id for issue in site.issues[-1:])])
    ids = tuple([post.id for post in site.posts])
    yield from _list(permalinks.HOME, "home", "", ids, site, digests, extra)
    for term in site.tags:
        yield from _list(term.url, "tag", term.id, term.posts, site, digests, _title_of(term))
    for term in site.categories:
        yield from _list(term.url, "category", term.id, term.posts, site, digests, _title_of(term))
    for author in site.authors:
        profile = digests.authors([author.id])
        yield from _list(author.url, "author", author.id, author.posts, site, digests, profile)
    for term in site.series:
        yield _page(term.url, "series", digests.cards(term.posts) + _title_of(term), term.id)


def _list(
    front: str,
    kind: str,
    subject: str,
    ids: Sequence[str],
    site: Site,
    digests: InputDigests,
    extra: Inputs,
) -> Iterator[Output]:
    for page in paged(ids, site.config.page_size):
        neighbours = single("neighbouring pages", pages_between(page.newer, page.older))
        inputs = digests.cards(page.ids) + neighbours
        # The pinned posts and the latest issue are on the front page alone, so that full pages never change.
        if kind != "home" or page.number is None:
            inputs += extra
        url = permalinks.list_page_url(front, page.number)
        yield _page(url, kind, inputs, subject, number=page.number)


def pinned_ids(site: Site) -> tuple[str, ...]:
    """Pinned posts, newest first."""
    return tuple([post.id for post in reversed(site.posts) if post.document.fields.pin])


def _title_of(term: Term) -> Inputs:
    return single(f"title of {term.id}", digest(term.title.encode()))


def _newsletter(site: Site, digests: InputDigests) -> Iterator[Output]:
    if site.issues:
        cards = digests.cards([issue.id for issue in site.issues])
        # A card alone does not say how many of its items are published.
        items = single("items", digest_value([len(issue.items) for issue in site.issues]))
        yield _page(permalinks.NEWSLETTER, "newsletter", cards + items)


def _indexes(site: Site) -> Iterator[Output]:
    groups: tuple[tuple[str, str, Sequence[Term]], ...] = (
        ("tags", "tags", site.tags),
        ("categories", "categories", site.categories),
        ("series", "series_index", site.series),
    )
    for group, kind, terms in groups:
        if terms:
            yield _page(permalinks.index_url(group), kind, single("terms", terms_digest(terms)))
    if site.authors:
        inputs = single("authors", _authors_digest(site.authors))
        yield _page(permalinks.index_url("authors"), "authors", inputs)


def _authors_digest(authors: Sequence[Author]) -> Digest:
    return digest_value([(author.name, author.url, len(author.posts)) for author in authors])


def _archive(site: Site, digests: InputDigests) -> Iterator[Output]:
    months = months_of(site.posts)
    counts = [(month.year, month.month, len(month.posts)) for month in months]
    yield _page(permalinks.ARCHIVE, "archive", single("months", digest_value(counts)))
    for month in months:
        url = permalinks.month_url(month.year, month.month)
        yield _page(url, "month", digests.cards(month.posts), month.id)


def _feeds(site: Site, digests: InputDigests, assets: Sequence[Asset]) -> Iterator[Output]:
    files = {f"/{encode(asset.output)}": asset.digest for asset in assets}
    for feed in feed_plans(site):
        inputs = single("feed", digest_value((feed.title, feed.home)))
        for entry_id in feed.items:
            entry = site.by_id[entry_id]
            inputs += digests.body(entry)
            image = entry.image
            if image in files:
                inputs += single(f"image of {entry_id}", files[image])
        yield _page(feed.url, feed.format, inputs, feed.subject, rank=Rank.FEED)


def _machine_files(site: Site) -> Iterator[Output]:
    addresses = single("addresses", _addresses_digest(site))
    yield _page(permalinks.SITEMAP, "sitemap", addresses, rank=Rank.FEED)
    yield _page(permalinks.ROBOTS, "robots", rank=Rank.FEED)


def _addresses_digest(site: Site) -> Digest:
    """Of every URL in the sitemap with the moment it last changed."""
    entries: tuple[Post | Issue, ...] = (*site.posts, *site.issues)
    dated = [(entry.url, entry.document.fields.updated or entry.date) for entry in entries]
    undated = [page.url for page in site.pages]
    undated += [term.url for term in (*site.tags, *site.categories, *site.series)]
    undated += [author.url for author in site.authors]
    return digest_value((dated, undated, len(site.posts)))


def _page(
    url: str,
    kind: str,
    inputs: Inputs = NO_INPUTS,
    subject: str = "",
    *,
    number: int | None = None,
    source: str = "",
    rank: Rank = Rank.LIST,
) -> Output:
    return Output(
        path=output_path(url),
        rank=rank,
        kind=kind,
        subject=subject,
        number=number,
        source=source,
        inputs=inputs,
    )
