# SPDX-License-Identifier: MIT
"""Dates and plural forms of languages that letterpress does not know by heart: what Babel says, without Babel."""

import re
import sys
from datetime import date

import msgspec
import pytest
from babel import Locale, localedata
from babel.dates import format_date, format_skeleton

from letterpress.locale.cldr import PLURALS, Conventions, conventions, is_installed, library_digest
from letterpress.locale.dates import DATE_FORMS, date_writer, needs_conventions

DAY = date(2026, 11, 5)
DAYS = [date(2000 + month, month, 5 * month % 28 + 1) for month in range(1, 13)]
LANGUAGES = [name for name in localedata.locale_identifiers() if not re.search(r"_[A-Z0-9]{2,3}$", name)]


def written(tag: str) -> list[str]:
    write = date_writer(tag, conventions(tag))
    return [write(DAY, form) for form in DATE_FORMS]


@pytest.mark.parametrize(
    ("tag", "long", "short", "month", "day"),
    [
        ("ja", "2026年11月5日(木)", "2026年11月5日", "2026年11月", "11月5日"),
        ("en", "5 November 2026", "5 Nov 2026", "November 2026", "5 Nov"),
        ("en-GB", "5 November 2026", "5 Nov 2026", "November 2026", "5 Nov"),
        ("fr", "5 novembre 2026", "5 nov. 2026", "novembre 2026", "5 nov."),
        ("ar", "5 نوفمبر 2026", "05\u200f/11\u200f/2026", "نوفمبر 2026", "5 نوفمبر"),
        ("pt-BR", "5 de novembro de 2026", "5 de nov. de 2026", "novembro de 2026", "5 de nov."),
        ("de", "5. November 2026", "05.11.2026", "November 2026", "5. Nov."),
        ("zh-TW", "2026年11月5日", "2026年11月5日", "2026年11月", "11月5日"),
        ("fr-x-atelier", "5 novembre 2026", "5 nov. 2026", "novembre 2026", "5 nov."),
        ("tlh", "2026-11-05", "2026-11-05", "2026-11", "11-05"),
    ],
)
def test_a_date_in_all_its_forms(tag: str, long: str, short: str, month: str, day: str) -> None:
    assert written(tag) == [long, short, month, day]


def test_dates_are_those_of_babel_in_every_language_and_month() -> None:
    wrong = []
    for name in LANGUAGES:
        locale, found = Locale.parse(name), conventions(name.replace("_", "-"))
        assert found is not None
        # A hyphen alone would make Japanese and English of them, which have forms of their own.
        write = date_writer("und", found)
        for day in DAYS:
            wanted = [
                format_date(day, "long", locale),
                format_date(day, "medium", locale),
                format_skeleton("yMMMM", day, locale=locale),
                format_skeleton("MMMd", day, locale=locale),
            ]
            if [write(day, form) for form in DATE_FORMS] != wanted:
                wrong.append((name, day))
    assert wrong == []


def test_plural_forms_are_those_of_babel_but_for_what_more_than_two_digits_decide() -> None:
    # Breton and Cornish look at thousands, Romance languages at millions.
    names = [name for name in LANGUAGES if name not in {"br", "kw"}]
    numbers = [*range(2 * PLURALS), 999, 1000, 1001, 1911, 2026, 10_000, 100_002]
    wrong = []
    for name in names:
        locale, found = Locale.parse(name), conventions(name.replace("_", "-"))
        assert found is not None
        wrong += [(name, each) for each in numbers if found.plural(each) != locale.plural_form(each)]
    assert wrong == []


def test_arabic_counts_in_six_forms_and_french_begins_with_two() -> None:
    arabic, french = conventions("ar"), conventions("fr")
    assert arabic is not None
    assert french is not None
    assert [arabic.plural(n) for n in (0, 1, 2, 3, 11, 100)] == ["zero", "one", "two", "few", "many", "other"]
    assert [french.plural(n) for n in (0, 1, 2)] == ["one", "one", "other"]


def test_conventions_travel_to_workers() -> None:
    found = conventions("fr")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Conventions) == found


class TestWithoutBabel:
    @pytest.fixture(autouse=True)
    def without(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let Babel be missing, as it is where the extra was not installed."""
        monkeypatch.setitem(sys.modules, "babel", None)

    def test_dates_of_other_languages_are_numbers(self) -> None:
        assert not is_installed()
        assert written("fr") == ["2026-11-05", "2026-11-05", "2026-11", "11-05"]

    def test_japanese_and_english_do_without(self) -> None:
        assert [needs_conventions(tag) for tag in ("ja", "en", "en-GB", "ja-JP", "fr")] == [False] * 4 + [
            True
        ]
        assert written("ja")[0] == "2026年11月5日(木)"

    def test_its_absence_is_told_apart_from_any_version(self, monkeypatch: pytest.MonkeyPatch) -> None:
        missing = library_digest()
        monkeypatch.undo()
        assert library_digest() != missing
