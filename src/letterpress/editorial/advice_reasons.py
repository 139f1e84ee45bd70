# SPDX-License-Identifier: MIT
"""Why the next post should be what is advised: one sentence with the numbers that decided."""

from letterpress.config import Config
from letterpress.config.vocabulary import PHASES
from letterpress.diagnostics import Message
from letterpress.editorial import wording as phrases
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.findings import Finding
from letterpress.editorial.items import Piece
from letterpress.editorial.metrics import last_named
from letterpress.editorial.next_post import NextPost, is_draft, likeness
from letterpress.editorial.window import people_share, sales_share, window


def find(findings: tuple[Finding, ...], rule: str, subject: str = "") -> Finding | None:
    """The finding of a rule, about a subject if one is given."""
    return next((each for each in findings if each.rule == rule and subject in ("", each.subject)), None)


def missing_phase(findings: tuple[Finding, ...]) -> str:
    """The phase that no recent post speaks to; empty where none is missing or only `at` is there."""
    phases = (each.subject for each in findings if each.rule == "phase-balance" and each.subject != "at")
    return next(phases, "")


def reason_for(planned: Facts, config: Config, findings: tuple[Finding, ...], post: NextPost) -> Message:
    """What asks for the stage, and what asks for the value theme, as of the day on which the post is due."""
    stage, recent = _why_stage(planned, findings, post), window(planned, config.editorial.thresholds)
    theme = _why_asked(recent, findings, post) or _why_seldom(recent, post)
    return Message(f"{stage.ja}、{theme.ja}ためです", f"{stage.en}, and {theme.en}")


def _why_stage(planned: Facts, findings: tuple[Finding, ...], post: NextPost) -> Message:
    if missing_phase(findings) in post.stage.phases:
        label = PHASES[post.stage.phases[0]]
        return Message(
            f"最近の記事に{label.ja}の人へ向けたものがなく", f"Nothing recent speaks to readers {label.en}"
        )
    label, last = post.stage.label, last_named(planned)[post.stage.id]
    if last is None:
        return Message(f"{label.ja}に向けた記事がまだなく", f"There is no post for a {label.en} yet")
    wait, due = phrases.days((planned.as_of - last).days), phrases.day(planned.as_of)
    return Message(
        f"{label.ja}に向けた記事が{due.ja}で{wait.ja}あき",
        f"By {due.en} the last post for a {label.en} is {wait.en} old",
    )


def _why_asked(recent: Pieces, findings: tuple[Finding, ...], post: NextPost) -> Message | None:
    """The finding that asks for this value theme, or for any that does not sell."""
    theme = post.value_theme
    if theme.id == "participation" and (found := find(findings, "no-participation")):
        return _why_participation(found)
    if theme.id == "persona" and find(findings, "faceless"):
        return _why_person(recent)
    if theme.value_class == "sales":
        return Message("何を頼めるのかを伝える記事がない", "no recent post says what you offer")
    if find(findings, "sales-share"):
        sold = sales_share(recent)
        part = phrases.share(sold.count, sold.among)
        return Message(f"最近の記事{part.ja}を販売の記事が占める", f"{part.en} sell")
    if run := find(findings, "sales-streak"):
        return Message(f"販売の記事が{run.value}件続く", f"the {run.value} posts before it sell")
    return None


def _why_participation(found: Finding) -> Message:
    if found.value is None:
        return Message("読者が参加できる記事もまだない", "no post has let readers take part")
    ago = phrases.days(found.value)
    return Message(f"読者が参加できる記事も{ago.ja}ない", f"readers have not taken part for {ago.en}")


def _why_person(recent: Pieces) -> Message:
    shown = people_share(recent)
    if not shown.count:
        return Message(
            f"最近の{shown.among}件に書き手の顔が見える記事が1件もない",
            f"no recent post (of {shown.among}) shows a person",
        )
    part = phrases.share(shown.count, shown.among)
    return Message(f"書き手の顔が見える記事が{part.ja}しかない", f"only {part.en} show a person")


def _why_seldom(recent: Pieces, post: NextPost) -> Message:
    """How rarely the value theme was used."""
    label = post.value_theme.label
    if not recent:
        return Message("最近公開した記事がない", "nothing was published lately")
    used = sum(piece.value_theme == post.value_theme.id for piece in recent)
    if not used:
        return Message(
            f"最近の{len(recent)}件に「{label.ja}」の記事がない",
            f"no recent post (of {len(recent)}) is on “{label.en}”",
        )
    part = phrases.share(used, len(recent))
    return Message(f"「{label.ja}」が最近の記事{part.ja}にとどまる", f"{part.en} are on “{label.en}”")


def why_nearest(piece: Piece, post: NextPost) -> Message:
    """What is left to do with a draft or a scheduled post to make it what is advised."""
    stage, theme = post.stage.label, post.value_theme.label
    kind, use = Message("下書き", "draft"), Message("仕上げれば出せます", "only needs finishing")
    if not is_draft(piece):
        kind = Message("予定の記事", "scheduled post")
        use = Message("早めれば間に合います", "only needs an earlier date")
    match likeness(piece, post):
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
