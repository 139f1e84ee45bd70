# SPDX-License-Identifier: MIT
"""The rule `issue-mix`: an issue of the newsletter that sells too much or helps nowhere."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item, ItemIndex, Items, index_items
from letterpress.editorial.next_post import describe_post, next_post
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import sales, shift_day


@rule("issue-mix", principle="inform", label=Message("号の中身", "what issues carry"))
def issue_mix(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report a recent issue without a value-class item, or with more than 50% sales-class items.

    Items without a value theme do not count, and an issue without any other is not measured.
    """
    oldest = shift_day(facts.as_of, -config.editorial.thresholds.issue_mix_days)
    recent = tuple(item for item in facts.issues if item.day >= oldest)
    if not recent:
        return
    names = index_items(facts.posts + facts.queued_posts + facts.drafts)
    for issue in recent:
        items = tuple(item for item in _carried(issue, names) if item.value_class)
        if not items:
            continue
        share = Fraction(len(sales(items)), len(items))
        if share > config.editorial.thresholds.issue_mix_sales:
            yield _selling(issue, items, share, facts, config)
        elif not any(item.value_class == "value" for item in items):
            yield _worthless(issue, items, facts, config)


def _carried(issue: Item, names: ItemIndex) -> Items:
    """The posts that an issue carries; the issue itself where it carries none."""
    if not issue.entry.fields.items:
        return (issue,)
    found = (names.find(item, issue) for item in issue.entry.fields.items)
    return tuple(item for item in found if item)


def _selling(issue: Item, items: Items, share: Fraction, facts: Facts, config: Config) -> RuleResult:
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
        span=field_span(issue, "items"),
    )


def _worthless(issue: Item, items: Items, facts: Facts, config: Config) -> RuleResult:
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
        span=field_span(issue, "items"),
    )


def _name(issue: Item) -> Message:
    title, numbers = phrases.title(issue.title), issue.entry.fields.numbers
    if not numbers:
        return title
    number = "・".join(map(str, numbers)), " and ".join(map(str, numbers))
    return Message(f"通巻{number[0]}号{title.ja}", f"No. {number[1]} {title.en}")


def _about(issue: Item, items: Items) -> Items:
    return (issue, *(item for item in items if item is not issue))


def _enrich(issue: Item, items: Items, facts: Facts, config: Config) -> Message:
    """Propose the newest post of value that the issue does not carry, else a post to write."""
    others = (item for item in reversed(facts.posts) if item.value_class == "value" and item not in items)
    known = next(others, None)
    if known:
        name = phrases.title(known.title)
        return Message(
            f"次の号では、{name.ja}のような役に立つ記事を先頭に置きましょう",
            f"Open the next issue with a post that helps, such as {name.en}",
        )
    post = next_post(facts, config)
    what = describe_post(post) if post else Message("役に立つ記事", "a post that helps its reader")
    return Message(f"次の号には{what.ja}を入れましょう", f"Put {what.en} into the next issue")
