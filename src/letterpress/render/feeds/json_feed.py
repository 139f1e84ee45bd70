# SPDX-License-Identifier: MIT
"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any

import msgspec

from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.render.dates import moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(job: FeedJob, full: int) -> bytes:
    """Write a feed as JSON Feed.

    Args:
        job: The feed, its text already fit for feeds.
        full: How many items, from the newest on, carry their full text.

    Returns:
        UTF-8, indented by two spaces, with a final newline.
    """
    feed = {
        "version": VERSION,
        "title": job.title,
        "home_page_url": job.home,
        "feed_url": job.url,
        **_given(description=job.description, language=job.language),
        "items": [_item(item, full=number < full) for number, item in enumerate(job.items)],
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


def full_text_cost(item: FeedItemView) -> int:
    """Say how many bytes the feed loses when this item's full text is dropped."""
    return len(msgspec.json.encode(item.html)) - len(msgspec.json.encode(_short(item))) if item.html else 0


def _item(item: FeedItemView, *, full: bool) -> dict[str, Any]:
    # An item must have a content; where the full text is dropped, the excerpt is all of it.
    content = {"content_html": item.html} if full and item.html else {"content_text": _short(item)}
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        **content,
        **_given(summary=item.excerpt, image=item.image),
        "date_published": moment(item.date),
        **({"date_modified": moment(item.updated)} if item.updated != item.date else {}),
        **_given(authors=[{"name": name} for name in item.authors], tags=item.tags, language=item.lang),
    }


def _short(item: FeedItemView) -> str:
    return item.excerpt or item.title


def _given(**fields: object) -> dict[str, object]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}
