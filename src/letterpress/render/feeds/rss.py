# SPDX-License-Identifier: MIT
"""RSS 2.0 (https://www.rssboard.org/rss-specification) through feedgen, of which this is the one home.

feedgen (1.0.0) must be led by the hand: it prepends entries, takes dates from the clock, turns a lone content
into the description, and refuses characters that XML has no place for.
"""

import re
from datetime import UTC, datetime
from html import escape
from typing import Any

from letterpress.plan.jobs import FeedItemView, FeedJob

_LAST_BUILD = re.compile(rb"(?<!\s)\s*+<lastBuildDate>[^<]*</lastBuildDate>")
_BEGINS_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_CONTENT_MARKUP = len("\n      <content:encoded><![CDATA[]]></content:encoded>")


def rss(job: FeedJob, full: int) -> bytes:
    """Write a feed as RSS, with the content, dc and atom modules.

    Args:
        job: The feed, its text already fit for feeds.
        full: How many items, from the newest on, carry their full text.

    Returns:
        UTF-8, indented by two spaces.
    """
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - 70 ms, only for a stale feed

    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.title(job.title)
    # Some readers take it for text, others for HTML; to both it is the same without anything that begins a tag.
    feed.description(_BEGINS_TAG.sub("&lt;", job.description or job.title))
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


def full_text_cost(item: FeedItemView) -> int:
    """Say how many bytes the feed loses when this item's full text is dropped."""
    return len(_unclosing(item.html).encode()) + _CONTENT_MARKUP if item.html else 0
