# SPDX-License-Identifier: MIT
"""The parts of docs/decisions/0011-voice.md that a machine can hold every bilingual text to."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.support.paths import REPOSITORY

SOURCES = REPOSITORY / "src/letterpress"
JAPANESE = "[ぁ-んァ-ヶー一-鿿]"
FAULTS = {
    "half-width brackets": re.compile(rf"{JAPANESE}\(|\){JAPANESE}|\([^()`]*{JAPANESE}[^()`]*\)"),
    "a half-width colon in a sentence": re.compile(rf"(?:ます|ません|です|ました): |{JAPANESE}:$"),
    "a half-width question mark": re.compile(rf"{JAPANESE}\?"),
    "no space beside a Latin word": re.compile(rf"{JAPANESE}(?:URL|YAML|HTML|CMS|JSON|Markdown|Dask|UTF)"),
    "a space between a number and its counter": re.compile(r"[0-9}] (?:行目|バイト|文字|段|件|本|号|つ)"),
    "another word for the same": re.compile(
        "フォルダ(?!ー)|顧客段階|作り|作る|作っ|規則|読みとば|全角スペース|のことですか"
    ),
}


def bilingual_texts() -> Iterator[tuple[str, str, str]]:
    """Place, Japanese and English of every `Message(ja, en)` whose parts are written out."""
    for path in sorted(SOURCES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Message":
                named = {each.arg: each.value for each in call.keywords}
                parts = [*call.args, *(named[name] for name in ("ja", "en") if name in named)]
                yield f"{path.relative_to(SOURCES)}:{call.lineno}", written(parts[0]), written(parts[1])


def written(value: ast.expr) -> str:
    """A text with `{}` where values go; empty where all of it comes from elsewhere."""
    if isinstance(value, ast.Constant):
        return str(value.value)
    if isinstance(value, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values)
    return ""


TEXTS = list(bilingual_texts())


def test_the_texts_are_found() -> None:
    assert len(TEXTS) > 600


@pytest.mark.parametrize("fault", FAULTS)
def test_the_japanese_is_free_of(fault: str) -> None:
    dates = re.compile(r"日\(\{\}\)$")

    assert [(place, ja) for place, ja, _ in TEXTS if FAULTS[fault].search(dates.sub("", ja))] == []


PROSE = ("cli/main.py", "report/html/page.py")
"""Help texts and the report's footnotes are prose, whose sentences end."""


def test_no_single_sentence_ends_in_a_full_stop() -> None:
    ended = [place for place, ja, en in TEXTS if ja.endswith("。") or en.endswith(".")]

    assert [place for place in ended if not place.startswith(PROSE)] == []


def test_a_near_miss_is_asked_about_in_one_place() -> None:
    asked = [place for place, ja, en in TEXTS if "did you mean" in en.lower() or "のことでしょうか" in ja]

    assert len(asked) == 1
    assert asked[0].startswith("diagnostics.py:")
