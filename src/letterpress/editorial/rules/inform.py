# SPDX-License-Identifier: MIT
"""Inform rather than sell: the share of selling, runs of it, and selling in disguise."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.facts import Facts
from letterpress.editorial.next_post import next_post, offer
from letterpress.editorial.rules.rule import Verdict, place, rule
from letterpress.editorial.window import sales_share as share_of_sales
from letterpress.editorial.window import sales_streak as run_of_sales
from letterpress.editorial.window import window


@rule("sales-share", principle="inform", label=Message("販売の記事の割合", "share of selling"))
def sales_share(facts: Facts, config: Config) -> Iterable[Verdict]:
    """More than 30% (50%) of the classified posts in W sell."""
    thresholds = config.editorial.thresholds
    share = share_of_sales(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield sales_share.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    crossed = _crossed(value, thresholds.sales_share_warning, thresholds.sales_share_error, strict=True)
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
        fix=_give(facts, config),
        posts=share.pieces,
        span=place(share.pieces[-1], "value_theme"),
    )


@rule("sales-streak", principle="inform", label=Message("販売の記事の連続", "selling in a row"))
def sales_streak(facts: Facts, config: Config) -> Iterable[Verdict]:
    """At least 3 (5) sales-class posts in a row at the end of all published posts."""
    thresholds = config.editorial.thresholds
    run = run_of_sales(facts.posts)
    limits = Fraction(thresholds.sales_streak_warning), Fraction(thresholds.sales_streak_error)
    crossed = _crossed(Fraction(len(run)), *limits, strict=False)
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
        fix=_give(facts, config),
        posts=run,
        span=place(run[-1], "value_theme"),
    )


def _with_queue(facts: Facts, run: int) -> Message:
    """What the run becomes if the queue is published as planned."""
    if not facts.queued_posts:
        return Message("", "")
    later = len(run_of_sales(facts.posts + facts.queued_posts))
    if later > run:
        return Message(f"（予定どおり公開すると{later}件）", f" ({later} once the queue is out)")
    if later:
        return Message(
            f"（予定どおり公開すると一度途切れ、最後は{later}件）",
            f" (the queue breaks the run, then ends on {later})",
        )
    return Message("（予定どおり公開すると途切れます）", " (the queue breaks the run)")


def _crossed(
    value: Fraction, warning: Fraction, error: Fraction, *, strict: bool
) -> tuple[Severity, Fraction] | None:
    """The worst threshold that a value crosses; `strict` means more than, else at least."""
    for severity, threshold in ((Severity.ERROR, error), (Severity.WARNING, warning)):
        if value > threshold or (value == threshold and not strict):
            return severity, threshold
    return None


def _give(facts: Facts, config: Config) -> Message:
    post = next_post(facts, config)
    if post is None:
        return Message(
            "読む人の役に立つ記事を次に出すと、流れを戻せます", "Let the next post help its reader"
        )
    what = offer(post)
    return Message(f"{what.ja}を次に出すと、流れを戻せます", f"Publish {what.en} next")
