# SPDX-License-Identifier: MIT
"""Cell widths against another library's tables, and texts made to fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from letterpress.report.display_width import cell_width, fit, pad, printable, take, wrap

JAPANESE = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.sampled_from(
            "、。「」『』（）！？ー・〜々〆あいうかがきゃゅょアカガッ漢字春月末締第号ｱｶﾞ１２ＡＢ　…—“”"
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("letterpress", 11),
        ("月末の締め", 10),
        ("第12号「春」", 12),
        ("ｶﾞﾗｽ", 4),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("…—·█│", 5),
        ("❤\ufe0f", 2),
        ("🌸", 2),
        ("a\u200bb", 2),
        ("", 0),
    ],
)
def test_widths_are_those_of_a_japanese_terminal(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@given(JAPANESE)
@settings(deadline=None)
def test_widths_agree_with_rich(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@given(JAPANESE, st.integers(0, 30))
@settings(deadline=None)
def test_a_fitted_text_fits_and_is_whole_where_it_can_be(text: str, cells: int) -> None:
    fitted = fit(text, cells)

    assert cell_width(fitted) <= cells
    assert (fitted == text) == (cell_width(text) <= cells)


def test_a_full_width_character_is_never_cut_in_half() -> None:
    assert take("月末", 3) == "月"
    assert fit("月末の締め", 6) == "月末…"


def test_padding_counts_cells() -> None:
    assert pad("月末", 6) + "|" == "月末  |"


@given(JAPANESE, st.integers(12, 40))
@settings(deadline=None)
def test_wrapping_loses_nothing_but_spaces(text: str, cells: int) -> None:
    lines = wrap(text, cells)

    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_between_full_width_characters_and_at_spaces() -> None:
    assert wrap("次の記事は how-to にする", 12) == ["次の記事は", "how-to にす", "る"]


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    assert wrap("売り込みの記事を1本だけ", 17) == ["売り込みの記事を", "1本だけ"]
    assert wrap("下書きを直す、「春」と書く。", 12) == ["下書きを直", "す、「春」と", "書く。"]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert wrap("see content/posts/hello.md now", 10) == ["see", "content/posts/hello.md", "now"]


def test_what_could_steer_a_terminal_is_shown_as_a_replacement() -> None:
    assert printable("a\x1b[31mb\u202ec\td\n") == "a\ufffd[31mb\ufffdc\td\ufffd"
