# SPDX-License-Identifier: MIT
"""The numbers of the newsletter's issues are in order, and each is there once."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.items import Piece
from letterpress.editorial.rules.rule import Verdict, place, rule


@rule("issue-number", principle="contact", label=Message("通巻号数", "issue numbers"), hides=False)
def issue_number(facts: Facts, config: Config) -> Iterable[Verdict]:
    """A number twice, an order unlike the dates', or a number missing between lowest and highest.

    The number of an issue that opts out counts as used, but nothing is said about that issue.
    """
    numbered = tuple(piece for piece in facts.issues + facts.queued_issues if piece.entry.fields.numbers)
    yield from _duplicates(numbered)
    yield from _disorder(numbered)
    yield from _missing(numbered)


def _duplicates(numbered: Pieces) -> Iterator[Verdict]:
    owners: dict[int, list[Piece]] = {}
    for piece in filter(_heard, numbered):
        for number in dict.fromkeys(piece.entry.fields.numbers):
            owners.setdefault(number, []).append(piece)
    free = max((number for piece in numbered for number in piece.entry.fields.numbers), default=0) + 1
    for number, pieces in sorted(owners.items()):
        if len(pieces) > 1:
            yield _duplicate(number, tuple(pieces), free)


def _duplicate(number: int, pieces: Pieces, free: int) -> Verdict:
    names, last = phrases.titles([piece.title for piece in pieces]), phrases.title(pieces[-1].title)
    return issue_number.finding(
        severity=Severity.ERROR,
        subject=f"issue:{number}",
        value=len(pieces),
        threshold=1,
        message=Message(
            f"通巻{number}号が{len(pieces)}つあります（{names.ja}）",
            f"No. {number} is used by {len(pieces)} issues: {names.en}",
        ),
        fix=Message(
            f"{last.ja}の `issue` を、まだ使っていない番号（{free}など）に直しましょう",
            f"Give {last.en} a number that is still free, such as {free}",
        ),
        posts=pieces,
        span=place(pieces[-1], "numbers"),
    )


def _disorder(numbered: Pieces) -> Iterator[Verdict]:
    """Neighbours in time whose numbers go down; issues of one moment have no order."""
    moments = [tuple(group) for _, group in groupby(numbered, key=lambda piece: piece.instant)]
    for earlier, later in pairwise(moments):
        high = max(earlier, key=lambda piece: max(piece.entry.fields.numbers))
        low = min(later, key=lambda piece: min(piece.entry.fields.numbers))
        if min(low.entry.fields.numbers) < max(high.entry.fields.numbers) and _heard(high) and _heard(low):
            yield _reversed(high, low)


def _reversed(high: Piece, low: Piece) -> Verdict:
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
        span=place(low, "numbers"),
    )


def _missing(numbered: Pieces) -> Iterator[Verdict]:
    owners = {number: piece for piece in numbered for number in piece.entry.fields.numbers}
    for before, after in pairwise(sorted(owners)):
        if after - before > 1 and _heard(owners[after]):
            yield _hole(before, after, owners[after])


def _hole(before: int, after: int, next_issue: Piece) -> Verdict:
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
        span=place(next_issue, "numbers"),
    )


def _heard(piece: Piece) -> bool:
    return "issue-number" not in piece.ignored
