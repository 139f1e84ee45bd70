# SPDX-License-Identifier: MIT
"""Sentences that several forms of a report share."""

from collections.abc import Mapping

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import Advice, EditorialReport, Unmeasured
from letterpress.report.build_report import BuildReport, LeftOut
from letterpress.report.formats import ISSUES, PAGES, POSTS, day_text, listed, moment_text
from letterpress.report.labels import stage_label, theme_label

NOTHING_FOUND = Message("直すところはありません", "Nothing to change")
NEXT = Message("次に書くもの", "What to write next")

_STATUS: Mapping[str, Message] = {
    "draft": Message("下書き", "draft"),
    "scheduled": Message("{}に公開", "scheduled for {}"),
    "expired": Message("{}に終了", "expired {}"),
    "broken": Message("エラーあり", "has errors"),
}
_STATUS_ALONE = {"scheduled": Message("予定", "scheduled"), "expired": Message("終了", "expired")}
_UNMEASURED = Message("記事が足りず、まだ判断できないルール：{}", "Not enough posts yet to judge: {}")
_HAVE = Message("{0}（{1}本中{2}本）", "{0} ({2} of {1})")
_POST = Message("「{theme}」の記事を、{stage}に向けて、{due}までに", "{theme}, for the {stage}, by {due}")


def held_text(report: BuildReport, language: Language) -> str:
    """What the site holds: `29 posts, 6 issues, 3 pages`."""
    counts = report.counts
    parts = ((POSTS, counts.posts), (ISSUES, counts.issues), (PAGES, counts.pages))
    return listed((counted.text(number, language) for counted, number in parts if number), language)


def left_out_reason(left: LeftOut, language: Language) -> str:
    """Why an entry is left out: `draft`, `scheduled for 2026-11-28 09:00` ..."""
    if left.until is None:
        return _STATUS_ALONE.get(left.status, _STATUS[left.status]).text(language)
    return _STATUS[left.status].text(language).format(moment_text(left.until))


def unmeasured_text(unmeasured: tuple[Unmeasured, ...], language: Language) -> str:
    """The rules with too few posts to measure, and how many they need."""
    rules = [_HAVE.text(language).format(each.rule, each.need, each.have) for each in unmeasured]
    return _UNMEASURED.text(language).format(listed(rules, language))


def proposal(report: EditorialReport, advice: Advice, settings: Editorial, language: Language) -> str:
    """The next post in one sentence: what it offers, for whom, by when."""
    sentence = _POST.text(language).format(
        theme=theme_label(advice.value_theme, settings, language),
        stage=stage_label(advice.stage, language),
        due=day_text(advice.due, language, report.as_of),
    )
    return sentence[:1].upper() + sentence[1:]
