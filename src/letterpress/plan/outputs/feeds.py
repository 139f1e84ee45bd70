# SPDX-License-Identifier: MIT
"""Feeds: which there are, which entries are in each, and their jobs, with absolute URLs only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from letterpress.diagnostics import Message
from letterpress.digests import digest_value
from letterpress.model import permalinks
from letterpress.model.entries import Issue
from letterpress.model.permalinks import absolute_url, encode
from letterpress.model.site import Site
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.plan.labels import Labels
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext


class Feed(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One feed."""

    url: str
    """A site path; feeds are told apart by it."""
    title: str
    home: str
    """The site path of the list that it follows."""
    items: tuple[str, ...]
    """Ids, newest first."""


def _rss_feeds(site: Site, labels: Labels) -> Iterator[Feed]:
    """The RSS feeds: of all posts, of the newsletter, of every tag, and of every author with items."""
    title = site.config.title
    yield _feed(site, permalinks.HOME, title, [post.id for post in site.posts])
    if site.issues:
        ids = [issue.id for issue in site.issues]
        yield _feed(site, permalinks.NEWSLETTER, labels.newsletter_title(title), ids)
    if site.config.feed.terms:
        for term in site.tags:
            yield _feed(site, term.url, f"{term.title} | {title}", term.posts)
        for author in site.authors:
            feed = _feed(site, author.url, f"{author.name} | {title}", author.posts)
            if feed.items:
                yield feed


def _json_feeds(site: Site, _labels: Labels) -> Iterator[Feed]:
    """The JSON feed of all posts."""
    ids = [post.id for post in site.posts]
    feed = _feed(site, permalinks.HOME, site.config.title, ids)
    yield msgspec.structs.replace(feed, url=permalinks.json_feed_url(permalinks.HOME))


def _feed(site: Site, home: str, title: str, ids: Sequence[str]) -> Feed:
    """The feed of a list, with the newest of its entries that want to be in feeds."""
    newest: list[str] = []
    for entry_id in reversed(ids):
        if len(newest) == site.config.feed.items:
            break
        if site.by_id[entry_id].fields.feed:
            newest.append(entry_id)
    return Feed(url=permalinks.feed_url(home), title=title, home=home, items=tuple(newest))


def _feed_kind(name: str, feeds: Callable[[Site, Labels], Iterator[Feed]]) -> OutputKind:
    """The kind of output for feeds of one format, `rss` or `json_feed`."""

    def plan(context: PlanContext) -> Iterator[Output]:
        site = context.site
        files = {f"/{encode(asset.output)}": asset.digest for asset in context.assets}
        for feed in feeds(site, context.labels):
            inputs = single(InputKind.FEED, digest_value((feed.title, feed.home)))
            for entry_id in feed.items:
                entry = site.by_id[entry_id]
                inputs += context.digests.body(entry)
                if entry.image in files:
                    inputs += single(InputKind.IMAGE, files[entry.image], entry_id)
            yield kind.output(feed.url, inputs, feed.url)

    def job(context: JobContext, output: Output) -> FeedJob:
        feed = context.once(partial(_by_url, feeds, context), name)[output.subject]
        return _job(context, output, feed, name)

    kind = OutputKind(
        name=name,
        title=Message("フィード", "a feed"),
        rank=Rank.FEED,
        plan=plan,
        job=job,
        from_inputs=True,
    )
    return kind


def _by_url(feeds: Callable[[Site, Labels], Iterator[Feed]], context: JobContext) -> Mapping[str, Feed]:
    return {feed.url: feed for feed in feeds(context.site, context.labels)}


def _job(context: JobContext, output: Output, feed: Feed, form: str) -> FeedJob:
    config = context.site.config
    entries = [context.site.dated(each) for each in feed.items]
    full = config.feed.full_text
    return FeedJob(
        path=output.path,
        format=form,
        title=feed.title,
        description=config.description or config.title,
        language=config.language,
        home=absolute_url(feed.home, config.base_url),
        url=absolute_url(feed.url, config.base_url),
        items=tuple([context.once(partial(_item, context, each), "feed item", each) for each in feed.items]),
        bodies=tuple([context.views.absolute_body(entry) for entry in entries]) if full else (),
        full_text=full,
        max_bytes=config.feed.max_bytes,
    )


def _item(context: JobContext, entry_id: str) -> FeedItemView:
    entry = context.site.dated(entry_id)
    config = context.site.config
    fields = entry.fields
    title = entry.title
    if isinstance(entry, Issue):
        title = " ".join(filter(None, (context.labels.issue(entry.numbers), title)))
    size, media_type = context.image_files.get(entry.image or "", (0, ""))
    return FeedItemView(
        id=entry.id,
        title=title,
        url=absolute_url(entry.url, config.base_url),
        date=entry.date,
        updated=fields.updated or entry.date,
        excerpt=entry.document.excerpt,
        authors=context.views.author_names(entry.authors),
        tags=(*fields.categories, *fields.tags),
        image=entry.image and absolute_url(entry.image, config.base_url),
        image_size=size,
        image_type=media_type,
        lang=fields.lang or config.language,
        source=entry.document.path,
    )


RSS = _feed_kind("rss", _rss_feeds)
JSON_FEED = _feed_kind("json_feed", _json_feeds)
