# SPDX-License-Identifier: MIT
"""The rule `broken-promise`: a promise of an earlier post or issue that no later one keeps in time."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import floor
from operator import attrgetter
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item, Items, date_order, index_items, is_post
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import shift_day
from letterpress.normalization import match_key

Index = Mapping[str, list[Item]]


class FulfilmentIndex(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Posts and issues that may keep a promise, by what they follow and by series; each list by date, then id."""

    followers: Index
    """By the id of the item that they follow."""
    series: Index
    """By series, normalized by `match_key`."""
    draft_followers: Index
    draft_series: Index
    draft_titles: Index

    def first(self, promise: Item) -> Item | None:
        """The first later post or issue, published or scheduled, that keeps a promise."""
        following = self.followers.get(promise.id, [])
        in_series = self.series.get(promised_series(promise), [])
        later = [*_first_after(promise, following), *_first_after(promise, in_series)]
        return min(later, key=date_order, default=None)

    def draft(self, promise: Item) -> Item | None:
        """A draft that would keep a promise: one that follows it, has the promised title, or is of the series."""
        promised = promise.entry.fields.next
        title = match_key(promised.title) if promised else ""
        drafts = (
            *self.draft_followers.get(promise.id, ()),
            *self.draft_titles.get(title, ()),
            *self.draft_series.get(promised_series(promise), ()),
        )
        return drafts[0] if drafts else None


def index_fulfilments(items: Items, drafts: Items) -> FulfilmentIndex:
    """Index the published and scheduled items, in their order, and the drafts."""
    followers = [item for item in items + drafts if item.entry.fields.follows]
    names = index_items(items if followers else ())

    def followed(item: Item) -> Iterable[str]:
        found = [names.find(name, item) for name in item.entry.fields.follows]
        return [promise.id for promise in found if promise]

    return FulfilmentIndex(
        followers=_index(items, followed),
        series=_index(items, _series),
        draft_followers=_index(drafts, followed),
        draft_series=_index(drafts, _series),
        draft_titles=_index(drafts, lambda item: [match_key(item.title)]),
    )


def promised_series(promise: Item) -> str:
    """The series that a promise names, else the series of its own post; empty where there is neither."""
    promised = promise.entry.fields.next
    return match_key((promised.series if promised else "") or promise.entry.fields.series or "")


def _series(item: Item) -> list[str]:
    return [match_key(item.entry.fields.series)] if item.entry.fields.series else []


def _index(items: Items, keys: Callable[[Item], Iterable[str]]) -> Index:
    index: dict[str, list[Item]] = {}
    for item in items:
        for key in keys(item):
            index.setdefault(key, []).append(item)
    return index


def _first_after(promise: Item, items: list[Item]) -> list[Item]:
    """The first item later than the promise, as a list of at most one."""
    start = bisect_right(items, date_order(promise), key=date_order)
    return items[start : start + 1]


class OverduePromise(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A promise whose due day has passed."""

    item: Item
    due: date
    kept_by: Item | None
    """The first item that keeps it, scheduled or published late."""
    draft: Item | None
    """A draft that would keep it."""

    @property
    def allowed(self) -> int:
        """The days from the promise to its due day."""
        return (self.due - self.item.day).days


@rule("broken-promise", principle="contact", label=Message("予告と約束", "promises"), skips_ignored=False)
def broken_promise(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report an item with `next` that no later one keeps by its due day, and words of promise without `next`.

    A promise of an item that opts out is not watched, but such an item keeps the promises of others.
    A promise that was kept late, or is scheduled to be, is only a note; a late one is reported as long as the window
    reaches back.
    """
    published = tuple(sorted(facts.posts + facts.issues, key=date_order))
    declared = [item for item in published if item.entry.fields.next and _is_watched(item)]
    worded = [item for item in _recent(published, facts, config) + facts.queue if _promises_in_words(item)]
    if declared or worded:
        fulfilments = index_fulfilments(published + facts.queue, facts.drafts)
        for promise in _broken(declared, fulfilments, facts, config):
            yield _late(promise, facts) if promise.kept_by else _missed(promise, facts)
        yield from (_undeclared(item) for item in worded if fulfilments.first(item) is None)


class OpenPromise(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A promise that nothing published or scheduled keeps."""

    item: Item
    due: date
    what: Message
    """The promised title, else the series, else that there is a sequel."""


def open_promises(facts: Facts, config: Config) -> Iterator[OpenPromise]:
    """Yield the declared promises that nothing published or scheduled keeps, in the order of their items."""
    coming = tuple(sorted((*facts.posts, *facts.issues, *facts.queue), key=date_order))
    declared = [item for item in coming if item.entry.fields.next and _is_watched(item)]
    fulfilments = index_fulfilments(coming if declared else (), ())
    for item in declared:
        if fulfilments.first(item) is None:
            yield OpenPromise(item=item, due=_due(item, config), what=_what(item))


def _is_watched(item: Item) -> bool:
    return "broken-promise" not in item.ignored


def _promises_in_words(item: Item) -> bool:
    return bool(item.entry.document.wording.promise_line) and not item.entry.fields.next and _is_watched(item)


def _recent(items: Items, facts: Facts, config: Config) -> Items:
    oldest = shift_day(facts.as_of, -config.editorial.thresholds.window_days)
    return items[bisect_left(items, oldest, key=attrgetter("day")) :]


def _broken(
    declared: Iterable[Item], fulfilments: FulfilmentIndex, facts: Facts, config: Config
) -> Iterator[OverduePromise]:
    forgotten = shift_day(facts.as_of, -config.editorial.thresholds.window_days)
    for item in declared:
        due, kept_by = _due(item, config), fulfilments.first(item)
        if due >= facts.as_of or (kept_by and (kept_by.day <= due or kept_by.day < forgotten)):
            continue
        yield OverduePromise(item=item, due=due, kept_by=kept_by, draft=fulfilments.draft(item))


def _due(item: Item, config: Config) -> date:
    """The due day that a promise names, else the day max(14, 2T) days later."""
    promised = item.entry.fields.next
    if promised and promised.due:
        return promised.due.astimezone(ZoneInfo(config.timezone)).date()
    thresholds, cadence = config.editorial.thresholds, config.cadence
    own = cadence.posts if is_post(item) else cadence.issues
    room = max(thresholds.promise_days, floor(thresholds.promise_cadences * (own or cadence.days)))
    return shift_day(item.day, room)


def _missed(promise: OverduePromise, facts: Facts) -> RuleResult:
    name, due = phrases.title(promise.item.title), phrases.day(promise.due)
    what, over = _what(promise.item), phrases.days((facts.as_of - promise.due).days)
    return broken_promise.finding(
        severity=Severity.WARNING,
        subject=promise.item.id,
        value=facts.age(promise.item),
        threshold=promise.allowed,
        message=Message(
            f"{name.ja}で予告した{what.ja}が、{due.ja}を{over.ja}過ぎてもまだ出ていません",
            f"{what.en} promised in {name.en} was due on {due.en}, {over.en} ago, and is not out yet",
        ),
        fix=_keep(promise),
        posts=(promise.item,),
        span=field_span(promise.item, "next"),
    )


def _late(promise: OverduePromise, facts: Facts) -> RuleResult:
    fulfilment = promise.kept_by or promise.item
    waiting = fulfilment in facts.queue
    name, kept, day = (
        phrases.title(promise.item.title),
        phrases.title(fulfilment.title),
        phrases.day(fulfilment.day),
    )
    what, over = _what(promise.item), phrases.days((fulfilment.day - promise.due).days)
    end, verb = ("ます", "comes") if waiting else ("ました", "came")
    return broken_promise.finding(
        severity=Severity.NOTE,
        subject=promise.item.id,
        value=(fulfilment.day - promise.item.day).days,
        threshold=promise.allowed,
        message=Message(
            f"{name.ja}で予告した{what.ja}は、{day.ja}の{kept.ja}で{over.ja}遅れて届き{end}",
            f"{what.en} promised in {name.en} {verb} {over.en} late, with {kept.en} on {day.en}",
        ),
        fix=_sooner(fulfilment) if waiting else _next_time(promise),
        posts=(promise.item, fulfilment),
        span=field_span(promise.item, "next"),
    )


def _undeclared(item: Item) -> RuleResult:
    name, line = phrases.title(item.title), item.entry.document.wording.promise_line
    return broken_promise.finding(
        severity=Severity.NOTE,
        subject=item.id,
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
        posts=(item,),
        span=Span(item.entry.document.path, line),
    )


def _what(item: Item) -> Message:
    """The promised title, else the series, else `続き`."""
    promised = item.entry.fields.next
    if promised and promised.title:
        return phrases.title(promised.title)
    if promised and promised.series:
        return Message(f"連載「{promised.series}」の続き", f"The next part of “{promised.series}”")
    return Message("続き", "The sequel")


def _keep(promise: OverduePromise) -> Message:
    if promise.draft:
        name = phrases.title(promise.draft.title)
        return Message(
            f"下書き{name.ja}を仕上げ、`follows: {promise.item.id}` を書いて出しましょう",
            f"Finish your draft {name.en} and publish it with `follows: {promise.item.id}`",
        )
    what = _what(promise.item)
    return Message(
        f"{what.ja}を書いて `follows: {promise.item.id}` を添えるか、もう出さないなら `next` を消しましょう",
        f"Write {_inside(what.en)} with `follows: {promise.item.id}`, or remove `next` if it will not come",
    )


def _sooner(fulfilment: Item) -> Message:
    name, day = phrases.title(fulfilment.title), phrases.day(fulfilment.day)
    return Message(
        f"早められるなら、{name.ja}を{day.ja}より前に出しましょう",
        f"Bring {name.en} forward from {day.en} if you can",
    )


def _next_time(promise: OverduePromise) -> Message:
    return Message(
        f"もう済んだことなので、次に予告するときは期限（`next` の `due`）を{promise.allowed}日より長くとりましょう",
        f"It is done now; next time give a promise more than {promise.allowed} days in its `due`",
    )


def _inside(text: str) -> str:
    return text[0].lower() + text[1:]
