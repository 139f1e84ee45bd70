# SPDX-License-Identifier: MIT
"""Render a feed of either format: fit for feeds, within its size, with diagnostics for what it left out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.render.dates import writable
from letterpress.render.feeds import json_feed, rss
from letterpress.render.feeds.sanitizer import clean_line, clean_text, feed_html
from letterpress.render.rendered import Rendered


class _Format(NamedTuple):
    """How a format is written."""

    render: Callable[[FeedJob, int], bytes]
    """Gives the bytes of a feed of which so many items, from the newest on, carry their full text."""
    full_text_cost: Callable[[FeedItemView], int]
    """Says how many bytes a feed loses when an item's full text is dropped."""


_FORMATS: Mapping[str, _Format] = MappingProxyType(
    {
        "rss": _Format(rss.rss, rss.full_text_cost),
        "json_feed": _Format(json_feed.json_feed, json_feed.full_text_cost),
    }
)


def render_feed(job: FeedJob) -> Rendered:
    """Render a feed in the format that `job.format` names: `rss` or `json_feed`.

    The full text of the oldest items is left out until the feed fits into `job.max_bytes`; excerpts stay, so
    a feed of very many items may still be larger. The same job gives the same bytes everywhere.

    Returns:
        The feed, with `feed-characters-removed` for every item with characters that no feed can carry, and with
        `feed-too-large` at the first item that lost its full text.

    Raises:
        ValueError: If a date has no time zone, which is a fault of the plan.
        KeyError: If the format is unknown, likewise.
    """
    clean = tuple([_clean(item) for item in job.items])
    data, full = _fitted(_carried(job, clean))
    diagnostics = [
        _characters_removed(item) for item, before in zip(clean, job.items, strict=True) if item != before
    ]
    if job.full_text and full < len(job.items):
        diagnostics.append(_too_large(job, full))
    return Rendered(path=job.path, data=data, diagnostics=tuple(diagnostics))


def _clean(item: FeedItemView) -> FeedItemView:
    """The item without characters that no feed can carry."""
    return msgspec.structs.replace(
        item,
        id=clean_text(item.id),
        title=clean_text(item.title),
        html=clean_text(item.html),
        excerpt=clean_text(item.excerpt),
        authors=tuple(map(clean_text, item.authors)),
        tags=tuple(map(clean_text, item.tags)),
    )


def _carried(job: FeedJob, items: tuple[FeedItemView, ...]) -> FeedJob:
    """The job with these items, and with every text as a feed can carry it."""
    return msgspec.structs.replace(
        job,
        title=clean_line(job.title) or job.home,
        description=clean_line(job.description),
        items=tuple([_carried_item(item, full=job.full_text) for item in items]),
    )


def _carried_item(item: FeedItemView, *, full: bool) -> FeedItemView:
    return msgspec.structs.replace(
        item,
        id=clean_line(item.id),
        title=clean_line(item.title) or item.url,
        html=feed_html(item.html, item.url) if full else "",
        excerpt=item.excerpt.strip(),
        authors=_distinct(item.authors),
        tags=_distinct(item.tags),
        date=writable(item.date),
        updated=writable(max(item.date, item.updated)),
    )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(clean_line, names) if name))


def _fitted(job: FeedJob) -> tuple[bytes, int]:
    """The feed within its size, and how many of its items have their full text."""
    render, cost = _FORMATS[job.format]
    full = len(job.items) if job.full_text else 0
    data = render(job, full)
    if full and len(data) > job.max_bytes:
        full = _affordable(job, len(data), cost)
        data = render(job, full)
    return data, full


def _affordable(job: FeedJob, size: int, cost: Callable[[FeedItemView], int]) -> int:
    """How many items may keep their full text, given the size of the feed in which all do."""
    full = len(job.items)
    while full and size > job.max_bytes:
        full -= 1
        size -= cost(job.items[full])
    return full


def _characters_removed(item: FeedItemView) -> Diagnostic:
    return Diagnostic(
        code="feed-characters-removed",
        severity=Severity.WARNING,
        message=Message(
            ja="フィードに載せられない制御文字があるため、フィードでは取り除きました",
            en="the feed leaves out control characters, which no feed can carry",
        ),
        span=Span(item.source),
        hint=Message(
            ja="題名、紹介文、著者、タグ、本文から、目に見えない文字を消してください",
            en="remove the invisible characters from title, description, authors, tags or text",
        ),
    )


def _too_large(job: FeedJob, full: int) -> Diagnostic:
    dropped = len(job.items) - full
    return Diagnostic(
        code="feed-too-large",
        severity=Severity.NOTE,
        message=Message(
            ja=f"`{job.path}` が{job.max_bytes:,}バイトを超えるため、古いほうから{dropped}件は抜粋だけを載せました",
            en=f"`{job.path}` would exceed {job.max_bytes:,} bytes: its oldest {dropped} posts show an excerpt only",
        ),
        span=Span(job.items[full].source),
        hint=Message(
            ja="`feed.items` を減らすか、`feed.max_bytes` を増やしてください",
            en="lower `feed.items` or raise `feed.max_bytes`",
        ),
    )
