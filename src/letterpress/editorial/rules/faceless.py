# SPDX-License-Identifier: MIT
"""The rule `faceless`: too few of the recent posts show a person."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts
from letterpress.editorial.next_post import PostCriteria, describe_post, next_post
from letterpress.editorial.rules.rule import RuleResult, rule
from letterpress.editorial.window import share_of_persons, window


@rule("faceless", principle="individual", label=Message("書き手の顔", "people behind the posts"))
def faceless(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that less than 20% of W is by a person or of value theme persona."""
    thresholds = config.editorial.thresholds
    share = share_of_persons(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield faceless.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    if value >= thresholds.faceless:
        return
    part, limit = phrases.share(share.count, share.among), phrases.percent(thresholds.faceless)
    yield faceless.finding(
        severity=Severity.WARNING,
        subject="window",
        value=value,
        threshold=thresholds.faceless,
        message=Message(
            f"書き手の顔が見えるのは最近の記事{part.ja}で、目安の{limit}に届きません",
            f"Who is behind them can be seen in {part.en}, which is less than {limit}",
        ),
        fix=_show(facts, config),
        posts=share.items,
    )


def _show(facts: Facts, config: Config) -> Message:
    post = next_post(facts, config, PostCriteria(value_theme="persona"))
    if post is None:
        return Message("次の1本は、人の名前で体験を書きましょう", "Sign the next one with a person's name")
    what = describe_post(post)
    return Message(
        f"次の1本を人の名前で書くか、{what.ja}を出しましょう",
        f"Sign the next one with a person's name, or publish {what.en}",
    )
