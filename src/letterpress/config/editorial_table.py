# SPDX-License-Identifier: MIT
"""The `editorial` section of letterpress.yaml: value themes, thresholds, rules, purposes, sales terms."""

from collections.abc import Mapping as ReadOnly
from fractions import Fraction
from typing import Any

import msgspec

from letterpress.config.settings import Editorial, Thresholds
from letterpress.config.value_theme_table import VALUE_THEMES_KIND
from letterpress.config.value_types import FLAG, RATIO, SHARE, TEXTS, ConfigReporter, integer
from letterpress.config.vocabulary import OPTIONAL_RULES, PURPOSE_NAMES, RULES
from letterpress.diagnostics import Message
from letterpress.yaml_reader.field_specs import Row, Rows, Schema, ValueKind, section, unknown_key
from letterpress.yaml_reader.nodes import Node
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import choices_reader, read_flag, read_mapping

LARGEST_NUMBER = 100_000

SHARES = ("unclassified", "sales_share_warning", "sales_share_error", "faceless", "issue_mix_sales")
"""The thresholds that are shares, from 0 to 1; the other fractions are ratios without an upper end."""

ABOUT_THRESHOLDS: ReadOnly[str, Message] = {
    "window_posts": Message("割合を測る記事の数", "posts in the window that shares are measured in"),
    "window_days": Message("割合を測る日数", "days that the window reaches back"),
    "minimum_posts": Message("割合を判断するのに必要な記事の数", "posts needed before share rules speak"),
    "unclassified": Message(
        "顧客ステージか価値テーマのない記事の割合", "share of posts without stage or value theme"
    ),
    "sales_share_warning": Message(
        "販売の記事の割合（警告）", "share of sales posts that is worth a warning"
    ),
    "sales_share_error": Message("販売の記事の割合（エラー）", "share of sales posts that is an error"),
    "sales_streak_warning": Message("続く販売の記事の数（警告）", "sales posts in a row worth a warning"),
    "sales_streak_error": Message("続く販売の記事の数（エラー）", "sales posts in a row that are an error"),
    "gap_days": Message(
        "顧客ステージや読者の参加が途切れてよい日数", "days without a stage or without participation"
    ),
    "gap_cadences": Message(
        "同じく、発行の間隔の何倍か（大きいほうをとる）", "the same in cadences; the larger counts"
    ),
    "silence_warning": Message(
        "発信が途切れた長さ（警告、発行の間隔の何倍か）", "silence worth a warning, in cadences"
    ),
    "silence_error": Message(
        "便りが途切れた長さ（誤り、発行の間隔の何倍か）", "silence that is an error, in cadences"
    ),
    "slowing_ratio": Message("間隔が何倍に開いたら知らせるか", "how much longer recent gaps must be"),
    "slowing_recent": Message("最近とみなす間隔の数", "gaps that count as recent"),
    "slowing_before": Message("それより前に見る間隔の数", "gaps before these that they are compared with"),
    "slowing_before_minimum": Message("比べるのに必要な間隔の数", "gaps before these that are needed"),
    "runway_step": Message(
        "予定の間があいてよい長さ（発行の間隔の何倍か）", "longest step between scheduled dates, in cadences"
    ),
    "runway_cadences": Message(
        "先まで埋まっていてほしい長さ（発行の間隔の何倍か）", "runway worth having, in cadences"
    ),
    "runway_always": Message(
        "予定がなくても知らせるか", "speak of the runway even when nothing is scheduled"
    ),
    "faceless": Message("書き手の顔が見える記事の割合", "share of posts that show a person"),
    "promise_days": Message("予告を果たすまでの日数", "days to keep a promise without a due date"),
    "promise_cadences": Message(
        "同じく、発行の間隔の何倍か（大きいほうをとる）", "the same in cadences; the larger counts"
    ),
    "issue_mix_days": Message("さかのぼって見る号の日数", "days back that issues are looked at"),
    "issue_mix_sales": Message("1つの号に占める販売の記事の割合", "share of sales posts in one issue"),
    "sales_language_title_strong": Message("題名にあれば知らせる強い言葉の数", "strong terms in a title"),
    "sales_language_title_weak": Message("題名にあれば知らせる弱い言葉の数", "weak terms in a title"),
    "sales_language_hits": Message("本文にあれば知らせる言葉の数", "terms in a body"),
    "sales_language_per_thousand": Message(
        "本文1,000字あたりの言葉の数", "terms per 1,000 characters of a body"
    ),
    "sales_surge_days": Message(
        "販売の記事の急増を見る日数", "days that a surge of sales posts is measured in"
    ),
    "sales_surge_posts": Message("急増とみなす記事の数", "sales posts that make a surge"),
    "sales_surge_ratio": Message("急増とみなす倍率", "how many times more than before make a surge"),
    "all_give_posts": Message("販売の記事がない続きの長さ", "posts in a row without a sales post"),
}


def _threshold_kind(field: msgspec.structs.FieldInfo) -> ValueKind[Reporter]:
    if field.type is bool:
        return FLAG
    if field.type is Fraction:
        return SHARE if field.name in SHARES else RATIO
    return integer(0, LARGEST_NUMBER)


_THRESHOLDS: Rows = tuple(
    Row(name=field.name, kind=_threshold_kind(field), about=ABOUT_THRESHOLDS[field.name])
    for field in msgspec.structs.fields(Thresholds)
)


def read_rules(reporter: Reporter, name: str, node: Node) -> ReadOnly[str, bool] | None:
    """Read which rules are switched on and off, by slug; one that letterpress does not know may be a plugin's."""
    mapping = read_mapping(reporter, name, node)
    if mapping is None:
        return None
    switched: dict[str, bool] = {}
    for key, value in mapping.entries:
        may_be_a_plugins = isinstance(reporter, ConfigReporter) and reporter.names_plugins
        if key.text not in (*RULES, *OPTIONAL_RULES) and not may_be_a_plugins:
            unknown_key(reporter, key, (*RULES, *OPTIONAL_RULES), name + ".")
        flag = read_flag(reporter, f"{name}.{key.text}", value)
        if flag is not None:
            switched[key.text] = flag
    return switched


def make_editorial(
    rules: ReadOnly[str, bool] | None = None, sales_terms: ReadOnly[str, Any] | None = None, **values: Any
) -> Editorial:
    """Make the `Editorial` settings from the values that the rows read."""
    if rules is not None:
        values["rules_off"] = tuple(sorted(rule for rule, is_on in rules.items() if not is_on))
        values["rules_on"] = tuple(sorted(rule for rule, is_on in rules.items() if is_on))
    return Editorial(**values, **(sales_terms or {}))


_RULES_SCHEMA: Schema = {
    "type": "object",
    "properties": {rule: {"type": "boolean"} for rule in (*RULES, *OPTIONAL_RULES)},
}
_PURPOSES_SCHEMA: Schema = {"type": "array", "items": {"enum": sorted(set(PURPOSE_NAMES.values()))}}

_SALES_TERMS: Rows = (
    Row(
        name="strong",
        kind=TEXTS,
        attribute="strong_terms",
        about=Message("題名に1つあれば知らせる言葉", "one in a title is enough"),
    ),
    Row(
        name="weak",
        kind=TEXTS,
        attribute="weak_terms",
        about=Message("題名に2つあれば知らせる言葉", "two in a title are enough"),
    ),
)

EDITORIAL: Rows = (
    Row(
        name="value_themes",
        kind=VALUE_THEMES_KIND,
        about=Message("価値テーマの追加・改名・置き換え", "value themes added, renamed or replaced"),
    ),
    Row(
        name="thresholds",
        kind=section(_THRESHOLDS, Thresholds),
        about=Message("ルールが知らせ始める境目", "where rules begin to speak"),
    ),
    Row(
        name="rules",
        kind=ValueKind(read_rules, _RULES_SCHEMA),
        about=Message("ルールのオンとオフ", "rules switched on or off"),
    ),
    Row(
        name="purposes",
        kind=ValueKind(choices_reader("purpose-unknown", PURPOSE_NAMES), _PURPOSES_SCHEMA),
        about=Message("この発信の目的", "why this channel exists"),
    ),
    Row(
        name="public",
        kind=FLAG,
        about=Message(
            "顧客ステージと価値テーマを読者に見せるか", "whether readers may see stage and value theme"
        ),
    ),
    Row(
        name="sales_terms",
        kind=section(_SALES_TERMS, dict),
        about=Message("売り込みの言葉の追加", "the business's own language of selling"),
    ),
)

EDITORIAL_KIND = section(EDITORIAL, make_editorial)
