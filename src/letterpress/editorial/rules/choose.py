# SPDX-License-Identifier: MIT
"""Choose good customers: know whom a post is for, and leave no stage and no phase out."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts
from letterpress.editorial.rules.rule import Verdict, rule
from letterpress.editorial.window import unclassified as lacking
from letterpress.editorial.window import window


@rule("unclassified", principle="choose", label=Message("分類のない記事", "unclassified posts"))
def unclassified(facts: Facts, config: Config) -> Iterable[Verdict]:
    """More than 20% of W lacks stage or value theme."""
    thresholds = config.editorial.thresholds
    share = lacking(window(facts, thresholds))
    if share.among < thresholds.minimum_posts:
        yield unclassified.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    if value <= thresholds.unclassified:
        return
    part, names = phrases.share(share.count, share.among), phrases.titles([one.title for one in share.pieces])
    latest = share.pieces[-1]
    yield unclassified.finding(
        severity=Severity.WARNING,
        subject="window",
        value=value,
        threshold=thresholds.unclassified,
        message=Message(
            f"最近の記事{part.ja}に、顧客段階か価値テーマが書かれていません",
            f"{part.en} recent posts lack a stage or a value theme",
        ),
        fix=Message(
            f"{names.ja}に stage と value_theme を書き足しましょう",
            f"Add stage and value_theme to {names.en}",
        ),
        posts=share.pieces,
        span=latest.entry.document.span("title"),
    )
