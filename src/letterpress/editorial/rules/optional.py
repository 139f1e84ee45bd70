# SPDX-License-Identifier: MIT
"""Rules that are off unless the config switches them on."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts
from letterpress.editorial.items import Piece
from letterpress.editorial.next_post import ANYTHING, Wish, next_post, offer, offering_theme
from letterpress.editorial.rules.rule import Verdict, place, rule
from letterpress.editorial.rules.wording import recent_and_coming
from letterpress.editorial.window import sales

_PROBLEM_THEMES = ("howto", "case")


@rule("sales-surge", principle="inform", label=Message("販売の記事の急増", "a surge of selling"))
def sales_surge(facts: Facts, config: Config) -> Iterable[Verdict]:
    """Sales posts of the last 30 days: at least 3, and at least twice those of the 30 days before.

    The last 30 days are today and the 29 days before it.
    """
    thresholds = config.editorial.thresholds
    span = thresholds.sales_surge_days
    middle, start = shifted(facts.as_of, -span), shifted(facts.as_of, -2 * span)
    recent = tuple(piece for piece in sales(facts.posts) if piece.day > middle)
    before = tuple(piece for piece in sales(facts.posts) if start < piece.day <= middle)
    limit = max(thresholds.sales_surge_ratio * len(before), Fraction(thresholds.sales_surge_posts))
    if not recent or len(recent) < limit:
        return
    days = thresholds.sales_surge_days
    post = next_post(facts, config, ANYTHING)
    what = offer(post) if post else Message("役に立つ記事", "a post that helps its reader")
    yield sales_surge.finding(
        severity=Severity.WARNING,
        subject="posts",
        value=len(recent),
        threshold=limit,
        message=Message(
            f"販売の記事がこの{days}日で{len(recent)}件あり、その前の{days}日（{len(before)}件）から急に増えています",
            f"{len(recent)} posts of the last {days} days sell, after {len(before)} in the {days} days before",
        ),
        fix=Message(
            f"次の販売の記事の前に、{what.ja}をはさみましょう",
            f"Before the next one that sells, publish {what.en}",
        ),
        posts=recent,
        span=place(recent[-1], "value_theme"),
    )


@rule("no-problem", principle="inform", label=Message("読者の困りごと", "the reader's problem"))
def no_problem(facts: Facts, config: Config) -> Iterable[Verdict]:
    """A howto or case post without `problem`, published within the window's days or scheduled."""
    for piece in recent_and_coming(facts, config.editorial.thresholds):
        if piece.value_theme in _PROBLEM_THEMES and not piece.entry.fields.problem:
            yield _without_problem(piece, config)


def _without_problem(piece: Piece, config: Config) -> Verdict:
    name, theme = phrases.title(piece.title), phrases.value_theme(piece.value_theme or "", config)
    return no_problem.finding(
        severity=Severity.NOTE,
        subject=piece.id,
        value=0,
        threshold=1,
        message=Message(
            f"{name.ja}は「{theme.ja}」の記事ですが、読む人のどんな困りごとを解くのかが書かれていません",
            f"{name.en} is on “{theme.en}”, but does not say which problem it solves",
        ),
        fix=Message(
            "`problem: 月末の締めを10分で終えたい` のように、読む人の言葉で書きましょう",
            "Say it in the reader's words, as in `problem: have the month-end done in ten minutes`",
        ),
        posts=(piece,),
        span=place(piece, "value_theme"),
    )


@rule("all-give", principle="choose", label=Message("与えるばかり", "giving alone"))
def all_give(facts: Facts, config: Config) -> Iterable[Verdict]:
    """No sales post among the last 20: a reader may not know what you offer."""
    need = config.editorial.thresholds.all_give_posts
    last = facts.posts[max(0, len(facts.posts) - need) :]
    if not last or len(last) < need or sales(last):
        return
    theme = offering_theme(facts, config)
    post = next_post(facts, config, Wish(value_theme=theme.id)) if theme else None
    what = offer(post) if post else Message("何を頼めるのかがわかる記事", "a post that says what you offer")
    yield all_give.finding(
        severity=Severity.NOTE,
        subject="posts",
        value=0,
        threshold=1,
        message=Message(
            f"最近の{need}件に販売の記事がなく、何を頼めるのかが読者に伝わっていないかもしれません",
            f"None of the last {need} posts sells, so readers may not know what you offer",
        ),
        fix=Message(f"{what.ja}を1件はさんでみましょう", f"Try {what.en}"),
    )
