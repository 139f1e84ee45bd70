# SPDX-License-Identifier: MIT
"""The rule `unclassified`: recent posts that lack stage or value theme."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import share_of_unclassified, window


@rule("unclassified", principle="choose", label=Message("分類のない記事", "unclassified posts"))
def unclassified(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that more than 20% of W lacks stage or value theme."""
    thresholds = config.editorial.thresholds
    share = share_of_unclassified(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield unclassified.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    if value <= thresholds.unclassified:
        return
    part, names = phrases.share(share.count, share.among), phrases.titles([one.title for one in share.items])
    yield unclassified.finding(
        severity=Severity.WARNING,
        subject="window",
        value=value,
        threshold=thresholds.unclassified,
        message=Message(
            f"最近の記事{part.ja}に、顧客ステージか価値テーマが書かれていません",
            f"{part.en} lack a stage or a value theme",
        ),
        fix=Message(
            f"{names.ja}に、足りない `stage` や `value_theme` を書き足しましょう",
            f"Add the missing `stage` or `value_theme` to {names.en}",
        ),
        posts=share.items,
        span=field_span(share.items[-1], "title"),
    )
