# SPDX-License-Identifier: MIT
"""Keep what was promised: `next` is kept by a later post or issue, and words of promise are declared."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from math import floor
from operator import attrgetter
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial import wording as phrases
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces, in_order, is_post
from letterpress.editorial.items import Piece
from letterpress.editorial.rules.promise_fulfilment import Keepers, keepers_among
from letterpress.editorial.rules.rule import Verdict, place, rule


class Promised(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A promise whose day has passed, and what became of it."""

    piece: Piece
    due: date
    kept_by: Piece | None
    """The first that keeps it: scheduled, or published late."""
    draft: Piece | None
    """A draft that would keep it."""

    @property
    def allowed(self) -> int:
        """The days that there were to keep it."""
        return (self.due - self.piece.day).days


@rule("broken-promise", principle="contact", label=Message("予告と約束", "promises"), hides=False)
def broken_promise(facts: Facts, config: Config) -> Iterable[Verdict]:
    """An item with `next` that no later one keeps by its due date; and words of promise without `next`.

    A promise of an item that opts out is not watched; what it publishes keeps the promises of others all the same.
    A promise that was kept late, or is about to be, is no more than a note, and a late one is forgotten with the
    window.
    """
    published = tuple(sorted(facts.posts + facts.issues, key=in_order))
    declared = [piece for piece in published if piece.entry.fields.next and _heard(piece)]
    worded = [piece for piece in _recent(published, facts, config) + facts.queue if _words_alone(piece)]
    if declared or worded:
        keepers = keepers_among(published + facts.queue, facts.drafts)
        for promise in _broken(declared, keepers, facts, config):
            yield _late(promise, facts) if promise.kept_by else _missed(promise, facts)
        yield from (_undeclared(piece) for piece in worded if keepers.first(piece) is None)


def _heard(piece: Piece) -> bool:
    return "broken-promise" not in piece.ignored


def _words_alone(piece: Piece) -> bool:
    return bool(piece.entry.document.wording.promise_line) and not piece.entry.fields.next and _heard(piece)


def _recent(pieces: Pieces, facts: Facts, config: Config) -> Pieces:
    oldest = shifted(facts.as_of, -config.editorial.thresholds.window_days)
    return pieces[bisect_left(pieces, oldest, key=attrgetter("day")) :]


def _broken(declared: Iterable[Piece], keepers: Keepers, facts: Facts, config: Config) -> Iterator[Promised]:
    forgotten = shifted(facts.as_of, -config.editorial.thresholds.window_days)
    for piece in declared:
        due, kept_by = _due(piece, config), keepers.first(piece)
        if due >= facts.as_of or (kept_by and (kept_by.day <= due or kept_by.day < forgotten)):
            continue
        yield Promised(piece=piece, due=due, kept_by=kept_by, draft=keepers.draft(piece))


def _due(piece: Piece, config: Config) -> date:
    """The day that the promise names, else max(14, 2T) days after it was made."""
    said = piece.entry.fields.next
    if said and said.due:
        return said.due.astimezone(ZoneInfo(config.timezone)).date()
    thresholds, cadence = config.editorial.thresholds, config.cadence
    own = cadence.posts if is_post(piece) else cadence.issues
    room = max(thresholds.promise_days, floor(thresholds.promise_cadences * (own or cadence.days)))
    return shifted(piece.day, room)


def _missed(promise: Promised, facts: Facts) -> Verdict:
    name, due = phrases.title(promise.piece.title), phrases.day(promise.due)
    what, over = _what(promise.piece), phrases.days((facts.as_of - promise.due).days)
    return broken_promise.finding(
        severity=Severity.WARNING,
        subject=promise.piece.id,
        value=facts.age(promise.piece),
        threshold=promise.allowed,
        message=Message(
            f"{name.ja}で予告した{what.ja}が、{due.ja}を{over.ja}過ぎてもまだ出ていません",
            f"{what.en} promised in {name.en} was due on {due.en}, {over.en} ago, and is not out yet",
        ),
        fix=_keep(promise),
        posts=(promise.piece,),
        span=place(promise.piece, "next"),
    )


def _late(promise: Promised, facts: Facts) -> Verdict:
    keeper = promise.kept_by or promise.piece
    waiting = keeper in facts.queue
    name, kept, day = phrases.title(promise.piece.title), phrases.title(keeper.title), phrases.day(keeper.day)
    what, over = _what(promise.piece), phrases.days((keeper.day - promise.due).days)
    end, verb = ("ます", "comes") if waiting else ("ました", "came")
    return broken_promise.finding(
        severity=Severity.NOTE,
        subject=promise.piece.id,
        value=(keeper.day - promise.piece.day).days,
        threshold=promise.allowed,
        message=Message(
            f"{name.ja}で予告した{what.ja}は、{day.ja}の{kept.ja}で{over.ja}遅れて届き{end}",
            f"{what.en} promised in {name.en} {verb} {over.en} late, with {kept.en} on {day.en}",
        ),
        fix=_sooner(keeper) if waiting else _next_time(promise),
        posts=(promise.piece, keeper),
        span=place(promise.piece, "next"),
    )


def _undeclared(piece: Piece) -> Verdict:
    name, line = phrases.title(piece.title), piece.entry.document.wording.promise_line
    return broken_promise.finding(
        severity=Severity.NOTE,
        subject=piece.id,
        value=0,
        threshold=1,
        message=Message(
            f"{name.ja}の終わり（{line}行目）で次を予告していますが、`next` がありません",
            f"{name.en} promises something at its end (line {line}), but has no `next`",
        ),
        fix=Message(
            "フロントマターに `next: 予告した題名` と書くと、果たすまで見守ります",
            "Add `next` with the promised title to the front matter, and the promise is watched until it is kept",
        ),
        posts=(piece,),
        span=Span(piece.entry.document.path, line),
    )


def _what(piece: Piece) -> Message:
    """The promised title, the series, or just `続き`."""
    said = piece.entry.fields.next
    if said and said.title:
        return phrases.title(said.title)
    if said and said.series:
        return Message(f"連載「{said.series}」の続き", f"The next part of “{said.series}”")
    return Message("続き", "The sequel")


def _keep(promise: Promised) -> Message:
    if promise.draft:
        name = phrases.title(promise.draft.title)
        return Message(
            f"下書き{name.ja}を仕上げ、`follows: {promise.piece.id}` を書いて出しましょう",
            f"Finish your draft {name.en} and publish it with `follows: {promise.piece.id}`",
        )
    what = _what(promise.piece)
    return Message(
        f"{what.ja}を書いて `follows: {promise.piece.id}` を添えるか、もう出さないなら `next` を消しましょう",
        f"Write {_inside(what.en)} with `follows: {promise.piece.id}`, or remove `next` if it will not come",
    )


def _sooner(keeper: Piece) -> Message:
    name, day = phrases.title(keeper.title), phrases.day(keeper.day)
    return Message(
        f"早められるなら、{name.ja}を{day.ja}より前に出しましょう",
        f"Bring {name.en} forward from {day.en} if you can",
    )


def _next_time(promise: Promised) -> Message:
    return Message(
        f"もう済んだことなので、次に予告するときは期限（`next` の `due`）を{promise.allowed}日より長くとりましょう",
        f"It is done now; next time give a promise more than {promise.allowed} days in its `due`",
    )


def _inside(text: str) -> str:
    return text[0].lower() + text[1:]
