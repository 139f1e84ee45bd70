# SPDX-License-Identifier: MIT
"""Everything the editorial rules may know at one moment, ordered once.

Published means: not a draft, and dated at or before the moment; an entry that has expired since was published.
Scheduled means: not a draft, and dated later. What expires before its date never comes out and is neither.
Build flags that let drafts and scheduled posts into a build change nothing here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import filterfalse
from operator import attrgetter
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES
from letterpress.editorial.items import Piece, reader_for
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Status

Pieces = tuple[Piece, ...]

in_order = attrgetter("instant", "id")
_day = attrgetter("day")


class Facts(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What was published, what is scheduled and what is being written, as of one day; all by date, then id."""

    as_of: date
    posts: Pieces
    """Published posts."""
    issues: Pieces
    """Published issues."""
    queued_posts: Pieces
    queued_issues: Pieces
    drafts: Pieces
    """Posts and issues."""
    days: Mapping[str, tuple[date, ...]]
    """Contact days without repeats, oldest first, of `posts`, `issues` and `all` of them."""
    named: Mapping[str, tuple[date, ...]]
    """For each stage the days of the published posts that name it, oldest first."""
    heard: "Mapping[str, Facts]"
    """For each rule that some piece opted out of: the facts as if those pieces were not there."""

    @property
    def queue(self) -> Pieces:
        """Scheduled posts and issues, next first."""
        return tuple(sorted(self.queued_posts + self.queued_issues, key=in_order))

    def age(self, piece: Piece) -> int:
        """Whole calendar days since a piece was published."""
        return (self.as_of - piece.day).days

    def heard_by(self, rule: str) -> "Facts":
        """These facts as a rule hears them: without the pieces that opted out of it."""
        return self.heard.get(rule, self)

    def until(self, day: date) -> "Facts":
        """The facts as of the end of an earlier day, from dates alone: nothing scheduled, no drafts."""
        return msgspec.structs.replace(
            self,
            as_of=day,
            posts=self.posts[: bisect_right(self.posts, day, key=_day)],
            issues=self.issues[: bisect_right(self.issues, day, key=_day)],
            queued_posts=(),
            queued_issues=(),
            drafts=(),
            days=_until(self.days, day),
            named=_until(self.named, day),
            heard={rule: facts.until(day) for rule, facts in self.heard.items()},
        )

    def planned(self, day: date) -> "Facts":
        """The facts on a later day, with what is scheduled until then published as planned."""
        queue = self.queue
        out = bisect_right(queue, day, key=_day)
        return make_facts(
            day,
            published=self.posts + self.issues + queue[:out],
            queued=queue[out:],
            drafts=self.drafts,
        )

    def after_queue(self) -> "Facts":
        """The facts on the day of the last scheduled piece, with everything scheduled published as planned."""
        queue = self.queue
        return self.planned(queue[-1].day) if queue else self


def facts_of(site: Site, config: Config, now: datetime) -> Facts:
    """The facts of a site at a moment; `now` has an offset, and the site's time zone decides the day."""
    read = reader_for(site, config).read
    drafts: list[Piece] = []
    published: list[Piece] = []
    queued: list[Piece] = []
    moment = now.timestamp()
    entries: tuple[Post | Issue, ...] = (*site.posts, *site.held_posts, *site.issues, *site.held_issues)
    for entry in entries:
        if _never_seen(entry):
            continue
        piece = read(entry)
        if entry.status is Status.DRAFT:
            drafts.append(piece)
        else:
            (published if piece.instant <= moment else queued).append(piece)
    as_of = now.astimezone(ZoneInfo(config.timezone)).date()
    return make_facts(as_of, published=published, queued=queued, drafts=drafts)


def _never_seen(entry: Post | Issue) -> bool:
    """Whether an entry expires before it comes out."""
    expires = entry.fields.expires
    return expires is not None and expires <= entry.date


def make_facts(
    as_of: date, *, published: Iterable[Piece], queued: Iterable[Piece], drafts: Iterable[Piece]
) -> Facts:
    """Facts from pieces in any order."""
    lists = tuple(tuple(sorted(pieces, key=in_order)) for pieces in (published, queued, drafts))
    opted_out = sorted({rule for pieces in lists for piece in pieces for rule in piece.ignored})
    heard = {rule: _ordered_facts(as_of, *(_hearing(rule, pieces) for pieces in lists)) for rule in opted_out}
    return msgspec.structs.replace(_ordered_facts(as_of, *lists), heard=heard)


def _ordered_facts(as_of: date, published: Pieces, queued: Pieces, drafts: Pieces) -> Facts:
    posts, issues = _posts_and_issues(published)
    queued_posts, queued_issues = _posts_and_issues(queued)
    return Facts(
        as_of=as_of,
        posts=posts,
        issues=issues,
        queued_posts=queued_posts,
        queued_issues=queued_issues,
        drafts=drafts,
        days={"posts": _days(posts), "issues": _days(issues), "all": _days(published)},
        named=_named(posts),
        heard={},
    )


def is_post(piece: Piece) -> bool:
    """Whether a piece is a post, not an issue."""
    return piece.entry.document.kind == "post"


def _posts_and_issues(pieces: Pieces) -> tuple[Pieces, Pieces]:
    posts = tuple(filter(is_post, pieces))
    return posts, tuple(filterfalse(is_post, pieces)) if len(posts) < len(pieces) else ()


def _days(pieces: Pieces) -> tuple[date, ...]:
    return tuple(sorted({piece.day for piece in pieces}))


def _named(posts: Pieces) -> dict[str, tuple[date, ...]]:
    days: dict[str, list[date]] = {stage.id: [] for stage in STAGES}
    for piece in posts:
        for stage in dict.fromkeys(piece.stages):
            if stage in days:
                days[stage].append(piece.day)
    return {stage: tuple(named) for stage, named in days.items()}


def _until(lists: Mapping[str, tuple[date, ...]], day: date) -> dict[str, tuple[date, ...]]:
    return {key: days[: bisect_right(days, day)] for key, days in lists.items()}


def _hearing(rule: str, pieces: Pieces) -> Pieces:
    return tuple(piece for piece in pieces if rule not in piece.ignored)
