# SPDX-License-Identifier: MIT
"""Characters, counts, excerpts and reading time."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterpress.parse.language.japanese import CJK_RANGES as CJK
from letterpress.parse.language.japanese import (
    JAPANESE,
    count,
    flanking,
    is_ambiguous_mark,
    is_cjk,
    is_japanese,
    joins,
    traits,
)
from letterpress.parse.markdown.text import excerpt, minutes

SENTENCE = "春はあけぼの。"


class TestCharacters:
    @pytest.mark.parametrize("character", "山あア々〆、。「」『』（）！Ａ１㈱ー・～￥ｱﾟ　𠮷〇ヶ㋐⻌𛀙")
    def test_japanese(self, character: str) -> None:
        assert is_japanese(character)
        assert is_cjk(character)

    @pytest.mark.parametrize("character", "aÀ1 .,()…“”—①é🌸❌ж")
    def test_neither(self, character: str) -> None:
        assert not is_japanese(character)
        assert not is_cjk(character)

    @pytest.mark.parametrize("character", "한ㄱᅡﾡ")
    def test_hangul_is_cjk_but_not_japanese(self, character: str) -> None:
        assert is_cjk(character)
        assert not is_japanese(character)

    @pytest.mark.parametrize("character", "…“”‘’—―‥×→")
    def test_marks_of_both_scripts(self, character: str) -> None:
        assert is_ambiguous_mark(character)

    def test_the_classes_are_those_that_expressions_use(self) -> None:
        """Every character there is, asked about one by one and by the expression of its class."""
        everything = "".join(map(chr, range(sys.maxunicode + 1)))
        for is_inside, inside in ((is_japanese, JAPANESE), (is_cjk, CJK)):
            assert "".join(filter(is_inside, everything)) == "".join(re.findall(f"[{inside}]", everything))

    def test_wide_characters_are_cjk_unless_they_are_emoji(self) -> None:
        """Python's own tables agree wherever they know a character as wide or full-width, below the emoji blocks."""
        for code in [
            *range(0x2E80, 0x4DC0),
            *range(
                0x4E00, 0xA4D0
            ),  # the hexagrams between became wide in Unicode 16, which is newer than Python's
            *range(0xAC00, 0xD7A4),
            *range(0xF900, 0xFB00),
            *range(0xFE30, 0xFFE7),
        ]:
            character = chr(code)
            if unicodedata.category(character) not in ("Cn", "Co"):
                wide = unicodedata.east_asian_width(character) in "WFH"
                assert is_cjk(character) == wide, hex(code)


class TestJoins:
    @pytest.mark.parametrize("pair", ["山田", "あ。", "」「", "Ａあ", "…山", "山…", "ｱｲ"])
    def test_they_join(self, pair: str) -> None:
        assert joins(*pair)

    @pytest.mark.parametrize("pair", ["a山", "山a", "ab", "한말", "山한", "……", "1年", "山🌸"])
    def test_they_do_not(self, pair: str) -> None:
        assert not joins(*pair)


class TestFlanking:
    @given(st.characters(), st.characters(), st.booleans())
    def test_without_cjk_it_is_as_commonmark_has_it(
        self, before: str, after: str, splits_words: bool
    ) -> None:
        first, second = traits(before) & 3, traits(after) & 3
        white, mark = 1, 2
        left = not second & white and (not second & mark or bool(first & (white | mark)))
        right = not first & white and (not first & mark or bool(second & (white | mark)))
        if not splits_words:
            left, right = (
                left and (not right or bool(first & mark)),
                right and (not left or bool(second & mark)),
            )
        assert flanking(first, second, splits_words=splits_words) == (left, right)


class TestCount:
    @pytest.mark.parametrize(
        ("text", "japanese", "words"),
        [
            ("", 0, 0),
            (SENTENCE, 7, 0),
            ("hello, world", 0, 2),
            ("It's a well-known e-mail address: a.b", 0, 6),
            ("Pythonで書く", 3, 1),
            ("2026年11月", 2, 2),
            ("안녕 하세요", 0, 2),
            ("Ａ１", 2, 0),
            ("— … ! snake_case", 0, 2),
        ],
    )
    def test_characters_and_words(self, text: str, japanese: int, words: int) -> None:
        assert count(text) == (japanese, words)

    @settings(max_examples=400)
    @given(st.text() | st.text(alphabet="ab1é한-'’.“—…,_!/ \t\n\x1c\x85\xa0\u2003\u3000山。Ａ", max_size=30))
    def test_it_counts_what_stands_between_white_space_japanese_and_punctuation(self, text: str) -> None:
        between = str.maketrans(dict.fromkeys('!"#$%&()*+,/:;<=>?@[\\]^_`{|}~', " "))
        others = "".join(" " if is_japanese(character) else character for character in text).translate(
            between
        )
        words = [word for word in others.split() if word.strip("-'’.‘“”–—…·×→")]
        assert count(text) == (sum(map(is_japanese, text)), len(words))

    @given(st.integers(0, 10_000), st.integers(0, 10_000))
    def test_minutes_are_rounded_up(self, japanese: int, words: int) -> None:
        exact = japanese / 500 + words / 220
        assert minutes(japanese, words) >= 1
        assert minutes(japanese, words) - 1 <= exact <= max(1.0, minutes(japanese, words)) + 1e-9


class TestExcerpt:
    def test_a_short_text_is_kept_whole(self) -> None:
        assert excerpt(SENTENCE) == SENTENCE

    def test_it_ends_with_the_sentence_nearest_to_the_length(self) -> None:
        assert excerpt(SENTENCE * 50, 120) == SENTENCE * 17

    @pytest.mark.parametrize("end", ["。", "！", "？", "。」", "！？", "!", "?"])
    def test_sentence_ends(self, end: str) -> None:
        text = "あ" * 90 + end
        assert excerpt(text + "い" * 200, 120) == text

    def test_an_english_sentence(self) -> None:
        text = "One two three four five. Six seven 1.5 eight nine ten. " * 9
        assert excerpt(text, 50) == "One two three four five. Six seven 1.5 eight nine ten."

    def test_a_full_stop_inside_a_number_is_no_end(self) -> None:
        assert excerpt("a" * 30 + "1.5" + "b" * 30, 40) == "a" * 30 + "1.5" + "b" * 7 + "…"

    def test_without_a_sentence_end_near_it_closes_with_an_ellipsis(self) -> None:
        assert excerpt("。" + "あ" * 300, 120) == "。" + "あ" * 119 + "…"

    def test_it_does_not_cut_a_word(self) -> None:
        assert excerpt("alpha beta gamma delta epsilon", 13) == "alpha beta…"

    def test_it_does_not_cut_a_character_from_its_marks(self) -> None:
        assert excerpt("あ" * 9 + "葛\U000e0100" + "い" * 30, 10) == "あ" * 9 + "…"
        assert excerpt("あ" * 9 + "か\u3099" + "い" * 30, 10) == "あ" * 9 + "…"
        assert excerpt("あ" * 8 + "👩\u200d🌾" + "い" * 30, 10) == "あ" * 8 + "…"

    @given(
        st.text(st.sampled_from("あ山。、！a. 𠮷\U000e0100👩\u200d🌾」"), max_size=400), st.integers(20, 120)
    )
    def test_it_is_a_beginning_of_about_that_length(self, text: str, length: int) -> None:
        found = excerpt(text, length)
        assert text.startswith(found.removesuffix("…"))
        assert len(found) <= length * 5 / 4 + 1
        assert (
            found == text
            or len(found) >= length / 2
            or "\u200d" in text
            or "\U000e0100" in text
            or " " in text
        )
