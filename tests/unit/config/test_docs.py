# SPDX-License-Identifier: MIT
"""The reference of letterpress.yaml lists every key with its meaning and default, as the product itself knows them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from tests.support.paths import REPOSITORY

from letterpress.config import Config
from letterpress.config.table import config_schema, read_config
from letterpress.diagnostics import Language

DOCS = REPOSITORY / "docs"
PAGES = {"en": DOCS / "configuration.md", "ja": DOCS / "ja" / "configuration.md"}
HEADS = {"en": "| key | meaning | default |", "ja": "| 項目 | 意味 | 初期値 |"}
SHOWN_ELSEWHERE = ("editorial.rules",)
"""Their keys are the rules, which docs/report.md explains."""

SAMPLE = Config(title="", base_url="", language="en", timezone="")
REQUIRED = ("title", "base_url", "language", "timezone")


def rows(schema: dict[str, Any], values: Any, prefix: str = "") -> Iterator[str]:
    for name, part in schema["properties"].items():
        key = f"{prefix}{name}"
        value = getattr(values, name, None)
        if "properties" in part and key not in SHOWN_ELSEWHERE:
            yield from rows(part, value, f"{key}.")
        else:
            yield f"| `{key}` | {part['description']} | {default(key, value)} |"


def default(key: str, value: Any) -> str:
    if key in REQUIRED:
        return "**!**"
    if key == "editorial.value_themes" or value is None or isinstance(value, msgspec.Struct):
        return "`weekly`" if key == "cadence" else ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Fraction):
        return f"`{float(value):g}`"
    return f"`{value}`" if value not in ("", (), {}) else ""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_reference_is_what_the_product_knows(language: Language, request: pytest.FixtureRequest) -> None:
    table = [HEADS[language], "|---|---|---|", *rows(config_schema(language), SAMPLE)]
    page = PAGES[language]
    before, _, _ = page.read_text("utf-8").partition(HEADS[language])
    expected = before + "\n".join(table) + "\n"
    if request.config.getoption("--update-golden"):
        page.write_text(expected, "utf-8")
    assert page.read_text("utf-8") == expected


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_example_is_a_sound_configuration(language: Language) -> None:
    example = PAGES[language].read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    config, warnings = read_config(example.encode())
    assert warnings == ()
    assert config.language == language
