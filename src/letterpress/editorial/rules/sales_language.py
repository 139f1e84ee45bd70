# SPDX-License-Identifier: MIT
"""The rule `sales-language`: a post that is not sales-class but reads like one."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from letterpress.config import Config
from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Message, Severity, Span
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import recent_and_scheduled


@rule("sales-language", principle="inform", label=Message("売り込みの言葉", "the language of selling"))
def sales_language(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report posts that are not sales-class but use the language of selling.

    A title is reported for one strong term or two weak ones; a body for at least 3 terms and at least 5 per 1,000
    non-space characters. Posts older than the window are not reported.
    """
    thresholds = config.editorial.thresholds
    for item in recent_and_scheduled(facts, thresholds):
        if item.value_class != "sales":
            yield from _results_for(item, thresholds, config)


def _results_for(item: Item, thresholds: Thresholds, config: Config) -> Iterator[RuleResult]:
    wording = item.entry.document.wording
    for value, limit in (
        (wording.title_strong, thresholds.sales_language_title_strong),
        (wording.title_weak, thresholds.sales_language_title_weak),
    ):
        if value >= limit:
            yield _about_title(item, value, limit, config)
            return
    if _has_sales_body(item, thresholds):
        yield _about_body(item, thresholds, config)


def _has_sales_body(item: Item, thresholds: Thresholds) -> bool:
    wording = item.entry.document.wording
    dense = wording.body_hits * 1000 >= thresholds.sales_language_per_thousand * wording.body_characters
    return dense and wording.body_hits >= thresholds.sales_language_hits


def _about_title(item: Item, value: int, limit: int, config: Config) -> RuleResult:
    name, words = phrases.title(item.title), "1 word" if value == 1 else f"{value} words"
    return sales_language.finding(
        severity=Severity.WARNING,
        subject=item.id,
        value=value,
        threshold=limit,
        message=Message(
            f"{name.ja}は販売の記事ではありませんが、題名に売り込みの言葉が{value}つあります",
            f"{name.en} is no sales post, yet its title has {words} of selling",
        ),
        fix=_rewrite(config, Message("題名", "the title")),
        posts=(item,),
        span=field_span(item, "title"),
    )


def _about_body(item: Item, thresholds: Thresholds, config: Config) -> RuleResult:
    wording = item.entry.document.wording
    hits = wording.body_hits
    density = phrases.number_text(Fraction(hits * 1000, max(wording.body_characters, 1)))
    name = phrases.title(item.title)
    return sales_language.finding(
        severity=Severity.WARNING,
        subject=item.id,
        value=hits,
        threshold=thresholds.sales_language_hits,
        message=Message(
            f"{name.ja}は販売の記事ではありませんが、本文に売り込みの言葉が{hits}か所（1,000字あたり{density}か所）あります",
            f"{name.en} is no sales post, yet {hits} places in it read like one ({density} per 1,000 characters)",
        ),
        fix=_rewrite(config, Message("本文", "the text")),
        posts=(item,),
        span=Span(item.entry.document.path),
    )


def _rewrite(config: Config, field_span: Message) -> Message:
    """Propose to reword a title or body, or to change the value theme."""
    selling = {theme.id: theme for theme in config.editorial.value_themes if theme.value_class == "sales"}
    chosen = selling.get("sale") or next(iter(selling.values()), None)
    label = chosen.label if chosen else Message("販売", "selling")
    return Message(
        f"{field_span.ja}を、読む人が何を得られるかがわかる言葉に変えるか、`value_theme` を「{label.ja}」にしましょう",
        f"Let {field_span.en} say what the reader gains, or set `value_theme` to “{label.en}”",
    )
