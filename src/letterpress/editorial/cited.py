# SPDX-License-Identifier: MIT
"""The posts and issues that a report names, and the calendar of its last year and its queue."""

from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from typing import Literal

from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces, in_order, is_post
from letterpress.editorial.findings import Advice, Day, Finding, Mention, Metrics
from letterpress.editorial.items import Piece
from letterpress.editorial.metrics import CALENDAR_DAYS

Standing = Literal["published", "scheduled", "draft"]


def calendar(facts: Facts) -> tuple[Day, ...]:
    """The days with a post or an issue from 53 weeks ago to the last scheduled day, oldest first."""
    start = shifted(facts.as_of, -CALENDAR_DAYS)
    shown = (piece for piece in facts.posts + facts.issues if piece.day > start)
    ordered = sorted(chain(shown, facts.queue), key=in_order)
    days = groupby(ordered, key=lambda piece: piece.day)
    return tuple(Day(day=day, entries=tuple(piece.id for piece in pieces)) for day, pieces in days)


def mentions(facts: Facts, names: Iterable[str]) -> Mapping[str, Mention]:
    """What is needed to show the pieces with these ids, in the order of the names."""
    groups: tuple[tuple[Standing, Pieces], ...] = (
        ("draft", facts.drafts),
        ("scheduled", facts.queued_posts + facts.queued_issues),
        ("published", facts.posts + facts.issues),
    )
    wanted = dict.fromkeys(names)
    found = {
        piece.id: mention(piece, standing)
        for standing, pieces in groups
        for piece in pieces
        if piece.id in wanted
    }
    return {name: found[name] for name in wanted if name in found}


def mention(piece: Piece, standing: Standing) -> Mention:
    """A piece as a report shows it."""
    return Mention(
        id=piece.id,
        kind="post" if is_post(piece) else "issue",
        title=piece.title,
        path=piece.entry.document.path,
        url=piece.entry.url,
        day=piece.day,
        status=standing,
        stages=piece.stages,
        value_theme=piece.value_theme,
        value_class=piece.value_class,
    )


def named(
    metrics: Metrics, findings: Iterable[Finding], advice: Advice | None, days: Iterable[Day]
) -> Iterable[str]:
    """Every id that these parts of a report name."""
    yield from metrics.window
    yield from metrics.unclassified
    yield from metrics.queue
    yield from chain.from_iterable(finding.posts for finding in findings)
    yield from chain.from_iterable(day.entries for day in days)
    if advice:
        yield from chain.from_iterable(finding.posts for finding in advice.after_queue)
        if advice.nearest:
            yield advice.nearest
