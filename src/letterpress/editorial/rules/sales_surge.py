# SPDX-License-Identifier: MIT
"""The optional rule `sales-surge`: suddenly many posts sell."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial.facts import Facts
from letterpress.editorial.next_post import ANY_POST, describe_post, next_post
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import sales, shift_day


@rule("sales-surge", principle="inform", label=Message("販売の記事の急増", "a surge of selling"))
def sales_surge(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report at least 3 sales posts in the last 30 days that are at least twice those of the 30 days before.

    The last 30 days are today and the 29 days before it.
    """
    thresholds = config.editorial.thresholds
    span = thresholds.sales_surge_days
    middle, start = shift_day(facts.as_of, -span), shift_day(facts.as_of, -2 * span)
    recent = tuple(item for item in sales(facts.posts) if item.day > middle)
    before = tuple(item for item in sales(facts.posts) if start < item.day <= middle)
    limit = max(thresholds.sales_surge_ratio * len(before), Fraction(thresholds.sales_surge_posts))
    if not recent or len(recent) < limit:
        return
    days = thresholds.sales_surge_days
    post = next_post(facts, config, ANY_POST)
    what = describe_post(post) if post else Message("役に立つ記事", "a post that helps its reader")
    yield sales_surge.finding(
        severity=Severity.WARNING,
        subject="posts",
        value=len(recent),
        threshold=limit,
        message=Message(
            f"販売の記事がこの{days}日で{len(recent)}件あり、その前の{days}日（{len(before)}件）から急に増えています",
            f"{len(recent)} posts of the last {days} days sell, after {len(before)} in the {days} days before",
        ),
        fix=Message(
            f"次の販売の記事の前に、{what.ja}をはさみましょう",
            f"Before the next one that sells, publish {what.en}",
        ),
        posts=recent,
        span=field_span(recent[-1], "value_theme"),
    )
