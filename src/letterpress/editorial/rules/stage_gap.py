# SPDX-License-Identifier: MIT
"""The rule `stage-gap`: a customer stage without a recent post."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Stage
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.cadence import absence_limit, has_enough_history
from letterpress.editorial.facts import Facts, Items
from letterpress.editorial.metrics import last_stage_days
from letterpress.editorial.next_post import PostCriteria
from letterpress.editorial.rules.fixes import publish_next
from letterpress.editorial.rules.rule import RuleResult, rule


@rule("stage-gap", principle="choose", label=Message("顧客ステージの空白", "stages left out"))
def stage_gap(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report a stage whose last published post is more than max(60, 8T) days old, or that never had one."""
    if not has_enough_history(facts, config):
        return
    limit = absence_limit(config)
    last = last_stage_days(facts)
    for stage in STAGES:
        day = last[stage.id]
        quiet = (facts.as_of - day).days if day else None
        if quiet is None or quiet > limit:
            yield stage_gap.finding(
                severity=Severity.WARNING,
                subject=stage.id,
                value=quiet,
                threshold=limit,
                message=_absent(stage, facts, quiet, limit),
                fix=publish_next(facts, config, PostCriteria(stage=stage.id)),
                posts=_last_for(stage, facts) if day else (),
            )


def _last_for(stage: Stage, facts: Facts) -> Items:
    return (next(item for item in reversed(facts.posts) if stage.id in item.stages),)


def _absent(stage: Stage, facts: Facts, quiet: int | None, limit: Fraction) -> Message:
    label = stage.label
    if quiet is None:
        return Message(
            f"{label.ja}に向けた記事が、まだ1件もありません",
            f"No post for a {label.en} has been published yet",
        )
    ago, usual = phrases.days(quiet), phrases.days(limit)
    return Message(
        f"{label.ja}に向けた記事は{ago.ja}前が最後です（目安は{usual.ja}以内）",
        f"The last post for a {label.en} is {ago.en} old (aim for one within {usual.en})",
    )
