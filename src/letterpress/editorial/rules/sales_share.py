# SPDX-License-Identifier: MIT
"""The rule `sales-share`: too many of the recent posts sell."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts
from letterpress.editorial.rules.fixes import help_next
from letterpress.editorial.rules.rule import RuleResult, crossed_threshold, field_span, rule
from letterpress.editorial.window import share_of_sales, window


@rule("sales-share", principle="inform", label=Message("販売の記事の割合", "share of selling"))
def sales_share(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report that more than 30% (50%) of the classified posts in W sell."""
    thresholds = config.editorial.thresholds
    share = share_of_sales(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield sales_share.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    crossed = crossed_threshold(
        value, thresholds.sales_share_warning, thresholds.sales_share_error, strict=True
    )
    if crossed is None:
        return
    severity, threshold = crossed
    part, limit = phrases.share(share.count, share.among), phrases.percent(threshold)
    yield sales_share.finding(
        severity=severity,
        subject="window",
        value=value,
        threshold=threshold,
        message=Message(
            f"最近の記事{part.ja}が販売の記事で、目安の{limit}を超えています",
            f"{part.en} sell, which is more than {limit}",
        ),
        fix=help_next(facts, config),
        posts=share.items,
        span=field_span(share.items[-1], "value_theme"),
    )
