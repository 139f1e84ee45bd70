# SPDX-License-Identifier: MIT
"""The kinds of value that front matter has beyond plain text, lists and truth values."""

import re
from collections.abc import Mapping as ReadOnly
from datetime import datetime
from typing import Any
from unicodedata import normalize

from letterpress.config.vocabulary import stage_named
from letterpress.diagnostics import Message
from letterpress.parse.fields.reading import FieldReading
from letterpress.parse.fields.values import Promise
from letterpress.yaml_reader.dates import DateProblem, parse_moment
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar
from letterpress.yaml_reader.plain import to_plain
from letterpress.yaml_reader.rows import Row, ValueKind, read_rows
from letterpress.yaml_reader.values import (
    match_key,
    read_mapping,
    read_text,
    read_texts,
    scalars,
    unknown_word,
    wrong_type,
)

_NUMBER = re.compile(r"(?:通巻|第|vol\.?|no\.?|#|issue)*\s*(\d{1,6})\s*号?\Z", re.ASCII)


def read_moment(reading: FieldReading, name: str, node: Node) -> datetime | None:
    """A date, with or without a time."""
    if not isinstance(node, Scalar):
        return wrong_type(reading, name, node, Message("日付", "a date"))
    moment = parse_moment(node.text, reading.zone)
    if isinstance(moment, DateProblem):
        return reading.error(moment.code, node.span, moment.message, moment.hint)
    return moment


def read_stages(reading: FieldReading, name: str, node: Node) -> tuple[str, ...]:
    """Ids of one or several customer stages."""
    stages = []
    for scalar in scalars(reading, name, node):
        stage = stage_named(scalar.text)
        if stage is None:
            unknown_word(reading, "stage-unknown", name, scalar, {})
        elif stage not in stages:
            stages.append(stage)
    return tuple(stages)


def read_value_theme(reading: FieldReading, name: str, node: Node) -> str | None:
    """The id of a value theme."""
    if not isinstance(node, Scalar):
        return wrong_type(reading, name, node, Message("文字列", "text"))
    theme = reading.options.value_themes.get(match_key(node.text))
    if theme is None:
        unknown_word(reading, "value-theme-unknown", name, node, reading.options.value_themes)
    return theme


def read_status(reading: FieldReading, name: str, node: Node) -> bool | None:
    """Whether `status` says that it is a draft."""
    text = read_text(reading, name, node)
    return None if text is None else match_key(text) == "draft"


def read_numbers(reading: FieldReading, name: str, node: Node) -> tuple[int, ...]:
    """Issue numbers."""
    numbers = []
    for scalar in scalars(reading, name, node):
        match = _NUMBER.match(normalize("NFKC", scalar.text).strip().lower())
        if match:
            numbers.append(int(match[1]))
        else:
            wrong_type(reading, name, scalar, Message("号数", "an issue number"))
    return tuple(numbers)


def read_ignored(reading: FieldReading, name: str, node: Node) -> tuple[str, ...] | None:
    """The editorial rules that a post opts out of."""
    mapping = read_mapping(reading, name, node)
    return None if mapping is None else read_rows(reading, _REPORT, mapping, "report.").get("ignore", ())


def read_promise(reading: FieldReading, name: str, node: Node) -> Promise | None:
    """What a post says will come next: a title, or title, series and due."""
    if isinstance(node, Mapping):
        return Promise(**read_rows(reading, _PROMISE, node, "next."))
    title = read_text(reading, name, node)
    return None if title is None else Promise(title=title)


def read_extra(reading: FieldReading, name: str, node: Node) -> ReadOnly[str, Any] | None:
    """Anything, by name."""
    mapping = read_mapping(reading, name, node)
    plain = None if mapping is None else to_plain(mapping)
    return plain if isinstance(plain, dict) else None


TEXT = ValueKind(read_text, {"type": "string"})
TEXTS = ValueKind(read_texts, {"type": ["string", "array"], "items": {"type": "string"}})
MOMENT = ValueKind(read_moment, {"type": "string"})

_REPORT = (
    Row(name="ignore", kind=TEXTS, about=Message("この記事に当てはめないルール", "rules that do not apply")),
)
_PROMISE: tuple[Row[Any], ...] = (
    Row(name="title", kind=TEXT, about=Message("次回の題", "what comes next")),
    Row(name="series", kind=TEXT, about=Message("連載の名前", "the series it belongs to")),
    Row(name="due", kind=MOMENT, about=Message("いつまでに出すか", "by when")),
)
