# SPDX-License-Identifier: MIT
"""Issues of the newsletter carry something of value."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.items import Piece
from letterpress.editorial.lookup import Names, names_of
from letterpress.editorial.next_post import next_post, offer
from letterpress.editorial.rules.rule import Verdict, place, rule
from letterpress.editorial.window import sales


@rule("issue-mix", principle="inform", label=Message("号の中身", "what issues carry"))
def issue_mix(facts: Facts, config: Config) -> Iterable[Verdict]:
    """A recent issue without a value-class item, or with more than 50% sales.

    Items without a value theme say nothing, and an issue of which nothing is known is not judged.
    """
    oldest = shifted(facts.as_of, -config.editorial.thresholds.issue_mix_days)
    recent = tuple(piece for piece in facts.issues if piece.day >= oldest)
    if not recent:
        return
    names = names_of(facts.posts + facts.queued_posts + facts.drafts)
    for issue in recent:
        items = tuple(item for item in _carried(issue, names) if item.value_class)
        if not items:
            continue
        share = Fraction(len(sales(items)), len(items))
        if share > config.editorial.thresholds.issue_mix_sales:
            yield _selling(issue, items, share, facts, config)
        elif not any(item.value_class == "value" for item in items):
            yield _worthless(issue, items, facts, config)


def _carried(issue: Piece, names: Names) -> Pieces:
    """The posts that an issue carries, else the issue itself."""
    if not issue.entry.fields.items:
        return (issue,)
    found = (names.find(item, issue) for item in issue.entry.fields.items)
    return tuple(piece for piece in found if piece)


def _selling(issue: Piece, items: Pieces, share: Fraction, facts: Facts, config: Config) -> Verdict:
    limit = config.editorial.thresholds.issue_mix_sales
    name = _name(issue)
    part = phrases.share(len(sales(items)), len(items), f"items of {name.en}")
    return issue_mix.finding(
        severity=Severity.WARNING,
        subject=issue.id,
        value=share,
        threshold=limit,
        message=Message(
            f"{name.ja}の中身は{part.ja}が販売の記事で、目安の{phrases.percent(limit)}を超えています",
            f"{part.en} sell, which is more than {phrases.percent(limit)}",
        ),
        fix=_enrich(issue, items, facts, config),
        posts=_about(issue, items),
        span=place(issue, "items"),
    )


def _worthless(issue: Piece, items: Pieces, facts: Facts, config: Config) -> Verdict:
    name = _name(issue)
    return issue_mix.finding(
        severity=Severity.WARNING,
        subject=issue.id,
        value=0,
        threshold=1,
        message=Message(
            f"{name.ja}には、読む人の役に立つ記事が入っていません",
            f"{name.en} carries nothing that helps its reader",
        ),
        fix=_enrich(issue, items, facts, config),
        posts=_about(issue, items),
        span=place(issue, "items"),
    )


def _name(issue: Piece) -> Message:
    title, numbers = phrases.title(issue.title), issue.entry.fields.numbers
    if not numbers:
        return title
    number = "・".join(map(str, numbers)), " and ".join(map(str, numbers))
    return Message(f"通巻{number[0]}号{title.ja}", f"No. {number[1]} {title.en}")


def _about(issue: Piece, items: Pieces) -> Pieces:
    return (issue, *(item for item in items if item is not issue))


def _enrich(issue: Piece, items: Pieces, facts: Facts, config: Config) -> Message:
    """Name the newest post of value that the issue does not carry, else what to write."""
    others = (piece for piece in reversed(facts.posts) if piece.value_class == "value" and piece not in items)
    known = next(others, None)
    if known:
        name = phrases.title(known.title)
        return Message(
            f"次の号では、{name.ja}のような役に立つ記事を先頭に置きましょう",
            f"Open the next issue with a post that helps, such as {name.en}",
        )
    post = next_post(facts, config)
    what = offer(post) if post else Message("役に立つ記事", "a post that helps its reader")
    return Message(f"次の号には{what.ja}を入れましょう", f"Put {what.en} into the next issue")
