# SPDX-License-Identifier: MIT
"""Labels and sentences that several forms of a report share."""

from collections.abc import Mapping

from letterpress.config.settings import Editorial
from letterpress.config.vocabulary import PHASES, STAGES
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import Advice, EditorialReport, Unmeasured
from letterpress.report.build_report import BuildReport, LeftOut
from letterpress.report.formats import ISSUES, PAGES, POSTS, day_text, listed, moment_text

UNKNOWN_PHASE = Message("不明", "unknown")
VALUE_CLASSES = {
    "value": Message("価値", "value"),
    "neutral": Message("中立", "neutral"),
    "sales": Message("販売", "sales"),
}
PHASE_LABELS = {**dict[str, Message](PHASES.items()), "unknown": UNKNOWN_PHASE}
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


def stage_label(stage_id: str, language: Language) -> str:
    """The label of a customer stage, or its id where the vocabulary has none such."""
    return next((stage.label.text(language) for stage in STAGES if stage.id == stage_id), stage_id)


def theme_label(theme_id: str, editorial: Editorial, language: Language) -> str:
    """The label of a value theme, or its id where the site has none such."""
    labels = (theme.label.text(language) for theme in editorial.value_themes if theme.id == theme_id)
    return next(labels, theme_id)


def title_of(entry_id: str, report: EditorialReport) -> str:
    """The title of an entry that a report names, or its id."""
    mention = report.mentions.get(entry_id)
    return mention.title if mention else entry_id


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
