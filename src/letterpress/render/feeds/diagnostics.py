# SPDX-License-Identifier: MIT
"""What a feed had to leave out, with the files concerned."""

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.render.feeds.rss import full_text_items
from letterpress.render.feeds.sanitizer import is_clean


def feed_problems(job: FeedJob) -> tuple[Diagnostic, ...]:
    """The diagnostics of one feed, in its order; it costs about as much as rendering the feed.

    Returns:
        `feed-characters-removed` for every item with characters that no feed can carry, and `feed-too-large` where
        the full text of older items was left out, at the first item that lost it.
    """
    unfit = tuple(_characters_removed(item) for item in job.items if not _fits(item))
    full = full_text_items(job)
    if not job.full_text or full == len(job.items):
        return unfit
    return (*unfit, _too_large(job, full))


def _fits(item: FeedItemView) -> bool:
    texts = (item.id, item.title, item.excerpt, item.html, *item.authors, *item.tags)
    return all(map(is_clean, texts))


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
