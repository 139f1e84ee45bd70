# SPDX-License-Identifier: MIT
"""The vocabulary of the editorial model: stages, phases, value themes, purposes, principles, calls to action.

The front matter parser accepts these words and the editorial rules count them, so the vocabulary lies below both.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from letterpress.diagnostics import Message
from letterpress.normalization import match_key

Phase = Literal["before", "at", "after"]
ValueClass = Literal["value", "neutral", "sales"]


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A customer stage: the readers that a post is for."""

    id: str
    label: Message
    meaning: Message
    phases: tuple[Phase, ...]
    accepted: tuple[str, ...]
    """Other accepted spellings, besides id and labels."""


class ValueTheme(msgspec.Struct, frozen=True, kw_only=True):
    """A value theme: what a post offers its readers."""

    id: str
    label: Message
    value_class: ValueClass
    phase: Phase | None = None
    """The phase of a post with this theme, where neither its front matter nor its stage gives one."""
    accepted: tuple[str, ...] = ()


STAGES = (
    Stage(
        id="latent",
        label=Message("潜在顧客", "latent customer"),
        meaning=Message(
            "まだ会ったことがなく、いつかお客さまになるかもしれない人", "never met; might use us one day"
        ),
        phases=("before",),
        accepted=("潜在", "潜在客"),
    ),
    Stage(
        id="prospect",
        label=Message("見込顧客", "prospect"),
        meaning=Message(
            "こちらを知っていて連絡もとれるが、まだ買っていない人",
            "knows us and can be reached; has never bought",
        ),
        phases=("before",),
        accepted=("見込み顧客", "見込み客", "見込客", "見込"),
    ),
    Stage(
        id="new",
        label=Message("新規顧客", "new customer"),
        meaning=Message("初めて買った人", "bought for the first time"),
        phases=("after",),
        accepted=("新規", "新規客"),
    ),
    Stage(
        id="regular",
        label=Message("常顧客", "regular customer"),
        meaning=Message("気に入って、また来てくれる人", "likes us, comes again"),
        phases=("after",),
        accepted=("常連", "リピーター", "リピート客", "既存顧客", "既存客"),
    ),
)

VALUE_THEMES = (
    ValueTheme(
        id="education",
        label=Message("基礎・考え方", "basics"),
        value_class="value",
        phase="before",
        accepted=("基礎", "考え方"),
    ),
    ValueTheme(
        id="howto",
        label=Message("活用術・課題解決", "how-to, problem solving"),
        value_class="value",
        phase="before",
        accepted=("活用術", "課題解決", "how-to", "problem solving"),
    ),
    ValueTheme(
        id="case",
        label=Message("事例・お客様の声", "case, customer's voice"),
        value_class="value",
        accepted=("事例", "お客様の声", "customer's voice"),
    ),
    ValueTheme(id="support", label=Message("困りごと解決", "support"), value_class="value", phase="after"),
    ValueTheme(
        id="persona", label=Message("個を出す", "the person behind it"), value_class="value", accepted=("個",)
    ),
    ValueTheme(
        id="participation",
        label=Message("巻き込む", "readers take part"),
        value_class="value",
        phase="after",
        accepted=("参加",),
    ),
    ValueTheme(
        id="brand",
        label=Message("象徴・想い", "what we stand for"),
        value_class="value",
        accepted=("象徴", "想い"),
    ),
    ValueTheme(
        id="curation", label=Message("紹介・転載", "curation"), value_class="value", accepted=("紹介", "転載")
    ),
    ValueTheme(
        id="event",
        label=Message("告知・イベント", "announcement, event"),
        value_class="neutral",
        accepted=("告知", "イベント", "announcement"),
    ),
    ValueTheme(
        id="news",
        label=Message("ニュースリリース", "news release"),
        value_class="sales",
        phase="at",
        accepted=("ニュース", "リリース"),
    ),
    ValueTheme(
        id="product",
        label=Message("新製品情報", "new product"),
        value_class="sales",
        phase="at",
        accepted=("新製品", "新商品", "製品情報"),
    ),
    ValueTheme(
        id="sale",
        label=Message("セール・割引", "sale, discount, coupon"),
        value_class="sales",
        phase="at",
        accepted=("セール", "割引", "クーポン", "discount", "coupon"),
    ),
)

PHASES: dict[Phase, Message] = {
    "before": Message("購入前", "before buying"),
    "at": Message("購入時", "at buying"),
    "after": Message("購入後", "after buying"),
}
PRINCIPLES = {
    "contact": Message("いつもコンタクト", "always in contact"),
    "choose": Message("いいお客さまを選ぶ", "choose good customers"),
    "inform": Message("情報を発信", "inform"),
    "individual": Message("個を出す", "show the person"),
    "involve": Message("巻き込む", "involve"),
}
RULES = (
    "unclassified",
    "sales-share",
    "sales-streak",
    "phase-balance",
    "sales-language",
    "stage-gap",
    "silence",
    "slowing",
    "runway",
    "faceless",
    "no-participation",
    "issue-number",
    "broken-promise",
    "issue-mix",
)
"""The editorial rules that are on unless `editorial.rules` switches them off, in the order of the report."""
OPTIONAL_RULES = ("sales-surge", "no-problem", "all-give")
"""The editorial rules that are off unless the config switches them on."""


def _by_spelling(words: dict[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {match_key(name): word for word, names in words.items() for name in (word, *names)}


PHASE_NAMES = _by_spelling({phase: (label.ja, label.en) for phase, label in PHASES.items()})
"""Maps every accepted spelling, normalized by `match_key`, to its phase."""
PURPOSE_NAMES = _by_spelling(
    {
        "pr": ("広報", "PR活動"),
        "event": ("イベント", "催し"),
        "promotion": ("販促", "販売促進"),
        "support": ("サポート", "お客様サポート"),
        "persona": ("個を出す", "人柄"),
    }
)
"""Maps every accepted spelling, normalized by `match_key`, to its purpose."""
CTA_NAMES = _by_spelling(
    {
        "subscribe": ("購読", "読者登録"),
        "follow": ("フォロー",),
        "share": ("シェア", "共有"),
        "vote": ("投票", "アンケート"),
        "reply": ("返信", "感想"),
        "join": ("入会", "参加"),
        "consult": ("相談", "問い合わせ"),
        "attend": ("来場", "出席"),
        "buy": ("購入", "注文"),
    }
)
"""Maps every accepted spelling, normalized by `match_key`, to its kind of call to action."""
CLASS_NAMES = _by_spelling({"value": ("価値",), "neutral": ("中立",), "sales": ("販売", "売り込み")})
"""Maps every accepted spelling, normalized by `match_key`, to its value class."""


def value_themes_by_name(value_themes: tuple[ValueTheme, ...]) -> dict[str, str]:
    """Map every accepted spelling, normalized by `match_key`, to the id of its value theme."""
    return {match_key(name): theme.id for theme in value_themes for name in value_theme_names(theme)}


def value_theme_names(theme: ValueTheme) -> tuple[str, ...]:
    """Every accepted spelling of a value theme."""
    return theme.id, theme.label.ja, theme.label.en, *theme.accepted


STAGE_NAMES: Mapping[str, str] = {
    match_key(name): stage.id
    for stage in STAGES
    for name in (stage.id, stage.label.ja, stage.label.en, *stage.accepted)
}
"""Maps every accepted spelling, normalized by `match_key`, to the id of its stage."""
