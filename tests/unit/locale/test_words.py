# SPDX-License-Identifier: MIT
"""Files of words: how they are read, what lies over what, and which words a language lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterpress.locale.words import (
    BUILT_IN,
    BodyWords,
    Word,
    WordFile,
    body_words,
    languages_tried,
    read_words,
)
from letterpress.plan.labels import Labels, labels_in


def file(path: str, text: str) -> WordFile:
    return WordFile(path=path, data=text.encode())


def problems_of(text: str, path: str = "themes/mine/i18n/de.yaml") -> list[str]:
    _, problems = read_words([file(path, text)])
    return [f"{each.span.line}:{each.span.column} {each.code}: {each.message.en}" for each in problems]


class TestReading:
    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("n: Älter", "Älter"),
            ('n: "{n} Minuten"', "{n} Minuten"),
            ('n: ["{n} Beitrag", "{n} Beiträge"]', {"one": "{n} Beitrag", "other": "{n} Beiträge"}),
            ("n: {one: Beitrag, other: Beiträge}", {"one": "Beitrag", "other": "Beiträge"}),
            ("n:\n  few: listy\n  other: listů", {"few": "listy", "other": "listů"}),
        ],
    )
    def test_a_word_is_a_text_or_has_plural_forms(self, text: str, word: Word) -> None:
        words, problems = read_words([file("i18n/de.yaml", text)])
        assert problems == ()
        assert words.by_language["de"]["n"] == word

    @pytest.mark.parametrize("text", ["n:\n", "n: ~\n", "", "# nothing yet\n"])
    def test_a_word_that_is_left_open_is_not_there(self, text: str) -> None:
        words, problems = read_words([file("i18n/de.yaml", text)])
        assert problems == ()
        assert words.by_language["de"] == {}

    @pytest.mark.parametrize(
        "text",
        [
            "n: [one]",
            "n: [a, b, c]",
            "n: {one: a}",
            "n: {others: a, other: b}",
            "n: {other: [a]}",
            "n: [a, [b]]",
        ],
    )
    def test_anything_else_is_told_with_its_place(self, text: str) -> None:
        (problem,) = problems_of(text)
        assert problem.startswith("1:4 field-type: `n` must be a word, `[singular, plural]` or ")

    def test_a_file_must_be_named_by_a_language(self) -> None:
        _, (problem,) = read_words([file("themes/mine/i18n/french.yaml", "n: a")])
        assert (problem.code, problem.span.path) == ("language-tag", "themes/mine/i18n/french.yaml")
        assert problem.hint is not None
        assert problem.hint.en == "did you mean `fr.yaml`?"

    def test_the_spelling_of_the_tag_does_not_matter(self) -> None:
        words, _ = read_words([file("i18n/pt-br.yaml", "n: a")])
        assert words.by_language["pt-BR"] == {"n": "a"}

    @pytest.mark.parametrize("text", ["n: a: b", "- a", "n: \udc80"])
    def test_what_is_no_file_of_words_is_refused(self, text: str) -> None:
        _, problems = read_words(
            [WordFile(path="i18n/de.yaml", data=text.encode("utf-8", "surrogateescape"))]
        )
        assert [each.span.path for each in problems] == ["i18n/de.yaml"]


class TestOrder:
    @pytest.mark.parametrize(
        ("tags", "tried"),
        [
            (("pt-BR",), ("pt-BR", "pt", "en")),
            (("ja",), ("ja", "en")),
            (("en-GB",), ("en-GB", "en")),
            (("fr-CA", "ja"), ("fr-CA", "fr", "ja", "en")),
            (("en", "ja"), ("en", "ja")),
        ],
    )
    def test_a_page_then_the_site_then_english(self, tags: tuple[str, ...], tried: tuple[str, ...]) -> None:
        assert languages_tried(*tags) == tried

    def test_a_later_file_wins_word_by_word_and_all_over_letterpress(self) -> None:
        words, _ = read_words(
            [
                file("theme:press/i18n/fr.yaml", "older: Avant\nnewer: Après"),
                file("themes/press/i18n/fr.yaml", "older: Plus tôt\narchive: Tout"),
            ]
        )
        french = words.by_language["fr"]
        assert (french["older"], french["newer"], french["archive"]) == ("Plus tôt", "Après", "Tout")
        assert french["newsletter"] == BUILT_IN["fr"]["newsletter"]

    def test_missing_is_what_english_has_and_no_broader_language(self) -> None:
        words, _ = read_words(
            [
                file("i18n/en.yaml", "a: A\nb: B\nc: C"),
                file("i18n/fr.yaml", "a: Un\nz: Zut"),
                file("i18n/fr-CA.yaml", "b: Deux"),
            ]
        )
        assert words.missing("fr-CA") == ("c",)
        assert words.missing("fr") == ("b", "c")
        assert words.missing("en") == ()


class TestOwnWords:
    def test_every_language_has_all_of_them(self) -> None:
        english = BUILT_IN["en"].keys()
        letters = {"email_read_on", "email_unsubscribe", "email_view"}
        assert {*Labels.__struct_fields__, *BodyWords.__struct_fields__, *letters} == english
        assert [tag for tag, words in BUILT_IN.items() if words.keys() != english] == []

    @pytest.mark.parametrize(
        ("language", "expected"),
        [("ja", "通巻12・13号"), ("en-US", "No. 12–13"), ("fr", "N° 12–13"), ("de", "No. 12–13")],
    )
    def test_a_combined_issue_is_called_in_the_language_of_the_site(
        self, language: str, expected: str
    ) -> None:
        words, _ = read_words([])
        assert labels_in(language, words).issue((12, 13)) == expected

    def test_an_extra_has_no_label(self) -> None:
        assert labels_in("ja", read_words([])[0]).issue(()) == ""

    def test_bodies_of_an_unknown_language_get_english_words(self) -> None:
        assert body_words("de") == body_words("en") != body_words("fr-CA") == body_words("fr")


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text("aé語 {}:'", min_size=1).filter(str.strip)
    )
)
def test_any_text_is_read_as_it_is_written(texts: dict[str, str]) -> None:
    quoted = "".join(f"{key}: '{text.replace(chr(39), chr(39) * 2)}'\n" for key, text in texts.items())
    words, problems = read_words([file("i18n/de.yaml", quoted)])
    assert problems == ()
    assert words.by_language["de"] == texts
