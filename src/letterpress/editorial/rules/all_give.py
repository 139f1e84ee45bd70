# SPDX-License-Identifier: MIT
"""The optional rule `all-give`: no recent post says what the business offers."""

from collections.abc import Iterable

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial.facts import Facts
from letterpress.editorial.next_post import PostCriteria, describe_post, next_post, sales_theme
from letterpress.editorial.rules.rule import RuleResult, rule
from letterpress.editorial.window import sales


@rule("all-give", principle="choose", label=Message("与えるばかり", "giving alone"))
def all_give(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that none of the last 20 posts sells."""
    need = config.editorial.thresholds.all_give_posts
    last = facts.posts[max(0, len(facts.posts) - need) :]
    if not last or len(last) < need or sales(last):
        return
    theme = sales_theme(facts, config)
    post = next_post(facts, config, PostCriteria(value_theme=theme.id)) if theme else None
    what = (
        describe_post(post)
        if post
        else Message("何を頼めるのかがわかる記事", "a post that says what you offer")
    )
    yield all_give.finding(
        severity=Severity.NOTE,
        subject="posts",
        value=0,
        threshold=1,
        message=Message(
            f"最近の{need}件に販売の記事がなく、何を頼めるのかが読者に伝わっていないかもしれません",
            f"None of the last {need} posts sells, so readers may not know what you offer",
        ),
        fix=Message(f"{what.ja}を1件はさんでみましょう", f"Try {what.en}"),
    )
