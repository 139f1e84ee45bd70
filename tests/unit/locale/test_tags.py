# SPDX-License-Identifier: MIT
"""Language tags: which are well formed, how they are spelled, what they fall back to, which way they are written."""

import re

import pytest
from babel import Locale, localedata

from letterpress.locale.tag_values import intended_tag
from letterpress.locale.tags import broader_tags, canonical_tag, direction

# RFC 5646, appendix A, without the grandfathered tags, which nobody needs.
WELL_FORMED = [
    "de",
    "fr",
    "ja",
    "zh-Hant",
    "zh-Hans",
    "sr-Cyrl",
    "sr-Latn",
    "zh-cmn-Hans-CN",
    "cmn-Hans-CN",
    "zh-yue-HK",
    "yue-HK",
    "zh-Hans-CN",
    "sr-Latn-RS",
    "sl-rozaj",
    "sl-rozaj-biske",
    "sl-nedis",
    "de-CH-1901",
    "sl-IT-nedis",
    "hy-Latn-IT-arevela",
    "de-DE",
    "en-US",
    "es-419",
    "de-CH-x-phonebk",
    "az-Arab-x-AZE-derbend",
    "en-US-u-islamcal",
    "zh-CN-a-myext-x-private",
    "en-a-myext-b-another",
]


@pytest.mark.parametrize("tag", WELL_FORMED)
def test_the_tags_of_the_rfc_are_tags(tag: str) -> None:
    assert canonical_tag(tag.lower()) is not None
    assert (canonical_tag(tag) or "").lower() == tag.lower()


@pytest.mark.parametrize(
    "tag", ["de-419-DE", "a-DE", "", "ja-", "-ja", "ja_JP", "日本語", "ja JP", "jp", "ja\n", "french"]
)
def test_what_the_rfc_calls_ill_formed_is_no_tag(tag: str) -> None:
    assert canonical_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "usual"), [("JA", "ja"), ("en-us", "en-US"), ("ZH-HANT-tw", "zh-Hant-TW"), ("es-419", "es-419")]
)
def test_a_tag_gets_its_usual_spelling(tag: str, usual: str) -> None:
    assert canonical_tag(tag) == usual


def test_a_country_or_an_underscore_is_understood_enough_to_ask() -> None:
    assert [intended_tag(text) for text in ("jp", "ja_JP", "en_us", "???")] == ["ja", "ja-JP", "en-US", None]


def test_a_name_is_understood_enough_to_ask() -> None:
    assert [intended_tag(text) for text in ("French", "フランス語", "العربية")] == ["fr", "fr", "ar"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ja", ("ja",)),
        ("pt-BR", ("pt-BR", "pt")),
        ("zh-Hant-TW", ("zh-Hant-TW", "zh-Hant", "zh")),
        ("de-CH-x-phonebk", ("de-CH-x-phonebk", "de-CH", "de")),
    ],
)
def test_a_tag_falls_back_to_broader_ones(tag: str, expected: tuple[str, ...]) -> None:
    assert broader_tags(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *(
            (tag, "rtl")
            for tag in ("ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "ckb", "syr", "nqo")
        ),
        *((tag, "ltr") for tag in ("ja", "en", "fr", "pt-BR", "zh-Hant", "tr")),
        ("ar-EG", "rtl"),
        ("ar-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("pa-PK", "rtl"),
        ("pa-IN", "ltr"),
        ("sd-IN", "ltr"),
        ("ff-Adlm-GN", "rtl"),
        ("en-Hebr", "rtl"),
        ("ar-x-private", "rtl"),
        ("no tag", "ltr"),
    ],
)
def test_the_script_decides_on_the_direction_else_the_language(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_directions_are_those_that_cldr_knows() -> None:
    # A region changes nothing where the script stays, and Mongolian script stands in columns.
    names = [
        each for each in localedata.locale_identifiers() if not re.search(r"_[A-Z0-9]{2,3}$|_Mong", each)
    ]
    known = [Locale.parse(name) for name in names]
    rtl = {str(locale) for locale in known if locale.character_order == "right-to-left"}
    assert {str(locale) for locale in known if direction(str(locale).replace("_", "-")) == "rtl"} == rtl
