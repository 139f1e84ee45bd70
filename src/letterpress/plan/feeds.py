# SPDX-License-Identifier: MIT
"""Which feeds a site has, and which entries are in each."""

from collections.abc import Iterator, Sequence

import msgspec

from letterpress.model import permalinks
from letterpress.model.site import Site
from letterpress.plan.labels import newsletter_title


class FeedPlan(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One feed."""

    url: str
    """A site path."""
    format: str
    """`rss` or `json_feed`."""
    title: str
    home: str
    """The site path of the list that it follows."""
    subject: str
    """What `FeedPlan`s are told apart by: the feed's URL."""
    items: tuple[str, ...]
    """Ids, newest first."""


def feed_plans(site: Site) -> Iterator[FeedPlan]:
    """The site's feeds: of all posts (RSS and JSON), of the newsletter, of every tag and author."""
    limit = site.config.feed.items
    title = site.config.title
    posts = _newest([post.id for post in site.posts], site, limit)
    yield _feed(permalinks.feed_url("/"), "rss", title, "/", posts)
    yield _feed(permalinks.json_feed_url("/"), "json_feed", title, "/", posts)
    if site.issues:
        issues = _newest([issue.id for issue in site.issues], site, limit)
        home = permalinks.NEWSLETTER
        yield _feed(permalinks.feed_url(home), "rss", newsletter_title(site.config), home, issues)
    if site.config.feed.terms:
        for term in site.tags:
            items = _newest(term.posts, site, limit)
            yield _feed(permalinks.feed_url(term.url), "rss", f"{term.title} | {title}", term.url, items)
        for author in site.authors:
            items = _newest(author.posts, site, limit)
            if items:
                yield _feed(
                    permalinks.feed_url(author.url), "rss", f"{author.name} | {title}", author.url, items
                )


def _feed(url: str, form: str, title: str, home: str, items: tuple[str, ...]) -> FeedPlan:
    return FeedPlan(url=url, format=form, title=title, home=home, subject=url, items=items)


def _newest(ids: Sequence[str], site: Site, limit: int) -> tuple[str, ...]:
    """The newest entries that want to be in feeds."""
    found: list[str] = []
    for entry_id in reversed(ids):
        if len(found) == limit:
            break
        if site.by_id[entry_id].fields.feed:
            found.append(entry_id)
    return tuple(found)
