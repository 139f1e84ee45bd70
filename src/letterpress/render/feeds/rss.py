# SPDX-License-Identifier: MIT
"""Feeds: RSS 2.0 through feedgen, and JSON Feed. The one home of feedgen.

feedgen (1.0.0) must be led by the hand: it prepends entries, takes dates from the clock, turns a lone content
into the description, and refuses characters that XML has no place for.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

import msgspec

from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.render.dates import writable
from letterpress.render.feeds import json_feed
from letterpress.render.feeds.sanitizer import clean_line, clean_text, feed_html
from letterpress.render.rendered import Rendered

_LAST_BUILD = re.compile(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>")
_CONTENT_MARKUP = len("\n      <content:encoded><![CDATA[]]></content:encoded>")


def render_feed(job: FeedJob) -> Rendered:
    """The bytes of one feed, as `job.format` says: `rss` or `json_feed`.

    The full text of the oldest items is left out until the feed fits into `job.max_bytes`; excerpts stay, so
    a feed of very many items may still be larger. The same job gives the same bytes everywhere.

    Raises:
        ValueError: If a date has no time zone, which is a fault of the plan.
        KeyError: If the format is unknown, likewise.
    """
    data, _ = _fitted(_carried(job))
    return Rendered(path=job.path, data=data)


def full_text_items(job: FeedJob) -> int:
    """How many items, from the newest on, have their full text in the feed."""
    _, full = _fitted(_carried(job))
    return full


def _fitted(job: FeedJob) -> tuple[bytes, int]:
    """The feed within its size, and how many of its items have their full text."""
    render, cost = _FORMATS[job.format]
    full = len(job.items) if job.full_text else 0
    data = render(job, full)
    if full and len(data) > job.max_bytes:
        full = _affordable(job, len(data), cost)
        data = render(job, full)
    return data, full


def _carried(job: FeedJob) -> FeedJob:
    """The job with every text as a feed can carry it."""
    return msgspec.structs.replace(
        job,
        title=clean_line(job.title) or job.home,
        description=clean_line(job.description),
        items=tuple(_carried_item(item, full=job.full_text) for item in job.items),
    )


def _carried_item(item: FeedItemView, *, full: bool) -> FeedItemView:
    return msgspec.structs.replace(
        item,
        id=clean_line(item.id),
        title=clean_line(item.title) or item.url,
        html=feed_html(item.html, item.url) if full else "",
        excerpt=clean_text(item.excerpt).strip(),
        authors=_distinct(item.authors),
        tags=_distinct(item.tags),
        date=writable(item.date),
        updated=writable(max(item.date, item.updated)),
    )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(clean_line, names) if name))


def _affordable(job: FeedJob, size: int, cost: Callable[[FeedItemView], int]) -> int:
    """How many items may keep their full text, given the size of the feed in which all do."""
    full = len(job.items)
    while full and size > job.max_bytes:
        full -= 1
        size -= cost(job.items[full])
    return full


def _rss(job: FeedJob, full: int) -> bytes:
    """RSS 2.0 (https://www.rssboard.org/rss-specification), with the content, dc and atom modules."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - 70 ms, only for a stale feed

    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.title(job.title)
    feed.description(job.description or job.title)
    # The channel's link is the one set last, so the site comes after the feed itself.
    feed.link(href=job.url, rel="self", type="application/rss+xml")
    feed.link(href=job.home, rel="alternate")
    feed.language(job.language)
    feed.generator("letterpress")
    feed.lastBuildDate(max((item.updated for item in job.items), default=datetime(1970, 1, 1, tzinfo=UTC)))
    for number, item in enumerate(job.items):
        _add(feed.add_entry(order="append"), item, full=number < full, language=job.language)
    data: bytes = feed.rss_str(pretty=True)
    # An empty feed has never changed; feedgen cannot leave the element out.
    return data if job.items else _LAST_BUILD.sub(b"", data, count=1)


def _add(entry: Any, item: FeedItemView, *, full: bool, language: str) -> None:
    """Fill one item."""
    entry.title(item.title)
    entry.link(href=item.url)
    entry.guid(item.id, permalink=False)
    entry.published(item.date)
    # A description is HTML, an excerpt is text; without one, feedgen would put the content in its place.
    entry.description(escape(item.excerpt or item.title, quote=False))
    if full and item.html:
        entry.content(_unclosing(item.html), type="CDATA")
    for tag in item.tags:
        entry.category(term=tag)
    if item.image and item.image_size and item.image_type:
        entry.enclosure(item.image, str(item.image_size), item.image_type)
    entry.dc.dc_creator(list(item.authors))
    if item.lang and item.lang != language:
        entry.dc.dc_language(item.lang)


def _unclosing(html: str) -> str:
    """HTML that a CDATA section can hold; the same to every HTML parser, as scripts are gone."""
    return html.replace("]]>", "]]&gt;")


def _rss_cost(item: FeedItemView) -> int:
    """How many bytes the feed loses when this item's full text is dropped."""
    return len(_unclosing(item.html).encode()) + _CONTENT_MARKUP if item.html else 0


_FORMATS: dict[str, tuple[Callable[[FeedJob, int], bytes], Callable[[FeedItemView], int]]] = {
    "rss": (_rss, _rss_cost),
    "json_feed": (json_feed.json_feed, json_feed.full_text_cost),
}
