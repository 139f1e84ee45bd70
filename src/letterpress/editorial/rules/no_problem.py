# SPDX-License-Identifier: MIT
"""The optional rule `no-problem`: a post that solves a problem does not name it."""

from collections.abc import Iterable

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item
from letterpress.editorial.rules.rule import RuleResult, field_span, rule
from letterpress.editorial.window import recent_and_scheduled

_PROBLEM_THEMES = ("howto", "case")


@rule("no-problem", principle="inform", label=Message("読者の困りごと", "the reader's problem"))
def no_problem(facts: Facts, config: Config) -> Iterable[RuleResult]:
    """Report howto and case posts without `problem`, published within the window's days or scheduled."""
    for item in recent_and_scheduled(facts, config.editorial.thresholds):
        if item.value_theme in _PROBLEM_THEMES and not item.entry.fields.problem:
            yield _without_problem(item, config)


def _without_problem(item: Item, config: Config) -> RuleResult:
    name, theme = phrases.title(item.title), phrases.value_theme(item.value_theme or "", config)
    return no_problem.finding(
        severity=Severity.NOTE,
        subject=item.id,
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
        posts=(item,),
        span=field_span(item, "value_theme"),
    )
