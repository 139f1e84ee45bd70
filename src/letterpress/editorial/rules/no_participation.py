# SPDX-License-Identifier: MIT
"""The rule `no-participation`: no recent post lets readers take part."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.cadence import absence_limit, has_enough_history
from letterpress.editorial.facts import Facts, Item
from letterpress.editorial.next_post import PostCriteria, describe_post, next_post
from letterpress.editorial.rules.rule import RuleResult, rule


@rule("no-participation", principle="involve", label=Message("読者の参加", "readers taking part"))
def no_participation(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that the last post in which readers take part is more than max(60, 8T) days old, or that there is none."""
    if not has_enough_history(facts, config):
        return
    limit = absence_limit(config)
    last = next(filter(_invites, reversed(facts.posts)), None)
    quiet = facts.age(last) if last else None
    if quiet is None or quiet > limit:
        yield no_participation.finding(
            severity=Severity.NOTE,
            subject="posts",
            value=quiet,
            threshold=limit,
            message=_alone(quiet, limit),
            fix=_invite(facts, config),
            posts=(last,) if last else (),
        )


def _invites(item: Item) -> bool:
    return item.value_theme == "participation" or "reply" in item.entry.fields.cta


def _alone(quiet: int | None, limit: Fraction) -> Message:
    if quiet is None:
        return Message("読者が参加できる記事が、まだ1件もありません", "No post has let readers take part yet")
    ago, usual = phrases.days(quiet), phrases.days(limit)
    return Message(
        f"読者が参加できる記事は{ago.ja}前が最後です（目安は{usual.ja}以内）",
        f"Readers could last take part {ago.en} ago (aim for once within {usual.en})",
    )


def _invite(facts: Facts, config: Config) -> Message:
    post = next_post(facts, config, PostCriteria(value_theme="participation"))
    if post is None:
        return Message(
            "次の1本の結びで返信を募り、`cta: reply` と書きましょう",
            "End the next one with a question, and add `cta: reply`",
        )
    what = describe_post(post)
    return Message(
        f"次の1本の結びで返信を募る（`cta: reply`）か、{what.ja}を出しましょう",
        f"End the next one with a question (`cta: reply`), or publish {what.en}",
    )
