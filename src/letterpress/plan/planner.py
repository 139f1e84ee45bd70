# SPDX-License-Identifier: MIT
"""Which outputs a site has, and what goes into each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterpress.fingerprint import Digest, digest, digest_value
from letterpress.load import Asset
from letterpress.model import permalinks
from letterpress.model.entries import Author, Term
from letterpress.model.permalinks import encode, output_path
from letterpress.model.site import Site
from letterpress.plan.feeds import feed_plans
from letterpress.plan.inputs import Input, InputDigests, inputs_from, terms_digest
from letterpress.plan.jobs import Inputs, Output, Plan, Rank
from letterpress.plan.months import months_of
from letterpress.plan.paging import paged


def plan_outputs(site: Site, *, assets: Sequence[Asset], shared: Mapping[str, Digest]) -> Plan:
    """Every output of the site, ordered by rank, then path; collisions included, see `collisions`."""
    digests = InputDigests(site)
    outputs = [
        *_copies(assets),
        *_entries(site, digests),
        *_redirects(site),
        *_lists(site, digests),
        *_newsletter(site, digests),
        *_indexes(site),
        *_archive(site, digests),
        _output(permalinks.NOT_FOUND, Rank.LIST, "not_found", []),
        *_feeds(site, digests, assets),
        *_machine_files(site),
    ]
    outputs.sort(key=lambda output: (output.rank, output.path))
    return Plan(shared=shared, outputs=tuple(outputs))


def _output(
    url: str,
    rank: Rank,
    kind: str,
    found: Iterable[Input],
    *,
    subject: str = "",
    number: int | None = None,
    source: str = "",
) -> Output:
    return Output(
        path=output_path(url),
        rank=rank,
        kind=kind,
        subject=subject,
        number=number,
        source=source,
        inputs=inputs_from(found),
    )


def _copies(assets: Sequence[Asset]) -> Iterator[Output]:
    for asset in assets:
        yield Output(
            path=asset.output,
            rank=Rank.ASSET,
            kind="copy",
            subject=asset.path,
            source=asset.path,
            inputs=Inputs((asset.path,), asset.digest),
        )


def _entries(site: Site, digests: InputDigests) -> Iterator[Output]:
    for post in site.posts:
        yield _output(
            post.url, Rank.ENTRY, "post", digests.post(post), subject=post.id, source=post.document.path
        )
    for issue in site.issues:
        yield _output(
            issue.url, Rank.ENTRY, "issue", digests.issue(issue), subject=issue.id, source=issue.document.path
        )
    for page in site.pages:
        yield _output(
            page.url, Rank.ENTRY, "page", digests.body(page), subject=page.id, source=page.document.path
        )


def _redirects(site: Site) -> Iterator[Output]:
    for entry in (*site.posts, *site.issues, *site.pages):
        for alias in entry.fields.aliases:
            url = permalinks.alias_url(alias)
            found = [(f"address of {entry.id}", digest_value((entry.url, entry.title, entry.fields.lang)))]
            yield _output(url, Rank.LIST, "redirect", found, subject=entry.id, source=entry.document.path)


def _lists(site: Site, digests: InputDigests) -> Iterator[Output]:
    home_extra = [digests.card(each) for each in pinned_ids(site)]
    home_extra += [digests.card(issue.id) for issue in site.issues[-1:]]
    ids = tuple(post.id for post in site.posts)
    yield from _list(permalinks.HOME, "home", "", ids, site, digests, home_extra)
    for term in site.tags:
        yield from _list(term.url, "tag", term.id, term.posts, site, digests, [_title_of(term)])
    for term in site.categories:
        yield from _list(term.url, "category", term.id, term.posts, site, digests, [_title_of(term)])
    for author in site.authors:
        yield from _list(
            author.url, "author", author.id, author.posts, site, digests, [digests.author(author.id)]
        )
    for term in site.series:
        found = [*digests.cards(term.posts), _title_of(term)]
        yield _output(term.url, Rank.LIST, "series", found, subject=term.id)


def _list(
    front: str,
    kind: str,
    subject: str,
    ids: Sequence[str],
    site: Site,
    digests: InputDigests,
    extra: list[Input],
) -> Iterator[Output]:
    for page in paged(ids, site.config.page_size):
        found = digests.cards(page.ids)
        neighbours = f"{page.newer} {page.older}".encode()
        found.append(("neighbouring pages", digest(neighbours)))
        # The pinned posts and the latest issue are on the front page alone, so that full pages never change.
        found += extra if kind != "home" or page.number is None else []
        url = permalinks.list_page_url(front, page.number)
        yield _output(url, Rank.LIST, kind, found, subject=subject, number=page.number)


def pinned_ids(site: Site) -> tuple[str, ...]:
    """Pinned posts, newest first."""
    return tuple(post.id for post in reversed(site.posts) if post.fields.pin)


def _title_of(term: Term) -> Input:
    return f"title of {term.id}", digest(term.title.encode())


def _newsletter(site: Site, digests: InputDigests) -> Iterator[Output]:
    if site.issues:
        found = digests.cards(issue.id for issue in site.issues)
        # A card alone does not say how many of its items are published.
        found.append(("items", digest_value([len(issue.items) for issue in site.issues])))
        yield _output(permalinks.NEWSLETTER, Rank.LIST, "newsletter", found)


def _indexes(site: Site) -> Iterator[Output]:
    groups: tuple[tuple[str, str, Sequence[Term]], ...] = (
        ("tags", "tags", site.tags),
        ("categories", "categories", site.categories),
        ("series", "series_index", site.series),
    )
    for group, kind, terms in groups:
        if terms:
            yield _output(permalinks.index_url(group), Rank.LIST, kind, [("terms", terms_digest(terms))])
    if site.authors:
        yield _output(
            permalinks.index_url("authors"),
            Rank.LIST,
            "authors",
            [("authors", _authors_digest(site.authors))],
        )


def _authors_digest(authors: Sequence[Author]) -> Digest:
    return digest_value([(author.name, author.url, len(author.posts)) for author in authors])


def _archive(site: Site, digests: InputDigests) -> Iterator[Output]:
    months = months_of(site.posts)
    counts = [(month.year, month.month, len(month.posts)) for month in months]
    yield _output(permalinks.ARCHIVE, Rank.LIST, "archive", [("months", digest_value(counts))])
    for month in months:
        yield _output(
            permalinks.month_url(month.year, month.month),
            Rank.LIST,
            "month",
            digests.cards(month.posts),
            subject=month.id,
        )


def _feeds(site: Site, digests: InputDigests, assets: Sequence[Asset]) -> Iterator[Output]:
    files = {f"/{encode(asset.output)}": asset.digest for asset in assets}
    for feed in feed_plans(site):
        found: list[Input] = [("feed", digest_value((feed.title, feed.home)))]
        for entry_id in feed.items:
            entry = site.by_id[entry_id]
            found += digests.body(entry)
            image = entry.image
            if image in files:
                found.append((f"image of {entry_id}", files[image]))
        yield _output(feed.url, Rank.FEED, feed.format, found, subject=feed.subject)


def _machine_files(site: Site) -> Iterator[Output]:
    yield _output(permalinks.SITEMAP, Rank.FEED, "sitemap", [("addresses", _addresses_digest(site))])
    yield _output(permalinks.ROBOTS, Rank.FEED, "robots", [])


def _addresses_digest(site: Site) -> Digest:
    """Of every URL in the sitemap with the moment it last changed."""
    dated = [(post.url, post.fields.updated or post.date) for post in site.posts]
    dated += [(issue.url, issue.fields.updated or issue.date) for issue in site.issues]
    undated = [page.url for page in site.pages]
    undated += [term.url for term in (*site.tags, *site.categories, *site.series)]
    undated += [author.url for author in site.authors]
    return digest_value((dated, undated, len(site.posts)))
