# SPDX-License-Identifier: MIT
"""The rule `issue-number`: numbers of issues that are used twice, out of order, or missing."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item, Items
from letterpress.editorial.rules.rule import RuleResult, field_span, rule


@rule("issue-number", principle="contact", label=Message("通巻号数", "issue numbers"), skips_ignored=False)
def issue_number(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report a number used twice, numbers out of the order of dates, and numbers missing in between.

    The number of an issue that opts out counts as used, but that issue is not reported.
    """
    numbered = tuple(item for item in facts.issues + facts.queued_issues if item.entry.fields.numbers)
    yield from _duplicates(numbered)
    yield from _disorder(numbered)
    yield from _missing(numbered)


def _duplicates(numbered: Items) -> Iterator[RuleResult]:
    owners: dict[int, list[Item]] = {}
    for item in filter(_is_watched, numbered):
        for number in dict.fromkeys(item.entry.fields.numbers):
            owners.setdefault(number, []).append(item)
    free = max((number for item in numbered for number in item.entry.fields.numbers), default=0) + 1
    for number, items in sorted(owners.items()):
        if len(items) > 1:
            yield _duplicate(number, tuple(items), free)


def _duplicate(number: int, items: Items, free: int) -> RuleResult:
    names, last = phrases.titles([item.title for item in items]), phrases.title(items[-1].title)
    return issue_number.finding(
        severity=Severity.ERROR,
        subject=f"issue:{number}",
        value=len(items),
        threshold=1,
        message=Message(
            f"通巻{number}号が{len(items)}つあります（{names.ja}）",
            f"No. {number} is used by {len(items)} issues: {names.en}",
        ),
        fix=Message(
            f"{last.ja}の `issue` を、まだ使っていない番号（{free}など）に直しましょう",
            f"Give {last.en} a number that is still free, such as {free}",
        ),
        posts=items,
        span=field_span(items[-1], "numbers"),
    )


def _disorder(numbered: Items) -> Iterator[RuleResult]:
    """Report consecutive watched issues whose numbers go down; issues of one moment have no order."""
    watched = filter(_is_watched, numbered)
    moments = [tuple(group) for _, group in groupby(watched, key=lambda item: item.instant)]
    for earlier, later in pairwise(moments):
        high = max(earlier, key=lambda item: max(item.entry.fields.numbers))
        low = min(later, key=lambda item: min(item.entry.fields.numbers))
        if min(low.entry.fields.numbers) < max(high.entry.fields.numbers):
            yield _reversed(high, low)


def _reversed(high: Item, low: Item) -> RuleResult:
    first, second = max(high.entry.fields.numbers), min(low.entry.fields.numbers)
    early, late = phrases.day(high.day), phrases.day(low.day)
    return issue_number.finding(
        severity=Severity.ERROR,
        subject=f"issue:{second}",
        value=second,
        threshold=first,
        message=Message(
            f"通巻{second}号（{late.ja}）が、通巻{first}号（{early.ja}）より後の日付になっています",
            f"No. {second} ({late.en}) is dated after No. {first} ({early.en})",
        ),
        fix=Message(
            f"{phrases.title(low.title).ja}か{phrases.title(high.title).ja}の `issue` か `date` を直しましょう",
            f"Correct `issue` or `date` of {phrases.title(low.title).en} or {phrases.title(high.title).en}",
        ),
        posts=(high, low),
        span=field_span(low, "numbers"),
    )


def _missing(numbered: Items) -> Iterator[RuleResult]:
    owners = {number: item for item in numbered for number in item.entry.fields.numbers}
    for before, after in pairwise(sorted(owners)):
        if after - before > 1 and _is_watched(owners[after]):
            yield _hole(before, after, owners[after])


def _hole(before: int, after: int, next_issue: Item) -> RuleResult:
    first, last = before + 1, after - 1
    ja, en = (
        (f"通巻{first}号", f"No. {first} is")
        if first == last
        else (
            f"通巻{first}号から{last}号まで",
            f"No. {first} to {last} are",
        )
    )
    return issue_number.finding(
        severity=Severity.WARNING,
        subject=f"issue:{first}",
        value=after - before - 1,
        threshold=0,
        message=Message(f"{ja}がありません", f"{en} missing"),
        fix=Message(
            f"通巻{before}号と{after}号の間の号を足すか、合併号なら `issue: [{first}, {after}]` のように書きましょう",
            f"Add what came between No. {before} and {after}, or write a combined issue as `issue: [{first}, {after}]`",
        ),
        posts=(next_issue,),
        span=field_span(next_issue, "numbers"),
    )


def _is_watched(item: Item) -> bool:
    return "issue-number" not in item.ignored
