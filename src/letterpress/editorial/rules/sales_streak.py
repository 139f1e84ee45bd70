# SPDX-License-Identifier: MIT
"""The rule `sales-streak`: too many posts in a row sell."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message
from letterpress.editorial.facts import Facts
from letterpress.editorial.rules.fixes import help_next
from letterpress.editorial.rules.rule import RuleResult, crossed_threshold, field_span, rule
from letterpress.editorial.window import trailing_sales


@rule("sales-streak", principle="inform", label=Message("販売の記事の連続", "selling in a row"))
def sales_streak(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report at least 3 (5) sales-class posts in a row at the end of all published posts."""
    thresholds = config.editorial.thresholds
    run = trailing_sales(facts.posts)
    limits = Fraction(thresholds.sales_streak_warning), Fraction(thresholds.sales_streak_error)
    crossed = crossed_threshold(Fraction(len(run)), *limits, strict=False)
    if crossed is None or not run:
        return
    severity, threshold = crossed
    queue = _with_queue(facts, len(run))
    yield sales_streak.finding(
        severity=severity,
        subject="posts",
        value=len(run),
        threshold=int(threshold),
        message=Message(
            f"販売の記事が{len(run)}件続いています{queue.ja}", f"The last {len(run)} posts all sell{queue.en}"
        ),
        fix=help_next(facts, config),
        posts=run,
        span=field_span(run[-1], "value_theme"),
    )


def _with_queue(facts: Facts, run: int) -> Message:
    """How the row goes on if the queue is published as planned."""
    if not facts.queued_posts:
        return Message("", "")
    later = len(trailing_sales(facts.posts + facts.queued_posts))
    if later > run:
        return Message(f"（予定どおり公開すると{later}件）", f" ({later} once the queue is out)")
    if later:
        return Message(
            f"（予定どおり公開すると一度途切れ、最後は{later}件）",
            f" (the queue breaks the run, then ends on {later})",
        )
    return Message("（予定どおり公開すると途切れます）", " (the queue breaks the run)")
