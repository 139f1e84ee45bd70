# SPDX-License-Identifier: MIT
"""The normal form of words is what NFKC and lower case make of the whole text."""

import re
import sys
from unicodedata import combining, decomposition, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterpress.normalization import STABLE, normal

SIGNS = "aZ'’é！？（）：％Ａ０か\u3099はゝヽ\u309b山、。「　…㈱①ﾊﾟ“\u0301\u0338=Σς한\u1100\u1161\u11a8\u0dd9\u0dcf\0\n"


@settings(max_examples=400)
@given(st.text() | st.text(alphabet=SIGNS) | st.text(alphabet="かは山a\u3099\u309a！", max_size=8))
def test_it_is_the_form_of_the_whole_text(text: str) -> None:
    assert normal(text) == normalize("NFKC", text).lower().replace("’", "'")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("５０％ＯＦＦ！", "50%off!"),
        ("ｾｰﾙ", "セール"),
        ("か\u3099く", "がく"),
        ("Don’t", "don't"),
        ("ΟΔΟΣ", "οδος"),
    ],
)
def test_width_case_and_apostrophes_make_no_difference(text: str, same: str) -> None:
    assert normal(text) == same


def test_nothing_changes_or_joins_a_stable_character() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    stable = set(re.findall(f"[{STABLE}]", everything))
    joining = {chr(int(pair[1], 16)) for pair in map(_canonical, everything) if len(pair) == 2}
    hangul = {chr(code) for code in range(0x1100, 0x1200)}
    assert [character for character in stable if normalize("NFKC", character) != character] == []
    assert [character for character in stable if combining(character)] == []
    assert stable & (joining | hangul) == set()


def _canonical(character: str) -> list[str]:
    """The characters that a character may be put together from."""
    pieces = decomposition(character)
    return [] if pieces.startswith("<") else pieces.split()
