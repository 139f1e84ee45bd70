# SPDX-License-Identifier: MIT
"""The filters that themes use: dates, URLs, cut text, and JSON inside a page."""

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letterpress.diagnostics import Language
from letterpress.locale.dates import date_writer
from letterpress.render.dates import moment as in_feeds
from letterpress.render.dates import writable
from letterpress.render.templates.errors import Refused
from letterpress.render.templates.filters import absolute_url, asset_url, date_text, json_ld, truncate_text

TOKYO = timezone(timedelta(hours=9))
DAY = timedelta(hours=23, minutes=59)


def zone_of(offset: timedelta) -> timezone:
    """A zone whose offset may have seconds and less."""
    return timezone(offset)


def written(value: date, form: str, language: str) -> str:
    return date_text(value, form, date_writer(language, None))


class TestDate:
    @pytest.mark.parametrize(
        ("form", "japanese", "english"),
        [
            ("long", "2026年11月21日(土)", "21 November 2026"),
            ("short", "2026年11月21日", "21 Nov 2026"),
            ("month", "2026年11月", "November 2026"),
            ("day", "11月21日", "21 Nov"),
            ("iso", "2026-11-21", "2026-11-21"),
        ],
    )
    def test_forms(self, form: str, japanese: str, english: str) -> None:
        day = date(2026, 11, 21)
        assert written(day, form, "ja") == japanese
        assert written(day, form, "en") == english

    def test_digits_are_not_padded(self) -> None:
        assert written(date(2026, 1, 5), "long", "ja") == "2026年1月5日(月)"
        assert written(date(2026, 1, 5), "long", "en") == "5 January 2026"

    def test_the_seven_days(self) -> None:
        week = [written(date(2026, 11, 15 + day), "long", "ja")[-2] for day in range(7)]
        assert "".join(week) == "日月火水木金土"

    def test_a_time_keeps_its_own_zone(self) -> None:
        late = datetime(2026, 11, 21, 23, 30, tzinfo=TOKYO)
        assert written(late, "long", "ja") == "2026年11月21日(土)"
        assert written(late, "iso", "ja") == "2026-11-21T23:30:00+09:00"
        assert written(late.astimezone(UTC), "short", "en") == "21 Nov 2026"

    @given(st.dates(), st.sampled_from(["long", "short", "month", "day"]), st.sampled_from(["ja", "en"]))
    def test_a_time_reads_as_its_day(self, day: date, form: str, language: Language) -> None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        assert written(noon, form, language) == written(day, form, language)

    @given(
        st.datetimes(timezones=st.none() | st.timezones() | st.timedeltas(-DAY, DAY).map(zone_of))
        | st.dates()
    )
    @example(datetime(1880, 1, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo")))
    @example(datetime(5, 1, 1, 0, 0, 0, 70, tzinfo=timezone(-timedelta(minutes=30))))
    def test_the_form_for_machines_is_pythons_own(self, moment: date) -> None:
        assert written(moment, "iso", "ja") == moment.isoformat()
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            assert in_feeds(moment) == writable(moment).isoformat(timespec="seconds")

    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_another_form_is_refused_with_the_nearest(self, language: Language) -> None:
        with pytest.raises(Refused) as caught:
            written(date(2026, 11, 21), "mnth", language)
        assert caught.value.fault.hint is not None
        assert caught.value.fault.hint.en == "did you mean `month`?"


class TestTruncate:
    def test_short_text_stays(self) -> None:
        assert truncate_text("便りの書き出し", 7) == "便りの書き出し"

    def test_japanese_is_cut_at_a_character(self) -> None:
        assert truncate_text("便りの書き出しを三つ並べます", 8) == "便りの書き出し…"

    def test_english_is_cut_at_a_word(self) -> None:
        assert truncate_text("The first line is the letter", 14) == "The first…"

    def test_a_word_longer_than_all_is_cut(self) -> None:
        assert truncate_text("incomprehensibilities", 8) == "incompr…"

    def test_no_comma_is_left_hanging(self) -> None:
        assert truncate_text("紙、活字、インキ", 3) == "紙…"

    @pytest.mark.parametrize(
        "text", ["紙ま\u3099ま\u3099ま\u3099", "紙👩\u200d👩\u200d👧と👩\u200d👩\u200d👧", "紙禰\U000e0100豆"]
    )
    def test_a_letter_keeps_its_marks(self, text: str) -> None:
        for length in range(2, len(text)):
            left_out = text[len(truncate_text(text, length)) - 1]
            assert not unicodedata.category(left_out).startswith("M")
            assert left_out != "\u200d"

    @given(st.text(max_size=80), st.integers(1, 60))
    def test_never_longer_than_asked(self, text: str, length: int) -> None:
        cut = truncate_text(text, length)
        assert len(cut) <= max(length, 2)
        assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


class Scripts(HTMLParser):
    """Collects the elements of a page, and what its scripts hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


class TestJson:
    @given(
        st.recursive(
            st.text() | st.integers() | st.booleans(),
            lambda more: st.lists(more) | st.dictionaries(st.text(), more),
        )
    )
    def test_whatever_it_holds_it_stays_inside_its_script(self, value: object) -> None:
        parser = Scripts()
        parser.feed(f'<script type="application/ld+json">{json_ld(value)}</script>')
        parser.close()
        assert parser.tags == ["script"]
        assert json.loads(parser.text) == value

    @pytest.mark.parametrize(
        "text",
        ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;/script&gt;"],
    )
    def test_nothing_that_html_or_javascript_acts_on_is_left(self, text: str) -> None:
        written = str(json_ld({"name": text}))
        assert not set(written) & set("<>&\u2028\u2029")
        assert json.loads(written) == {"name": text}

    def test_japanese_stays_readable_and_none_is_left_out(self) -> None:
        assert (
            json_ld({"name": "川端", "image": None, "parts": [{"a": None}]}) == '{"name":"川端","parts":[{}]}'
        )

    def test_dates_are_written_in_iso(self) -> None:
        assert json_ld(datetime(2026, 11, 21, 9, tzinfo=TOKYO)) == '"2026-11-21T09:00:00+09:00"'

    def test_other_objects_are_refused(self) -> None:
        with pytest.raises(Refused, match="cannot write a object"):
            json_ld({"x": object()})


class TestUrls:
    def test_a_static_file_of_the_theme(self) -> None:
        assert asset_url("style.css", "/") == "/assets/style.css"
        assert (
            asset_url("fonts/明朝 体.woff2", "/sub/")
            == "/sub/assets/fonts/%E6%98%8E%E6%9C%9D%20%E4%BD%93.woff2"
        )

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("/posts/a/", "https://example.com/posts/a/"),
            ("/sub/posts/a/", "https://example.com/sub/posts/a/"),
            ("https://other.example/x", "https://other.example/x"),
            ("//cdn.example/x", "//cdn.example/x"),
            ("mailto:a@example.com", "mailto:a@example.com"),
        ],
    )
    def test_absolute(self, url: str, expected: str) -> None:
        assert absolute_url(url, "https://example.com/sub") == expected
