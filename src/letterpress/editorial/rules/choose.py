# SPDX-License-Identifier: MIT
"""Choose good customers: know whom a post is for, and leave no stage and no phase out."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.config.vocabulary import PHASES, STAGES, Phase, Stage
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.cadence import long_absence, old_enough
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.metrics import last_named
from letterpress.editorial.next_post import ANYTHING, Wish, next_post, offer
from letterpress.editorial.rules.rule import Verdict, place, rule
from letterpress.editorial.window import unclassified as lacking
from letterpress.editorial.window import window


@rule("unclassified", principle="choose", label=Message("分類のない記事", "unclassified posts"))
def unclassified(facts: Facts, config: Config) -> Iterable[Verdict]:
    """More than 20% of W lacks stage or value theme."""
    thresholds = config.editorial.thresholds
    share = lacking(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield unclassified.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    if value <= thresholds.unclassified:
        return
    part, names = phrases.share(share.count, share.among), phrases.titles([one.title for one in share.pieces])
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
        posts=share.pieces,
        span=place(share.pieces[-1], "title"),
    )


@rule("phase-balance", principle="choose", label=Message("購入前・購入後", "before and after buying"))
def phase_balance(facts: Facts, config: Config) -> Iterable[Verdict]:
    """All posts in W with a known phase are exactly `at`; else none has `before`; none has `after`."""
    thresholds = config.editorial.thresholds
    known = tuple(piece for piece in window(facts, thresholds) if piece.phases)
    if not known or len(known) < thresholds.minimum_posts:
        yield phase_balance.unmeasured(len(known), thresholds.minimum_posts)
    elif all(piece.phases == ("at",) for piece in known):
        yield _only_at(facts, config, known)
    else:
        for phase in ("before", "after"):
            if not any(phase in piece.phases for piece in known):
                yield _without(facts, config, known, phase)


def _only_at(facts: Facts, config: Config, known: Pieces) -> Verdict:
    return phase_balance.finding(
        severity=Severity.ERROR,
        subject="at",
        value=0,
        threshold=1,
        message=Message(
            f"最近の記事{len(known)}件すべてが、購入時の人だけに向けて書かれています",
            f"All {len(known)} recent posts speak only to people about to buy",
        ),
        fix=_write(facts, config, ANYTHING),
        posts=known,
        span=place(known[-1], "value_theme"),
    )


def _without(facts: Facts, config: Config, known: Pieces, phase: Phase) -> Verdict:
    label = PHASES[phase]
    return phase_balance.finding(
        severity=Severity.WARNING,
        subject=phase,
        value=0,
        threshold=1,
        message=Message(
            f"最近の記事{len(known)}件に、{label.ja}の人に向けたものがありません",
            f"None of the {len(known)} recent posts speaks to people {label.en}",
        ),
        fix=_write(facts, config, Wish(phase=phase)),
    )


@rule("stage-gap", principle="choose", label=Message("顧客ステージの空白", "stages left out"))
def stage_gap(facts: Facts, config: Config) -> Iterable[Verdict]:
    """The last published post naming a stage is more than max(60, 8T) days old, or there never was one."""
    if not old_enough(facts, config):
        return
    limit = long_absence(config)
    last = last_named(facts)
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
                fix=_write(facts, config, Wish(stage=stage.id)),
                posts=_last_for(stage, facts) if day else (),
            )


def _last_for(stage: Stage, facts: Facts) -> Pieces:
    return (next(piece for piece in reversed(facts.posts) if stage.id in piece.stages),)


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


def _write(facts: Facts, config: Config, wish: Wish) -> Message:
    post = next_post(facts, config, wish)
    what = offer(post) if post else Message("読む人の役に立つ記事", "a post that helps its reader")
    return Message(f"次は{what.ja}を出しましょう", f"Publish {what.en} next")
