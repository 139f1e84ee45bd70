# SPDX-License-Identifier: MIT
"""docs/report.md and docs/ja/report.md name every rule and threshold, and their examples are true."""

import re
from fractions import Fraction

import msgspec
import pytest
from tests.support.paths import REPOSITORY

from letterpress.config.settings import Thresholds
from letterpress.config.table import read_config
from letterpress.config.vocabulary import OPTIONAL_RULES, PRINCIPLES, RULES, STAGES, VALUE_THEMES
from letterpress.editorial.ruleset import RULES as ALL_RULES

DOCS = REPOSITORY / "docs"
LANGUAGES = {"en": DOCS / "report.md", "ja": DOCS / "ja" / "report.md"}


@pytest.fixture(params=LANGUAGES)
def text(request: pytest.FixtureRequest) -> str:
    return LANGUAGES[request.param].read_text(encoding="utf-8")


def test_every_rule_has_its_section_or_line(text: str) -> None:
    headings = re.findall(r"^### ([a-z-]+)(?: |$)", text, re.MULTILINE)
    assert headings == list(RULES)
    for rule in OPTIONAL_RULES:
        assert re.search(rf"^\| `{rule}` \|", text, re.MULTILINE)


def test_every_rule_stands_beside_its_principle(text: str) -> None:
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for rule in ALL_RULES:
        principle = PRINCIPLES[rule.principle]
        assert any(principle.ja in row and f"`{rule.slug}`" in row for row in rows), rule.slug


def test_every_threshold_stands_there_with_its_default(text: str) -> None:
    table = dict(named_defaults(text))
    for field in msgspec.structs.fields(Thresholds):
        assert table.pop(field.name) == shown(field.name, field.default), field.name
    assert table == {}


def named_defaults(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for row in re.findall(r"^\| (`[a-z_]+`(?:[,、] ?`[a-z_]+`)*) \| ([^|]+) \|", text, re.MULTILINE):
        names = re.findall(r"`([a-z_]+)`", row[0])
        values = re.findall(r"[0-9.]+%?|false|true", row[1])
        if len(names) == len(values):
            pairs += zip(names, values, strict=True)
    return pairs


def shown(name: str, value: Fraction | int | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value < 1:
        return f"{int(value * 100)}%"
    return f"{float(value):g}"


def test_stages_and_value_themes_stand_there(text: str) -> None:
    for word in (*STAGES, *VALUE_THEMES):
        assert f"`{word.id}`" in text


def test_the_example_of_a_config_is_a_config(text: str) -> None:
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "cadence" in block)
    needed = "title: t\nbase_url: https://example.com\nlanguage: ja\ntimezone: Asia/Tokyo\n"
    config, diagnostics = read_config((needed + example).encode())
    assert diagnostics == ()
    assert config.cadence.days == 14
    assert config.editorial.thresholds.sales_share_warning == Fraction(2, 5)
    assert config.editorial.rules_off == ("faceless",)
    assert config.editorial.rules_on == ("all-give",)
    assert {theme.id: theme.value_class for theme in config.editorial.value_themes}["news"] == "neutral"
