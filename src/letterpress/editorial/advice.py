# SPDX-License-Identifier: MIT
"""Advice: the next post to write, with stage, value theme, due day and reason, and the most similar draft.

Everything is measured as of the day on which the next post is due, as if all that is scheduled until then were
published. The findings of that day decide, in a fixed order, and the reason states the number that decided.
"""

from datetime import date

from letterpress.config import Config
from letterpress.config.vocabulary import PHASES, ValueTheme
from letterpress.diagnostics import Message
from letterpress.editorial import phrases
from letterpress.editorial.cadence import channel_cadences, measure_runway
from letterpress.editorial.facts import Facts, Item, Items
from letterpress.editorial.findings import Advice, ChannelKind, Finding
from letterpress.editorial.metrics import last_stage_days
from letterpress.editorial.next_post import (
    NextPost,
    PostCriteria,
    is_draft,
    most_needed,
    sales_theme,
    similarity,
    unpublished_posts,
)
from letterpress.editorial.rules.rule import Rule
from letterpress.editorial.ruleset import RULES, run_rules
from letterpress.editorial.window import share_of_persons, share_of_sales, shift_day, window

_ADVISING_RULES = frozenset(
    ("phase-balance", "stage-gap", "no-participation", "faceless", "all-give", "sales-share", "sales-streak")
)
"""The rules whose findings decide what comes next."""
_THEME_OF_RULE = ("no-participation", "participation"), ("faceless", "persona")
"""Rules whose findings ask for one value theme, the more urgent first."""


def advise(facts: Facts, config: Config, rules: tuple[Rule, ...] = RULES) -> Advice | None:
    """Advise on the next post; None where there is no post at all, or no value theme of class `value`.

    `rules` are those whose findings it foretells; only rules of letterpress have a say in what comes next.
    """
    if not (facts.posts or facts.queued_posts or unpublished_posts(facts)):
        return None
    due = next_due(facts, config)
    planned = facts.planned(due)
    findings = run_rules(planned, config, only=_ADVISING_RULES)[0]
    post = _choose(planned, config, findings)
    if post is None:
        return None
    nearest = _nearest(facts, post, due)
    after = facts.after_queue()
    return Advice(
        stage=post.stage.id,
        value_theme=post.value_theme.id,
        due=due,
        reason=advice_reason(planned, config, findings, post),
        nearest=nearest.id if nearest else None,
        nearest_reason=nearest_reason(nearest, post) if nearest else None,
        after_queue=run_rules(after, config, rules)[0] if facts.queue else (),
        after_queue_as_of=after.as_of if facts.queue else None,
    )


def next_due(facts: Facts, config: Config) -> date:
    """The day on which the next post is due: one cadence after the runway ends, but not before today."""
    watched = channel_cadences(config)
    kind: ChannelKind = "all" if "all" in watched else "posts"
    cadence = watched[kind]
    reach = measure_runway(facts, kind, cadence, config.editorial.thresholds)
    return max(facts.as_of, shift_day(reach.until, cadence)) if reach else facts.as_of


def _choose(planned: Facts, config: Config, findings: tuple[Finding, ...]) -> NextPost | None:
    """Choose the stage by a missing phase, else the one missing longest; then the value theme by the findings."""
    base = PostCriteria(phase=missing_phase(findings))
    post = most_needed(planned, config, base)
    wanted = _wanted_theme(planned, findings, config)
    if post is None or wanted is None:
        return post
    if wanted.phase in (None, *post.stage.phases):
        return most_needed(planned, config, PostCriteria(stage=post.stage.id, value_theme=wanted.id))
    pressing = base.phase or finding_of(findings, "stage-gap", post.stage.id)
    return post if pressing else most_needed(planned, config, PostCriteria(value_theme=wanted.id))


def _wanted_theme(planned: Facts, findings: tuple[Finding, ...], config: Config) -> ValueTheme | None:
    """The value theme that a finding asks for; None where there is none or the configuration does not have it."""
    themes = {theme.id: theme for theme in config.editorial.value_themes}
    for rule, theme_id in _THEME_OF_RULE:
        if finding_of(findings, rule) and theme_id in themes:
            return themes[theme_id]
    if finding_of(findings, "all-give"):
        return sales_theme(planned, config)
    return None


def _nearest(facts: Facts, post: NextPost, due: date) -> Item | None:
    """The draft, or the post scheduled after the due day, that is most similar to the advised post."""
    candidates = unpublished_posts(facts, after=due)
    best = max(candidates, key=lambda item: similarity(item, post), default=None)
    return best if best and similarity(best, post) else None


def finding_of(findings: tuple[Finding, ...], rule: str, subject: str = "") -> Finding | None:
    """The first finding of a rule, about a subject if one is given; None where there is none."""
    return next((each for each in findings if each.rule == rule and subject in ("", each.subject)), None)


def missing_phase(findings: tuple[Finding, ...]) -> str:
    """The phase that no recent post addresses; empty where none is missing or only `at` is addressed."""
    phases = (each.subject for each in findings if each.rule == "phase-balance" and each.subject != "at")
    return next(phases, "")


def advice_reason(planned: Facts, config: Config, findings: tuple[Finding, ...], post: NextPost) -> Message:
    """The reason for the stage and the reason for the value theme, as of the due day, in one sentence."""
    stage, recent = _stage_reason(planned, findings, post), window(planned, config.editorial.thresholds)
    theme = _finding_reason(recent, findings, post) or _rarity_reason(recent, post)
    return Message(f"{stage.ja}、{theme.ja}ためです", f"{stage.en}, and {theme.en}")


def _stage_reason(planned: Facts, findings: tuple[Finding, ...], post: NextPost) -> Message:
    if missing_phase(findings) in post.stage.phases:
        label = PHASES[post.stage.phases[0]]
        return Message(
            f"最近の記事に{label.ja}の人へ向けたものがなく", f"Nothing recent speaks to readers {label.en}"
        )
    label, last = post.stage.label, last_stage_days(planned)[post.stage.id]
    if last is None:
        return Message(f"{label.ja}に向けた記事がまだなく", f"There is no post for a {label.en} yet")
    wait, due = phrases.days((planned.as_of - last).days), phrases.day(planned.as_of)
    return Message(
        f"{label.ja}に向けた記事が{due.ja}で{wait.ja}あき",
        f"By {due.en} the last post for a {label.en} is {wait.en} old",
    )


def _finding_reason(recent: Items, findings: tuple[Finding, ...], post: NextPost) -> Message | None:
    """The reason that a finding gives for the value theme, or for any that does not sell."""
    theme = post.value_theme
    if theme.id == "participation" and (found := finding_of(findings, "no-participation")):
        return _participation_reason(found)
    if theme.id == "persona" and finding_of(findings, "faceless"):
        return _person_reason(recent)
    if theme.value_class == "sales":
        return Message("何を頼めるのかを伝える記事がない", "no recent post says what you offer")
    if finding_of(findings, "sales-share"):
        sold = share_of_sales(recent)
        part = phrases.share(sold.count, sold.among)
        return Message(f"最近の記事{part.ja}を販売の記事が占める", f"{part.en} sell")
    if run := finding_of(findings, "sales-streak"):
        return Message(f"販売の記事が{run.value}件続く", f"the {run.value} posts before it sell")
    return None


def _participation_reason(found: Finding) -> Message:
    if found.value is None:
        return Message("読者が参加できる記事もまだない", "no post has let readers take part")
    ago = phrases.days(found.value)
    return Message(f"読者が参加できる記事も{ago.ja}ない", f"readers have not taken part for {ago.en}")


def _person_reason(recent: Items) -> Message:
    shown = share_of_persons(recent)
    if not shown.count:
        return Message(
            f"最近の{shown.among}件に書き手の顔が見える記事が1件もない",
            f"no recent post (of {shown.among}) shows a person",
        )
    part = phrases.share(shown.count, shown.among)
    return Message(f"書き手の顔が見える記事が{part.ja}しかない", f"only {part.en} show a person")


def _rarity_reason(recent: Items, post: NextPost) -> Message:
    """The reason that the value theme is used rarely."""
    label = post.value_theme.label
    if not recent:
        return Message("最近公開した記事がない", "nothing was published lately")
    used = sum(item.value_theme == post.value_theme.id for item in recent)
    if not used:
        return Message(
            f"最近の{len(recent)}件に「{label.ja}」の記事がない",
            f"no recent post (of {len(recent)}) is on “{label.en}”",
        )
    part = phrases.share(used, len(recent))
    return Message(f"「{label.ja}」が最近の記事{part.ja}にとどまる", f"{part.en} are on “{label.en}”")


def nearest_reason(item: Item, post: NextPost) -> Message:
    """What is left to do to make a draft or a scheduled post the advised one."""
    stage, theme = post.stage.label, post.value_theme.label
    kind, use = Message("下書き", "draft"), Message("仕上げれば出せます", "only needs finishing")
    if not is_draft(item):
        kind = Message("予定の記事", "scheduled post")
        use = Message("早めれば間に合います", "only needs an earlier date")
    match similarity(item, post):
        case 3:
            return Message(
                f"対象も価値テーマも同じ{kind.ja}なので、{use.ja}", f"This {kind.en} has both and {use.en}"
            )
        case 2:
            return Message(
                f"価値テーマが同じ{kind.ja}なので、{stage.ja}に向けて書き直せば使えます",
                f"This {kind.en} has the value theme; turn it towards a {stage.en}",
            )
    return Message(
        f"対象が同じ{kind.ja}なので、「{theme.ja}」の話にすれば使えます",
        f"This {kind.en} is for the same stage; make it one on “{theme.en}”",
    )
