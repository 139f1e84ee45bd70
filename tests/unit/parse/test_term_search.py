# SPDX-License-Identifier: MIT
"""Words found by their rare letters are those that a text holds, whatever stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from letterpress.parse.language import promises
from letterpress.parse.language.sales_language import lexicon
from letterpress.parse.language.term_search import rare_letters

WORDS = [*lexicon((), ()).cores.letters, *promises.CORES]
FEW_LETTERS = st.text(alphabet="aeq.い割引", min_size=1, max_size=4)


@given(st.lists(FEW_LETTERS, max_size=8), st.text(alphabet="aeq.い割引", max_size=20))
def test_a_word_is_found_where_it_is_in_the_text(words: list[str], text: str) -> None:
    search = rare_letters(words)
    present = [word for word in words if word in text]
    assert search.found(text) == {search.letters[word] for word in present}
    assert search.any(text) == bool(present)


@given(st.lists(st.sampled_from([*WORDS, *"".join(WORDS)]), max_size=12).map("".join))
def test_the_words_of_selling_and_promising_are_found_in_each_other(text: str) -> None:
    search = rare_letters(WORDS)
    assert search.found(text) == {letter for word, letter in search.letters.items() if word in text}


def test_the_letter_is_in_the_word_and_words_share_letters() -> None:
    search = rare_letters(["sale", "deal", "割引", "値引"])
    assert search.letters == {"sale": "l", "deal": "l", "割引": "引", "値引": "引"}


def test_no_words_are_found_nowhere() -> None:
    search = rare_letters([])
    assert not search.any("a")
    assert search.found("割") == set()
