# SPDX-License-Identifier: MIT
"""Selling in disguise: a post that is not sales-class but reads like one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction
from operator import attrgetter

from letterpress.config import Config
from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial import wording as phrases
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts, Pieces
from letterpress.editorial.items import Piece
from letterpress.editorial.rules.rule import Verdict, place, rule


@rule("sales-language", principle="inform", label=Message("売り込みの言葉", "the language of selling"))
def sales_language(facts: Facts, config: Config) -> Iterable[Verdict]:
    """A post that is not sales-class, published within the window's days or scheduled, but reads like selling.

    The title fires on one strong term or two weak ones; the body on at least 3 hits and at least 5 per 1,000
    non-space characters. Older posts are let be.
    """
    thresholds = config.editorial.thresholds
    for piece in recent_and_coming(facts, thresholds):
        if piece.value_class != "sales":
            yield from _spoken(piece, thresholds, config)


def recent_and_coming(facts: Facts, thresholds: Thresholds) -> Pieces:
    """Posts published within the window's days, then scheduled ones: those that can still be changed with profit."""
    oldest = shifted(facts.as_of, -thresholds.window_days)
    return facts.posts[bisect_left(facts.posts, oldest, key=attrgetter("day")) :] + facts.queued_posts


def _spoken(piece: Piece, thresholds: Thresholds, config: Config) -> Iterator[Verdict]:
    wording = piece.entry.document.wording
    for value, limit in (
        (wording.title_strong, thresholds.sales_language_title_strong),
        (wording.title_weak, thresholds.sales_language_title_weak),
    ):
        if value >= limit:
            yield _about_title(piece, value, limit, config)
            return
    if _loud_body(piece, thresholds):
        yield _about_body(piece, thresholds, config)


def _loud_body(piece: Piece, thresholds: Thresholds) -> bool:
    wording = piece.entry.document.wording
    dense = wording.body_hits * 1000 >= thresholds.sales_language_per_thousand * wording.body_characters
    return dense and wording.body_hits >= thresholds.sales_language_hits


def _about_title(piece: Piece, value: int, limit: int, config: Config) -> Verdict:
    name, words = phrases.title(piece.title), "1 word" if value == 1 else f"{value} words"
    return sales_language.finding(
        severity=Severity.WARNING,
        subject=piece.id,
        value=value,
        threshold=limit,
        message=Message(
            f"{name.ja}は販売の記事ではありませんが、題名に売り込みの言葉が{value}つあります",
            f"{name.en} is no sales post, yet its title has {words} of selling",
        ),
        fix=_rewrite(config, Message("題名", "the title")),
        posts=(piece,),
        span=place(piece, "title"),
    )


def _about_body(piece: Piece, thresholds: Thresholds, config: Config) -> Verdict:
    wording = piece.entry.document.wording
    hits = wording.body_hits
    density = phrases.number_text(Fraction(hits * 1000, max(wording.body_characters, 1)))
    name = phrases.title(piece.title)
    return sales_language.finding(
        severity=Severity.WARNING,
        subject=piece.id,
        value=hits,
        threshold=thresholds.sales_language_hits,
        message=Message(
            f"{name.ja}は販売の記事ではありませんが、本文に売り込みの言葉が{hits}か所（1,000字あたり{density}か所）あります",
            f"{name.en} is no sales post, yet {hits} places in it read like one ({density} per 1,000 characters)",
        ),
        fix=_rewrite(config, Message("本文", "the text")),
        posts=(piece,),
        span=Span(piece.entry.document.path),
    )


def _rewrite(config: Config, place: Message) -> Message:
    """Call it what it is, or say what the reader gains."""
    selling = {theme.id: theme for theme in config.editorial.value_themes if theme.value_class == "sales"}
    chosen = selling.get("sale") or next(iter(selling.values()), None)
    label = chosen.label if chosen else Message("販売", "selling")
    return Message(
        f"{place.ja}を、読む人が何を得られるかがわかる言葉に変えるか、`value_theme` を「{label.ja}」にしましょう",
        f"Let {place.en} say what the reader gains, or set `value_theme` to “{label.en}”",
    )
