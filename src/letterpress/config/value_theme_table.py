# SPDX-License-Identifier: MIT
"""The `editorial.value_themes` section of letterpress.yaml: value themes added, renamed, replaced or removed."""

from typing import Any

import msgspec

from letterpress.config.value_types import TEXT, TEXTS, choice
from letterpress.config.vocabulary import (
    CLASS_NAMES,
    PHASE_NAMES,
    VALUE_THEMES,
    ValueTheme,
    value_theme_names,
)
from letterpress.diagnostics import Message
from letterpress.normalization import match_key
from letterpress.yaml_reader.field_specs import Row, Rows, ValueKind, missing_key, read_rows
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import FALSE_WORDS, read_mapping, read_text


def read_label(reporter: Reporter, name: str, node: Node) -> Message | None:
    """Read a label: one text for both languages, or `{ja: ..., en: ...}`; a missing language takes the other's text."""
    if isinstance(node, Mapping):
        texts = read_rows(reporter, _LABEL, node, name + ".") or {}
        either = texts.get("ja") or texts.get("en")
        return Message(texts.get("ja", either), texts.get("en", either)) if either else None
    text = read_text(reporter, name, node)
    return Message(text, text) if text else None


def read_value_themes(reporter: Reporter, name: str, node: Node) -> tuple[ValueTheme, ...] | None:
    """Read all value themes of the project: the built-in ones, then its own; `false` removes one."""
    mapping = read_mapping(reporter, name, node)
    if mapping is None:
        return None
    themes = {theme.id: theme for theme in VALUE_THEMES}
    for key, value in mapping.entries:
        if isinstance(value, Scalar) and match_key(value.text) in FALSE_WORDS:
            themes.pop(key.text, None)
            continue
        theme = _read_theme(reporter, f"{name}.{key.text}", key, value, themes.get(key.text))
        if theme is not None:
            themes[theme.id] = theme
    found = tuple(themes.values())
    _report_shared_names(reporter, mapping, found)
    return found


def _read_theme(
    reporter: Reporter, name: str, key: Scalar, node: Node, known: ValueTheme | None
) -> ValueTheme | None:
    if isinstance(node, Mapping):
        values = read_rows(reporter, _THEME, node, name + ".") or {}
    else:
        label = read_label(reporter, name, node)
        values = {} if label is None else {"label": label}
    if known is not None:
        return msgspec.structs.replace(known, **values)
    if "value_class" not in values:
        if not isinstance(node, Mapping) or node.get("class") is None:
            missing_key(reporter, key.span, name + ".class", "class: value")
        return None
    return ValueTheme(id=key.text, **({"label": Message(key.text, key.text)} | values))


def _report_shared_names(reporter: Reporter, mapping: Mapping, themes: tuple[ValueTheme, ...]) -> None:
    owners: dict[str, str] = {}
    keys = {key.text: key for key, _ in mapping.entries}
    for theme in themes:
        for spelling in dict.fromkeys(map(match_key, value_theme_names(theme))):
            owner = owners.setdefault(spelling, theme.id)
            if owner == theme.id:
                continue
            message = Message(
                f"`{spelling}` は価値テーマ `{owner}` と `{theme.id}` の両方を指します",
                f"`{spelling}` means both of the value themes `{owner}` and `{theme.id}`",
            )
            reporter.error("value-theme-ambiguous", (keys.get(theme.id) or keys[owner]).span, message)


_LABEL: Rows = (
    Row(name="ja", kind=TEXT, about=Message("日本語", "in Japanese")),
    Row(name="en", kind=TEXT, about=Message("英語", "in English")),
)
_LABEL_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string"},
        {"type": "object", "properties": {"ja": {"type": "string"}, "en": {"type": "string"}}},
    ]
}
_THEME: Rows = (
    Row(
        name="label", kind=ValueKind(read_label, _LABEL_SCHEMA), about=Message("表示名", "what it is called")
    ),
    Row(
        name="class",
        kind=choice("value-class-unknown", CLASS_NAMES),
        attribute="value_class",
        about=Message("価値、中立、販売のどれか", "value, neutral or sales"),
    ),
    Row(
        name="phase",
        kind=choice("phase-unknown", PHASE_NAMES),
        about=Message("顧客ステージからわからないときの時期", "the phase where the stage tells none"),
    ),
    Row(name="accepted", kind=TEXTS, about=Message("ほかの書き方", "other spellings")),
)
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "oneOf": [
            {"type": "string"},
            {"const": False},
            {"type": "object", "properties": {row.name: dict(row.kind.schema) for row in _THEME}},
        ]
    },
}
VALUE_THEMES_KIND: ValueKind[Reporter] = ValueKind(read_value_themes, _SCHEMA)
