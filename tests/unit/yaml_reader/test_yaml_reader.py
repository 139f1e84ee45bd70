# SPDX-License-Identifier: MIT
"""YAML to typed values: nothing guessed, nothing lost, nothing that hangs. The mistakes are in test_front_matter.py."""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from letterpress.diagnostics import Message, Span
from letterpress.normalization import match_key
from letterpress.yaml_reader import (
    Mapping,
    Node,
    Reporter,
    Scalar,
    Sequence,
    Source,
    read_value,
    read_yaml,
    to_plain,
)
from letterpress.yaml_reader.dates import DateProblem, parse_moment
from letterpress.yaml_reader.urls import normal_url, url_problem
from letterpress.yaml_reader.values import (
    integer_reader,
    read_flag,
    read_long_text,
    read_ratio,
    read_share,
    read_text,
)

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")


def plain(text: str) -> Any:
    node, problems = read_value(text, "data.yaml")
    assert problems == ()
    return None if node is None else to_plain(node)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_value(text, "data.yaml")[1]]


def read(reader: Callable[[Reporter, str, Node], Any], written: str) -> Any:
    """What a reader makes of a value, or the messages that it leaves."""
    mapping, problems = read_yaml(f"name: {written}\n", "a.yaml")
    assert mapping is not None
    assert problems == ()
    reporter = Reporter(mapping.source)
    value = reader(reporter, "name", mapping.entries[0][1])
    return [problem.message.en for problem in reporter.diagnostics] or value


def test_every_node_knows_its_place() -> None:
    mapping, _ = read_yaml("title: 春 # now\ntags:\n  - 'a b'\n", "a.md", 2)
    assert mapping is not None
    (title, spring), (_, tags) = mapping.entries
    assert title == Scalar("title", False, Span("a.md", 2, 1, 5))
    assert spring == Scalar("春", False, Span("a.md", 2, 8, 1))
    assert tags == Sequence((Scalar("a b", True, Span("a.md", 4, 5, 5)),), Span("a.md", 4, 3, 7))


def test_columns_count_characters_not_bytes_or_halves() -> None:
    mapping, _ = read_yaml("{𠮷: 😀, が: b}", "a.md")
    assert mapping is not None
    assert [value.span.column for _, value in mapping.entries] == [5, 11]


def test_a_value_can_be_asked_for_by_name() -> None:
    mapping, _ = read_yaml("a: 1\n", "a.md")
    assert mapping is not None
    assert to_plain(mapping.get("a") or mapping) == 1
    assert mapping.get("b") is None


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n"])
def test_nothing_is_no_mistake(text: str) -> None:
    mapping, problems = read_yaml(text, "a.md")
    assert problems == ()
    assert mapping is None or mapping.entries == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("18446744073709551615", 18446744073709551615),
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".nan", ".nan"),
        ("12:30:45", "12:30:45"),
        ("2026-11-21", "2026-11-21"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("[1, a, [true]]", [1, "a", [True]]),
        ("{a: 1, b: {c: x}}", {"a": 1, "b": {"c": "x"}}),
    ],
)
def test_plain_values_follow_the_core_schema_but_lose_no_digit(text: str, value: object) -> None:
    assert plain(f"- {text}") == [value]


# U+FFFD is refused as well, as the mark of a lost character: no value of a data file can hold it.
JSON_TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"), exclude_characters="\ufffd"),
    max_size=30,
)
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | JSON_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JSON_TEXT.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(JSON_VALUES)
@settings(max_examples=200, deadline=None)
def test_json_means_the_same_as_yaml(value: object) -> None:
    """Every JSON text is YAML 1.2, so Python's json module tells what it means."""
    assert plain(json.dumps(value, ensure_ascii=False)) == value


@given(
    st.lists(
        st.sampled_from(["a", "b: ", "c:\n  ", "- ", "'x'", "#", "\n", "ü", "|\n ", " ", '"y"']), max_size=9
    )
)
@settings(max_examples=300, deadline=None)
def test_text_is_what_the_library_reads_without_types(pieces: list[str]) -> None:
    text = "".join(pieces)
    node, problems = read_value(text, "a.yaml")
    if problems == ():
        expected = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only
        assert (None if node is None else as_text(node)) == expected


def as_text(node: Node) -> object:
    if isinstance(node, Sequence):
        return [as_text(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: as_text(value) for key, value in node.entries}
    return node.text


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert set(codes(bomb)) == {"yaml-alias"}


@pytest.mark.parametrize("opener", ["[", "{", "{a: ", "- ", "-\t", "? ", "[{"])
def test_no_depth_is_too_much(opener: str) -> None:
    assert codes(opener * 100_000)[0] in ("yaml-too-deep", "yaml-syntax")


def test_indentation_can_be_deep_as_well() -> None:
    assert codes("".join(f"{' ' * depth}a:\n" for depth in range(200))) == ["yaml-too-deep"]


def test_a_million_characters_are_enough() -> None:
    assert codes("a" * 1_000_001) == ["yaml-too-long"]


def test_a_mistake_made_often_is_told_a_hundred_times_at_most() -> None:
    assert codes("a: b\n" * 1000) == ["yaml-duplicate-key"] * 100


@given(st.text(max_size=9) | st.text(st.sampled_from("aZ \t\x1c\x85ＡßİΣ"), max_size=5))
@settings(max_examples=500, deadline=None)
def test_words_match_whatever_their_width_and_case(word: str) -> None:
    assert match_key(word) == unicodedata.normalize("NFKC", word).strip().casefold()


def test_the_first_of_two_is_a_related_place() -> None:
    _, problems = read_value("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert problems[0].related == (Span("a.yaml", 1, 1, 1),)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'春'", "春"),
        ("　春　夏　", "春　夏"),
        ("1.10", "1.10"),
        ("|\n  春が\n  来た\n", "春が来た"),
        ("|\n  spring\n\n  came\n", "spring came"),
        ("[a]", ["`name` must be text, but this is a list"]),
        ("{a: b}", ["`name` must be text, but this is a mapping"]),
    ],
)
def test_text_is_read_on_one_line(written: str, value: object) -> None:
    assert read(read_text, written) == value


def test_long_text_keeps_its_lines() -> None:
    assert read(read_long_text, "|\n  春が\n  来た\n") == "春が\n来た"
    assert read(read_long_text, "[a]") == ["`name` must be text, but this is a list"]


@pytest.mark.parametrize("word", ["true", "Yes", "ON", "ｔｒｕｅ", "' yes '"])
def test_yes(word: str) -> None:
    assert read(read_flag, word) is True


@pytest.mark.parametrize("word", ["false", "No", "OFF", "ｏｆｆ"])
def test_no(word: str) -> None:
    assert read(read_flag, word) is False


@pytest.mark.parametrize("word", ["maybe", "1", "0", "[true]", "{a: b}", "''"])
def test_neither_yes_nor_no(word: str) -> None:
    assert "must be `true` or `false`" in read(read_flag, word)[0]


@pytest.mark.parametrize(("written", "value"), [("1", 1), ("１２", 12), ("+3", 3), ("100", 100), ("'7'", 7)])
def test_a_whole_number(written: str, value: int) -> None:
    assert read(integer_reader(1, 100), written) == value


@pytest.mark.parametrize("written", ["0", "101", "1.0", "ten", "[1]", "1e1", "99999999999999999999", "十"])
def test_no_whole_number_or_out_of_range(written: str) -> None:
    assert "must be a whole number from 1 to 100" in read(integer_reader(1, 100), written)[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("30%", Fraction(3, 10)),
        ("0.3", Fraction(3, 10)),
        ("3/10", Fraction(3, 10)),
        ("３０％", Fraction(3, 10)),
        ("33.3%", Fraction(333, 1000)),
        ("1/3", Fraction(1, 3)),
        ("0", Fraction(0)),
        ("100%", Fraction(1)),
    ],
)
def test_a_share_is_exact(written: str, value: Fraction) -> None:
    assert read(read_share, written) == value


@pytest.mark.parametrize("written", ["30", "101%", "-0.1", "1/0", "a third", "1e-1", "[0.3]"])
def test_no_share(written: str) -> None:
    assert "must be a share such as `30%`" in read(read_share, written)[0]


def test_a_share_without_its_sign_is_understood_enough_to_ask() -> None:
    mapping, _ = read_yaml("name: 30\n", "a.yaml")
    assert mapping is not None
    reporter = Reporter(mapping.source)
    read_share(reporter, "name", mapping.entries[0][1])
    assert reporter.diagnostics[0].hint == Message("`30%` のことでしょうか", "did you mean `30%`?")


def test_a_ratio_may_be_more_than_one() -> None:
    assert read(read_ratio, "1.5") == read(read_ratio, "3/2") == read(read_ratio, "150%") == Fraction(3, 2)
    assert "must be a number" in read(read_ratio, "-1")[0]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        ("2026-11-01 02:30", "2026-11-01T02:30:00-05:00"),
        ("2026-03-08", "2026-03-08T00:00:00-05:00"),
    ],
)
def test_a_time_that_comes_twice_is_the_first(text: str, moment: str) -> None:
    assert parse_moment(text, NEW_YORK) == datetime.fromisoformat(moment)
    assert str(parse_moment(text, NEW_YORK)) == moment.replace("T", " ")


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    problem = parse_moment("2026-03-08 02:30", NEW_YORK)
    assert isinstance(problem, DateProblem)
    assert problem.code == "date-skipped"
    assert problem.hint == Message(
        "03:30 など、前後の時刻にしてください", "choose a time around it, such as 03:30"
    )


def test_a_day_that_begins_in_a_gap_begins_after_it() -> None:
    assert str(parse_moment("2018-11-04", ZoneInfo("America/Sao_Paulo"))) == "2018-11-04 01:00:00-02:00"


def test_a_day_that_a_country_skipped_is_refused() -> None:
    problem = parse_moment("2011-12-30", ZoneInfo("Pacific/Apia"))
    assert isinstance(problem, DateProblem)
    assert problem.code == "date-skipped"


ZONES = [
    "Asia/Tokyo",
    "America/New_York",
    "Europe/London",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Africa/Monrovia",
    "UTC",
]


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)), st.sampled_from(ZONES), st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_day_never_shifts(local: datetime, name: str, has_time: bool) -> None:
    zone = ZoneInfo(name)
    local = local.replace(second=0, microsecond=0)
    moment = parse_moment(local.strftime("%Y-%m-%d %H:%M") if has_time else local.strftime("%Y-%m-%d"), zone)
    if isinstance(moment, DateProblem):
        shown = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        assert moment.code == "date-skipped"
        assert shown.replace(tzinfo=None) != local or not has_time
    else:
        assert moment.astimezone(zone).date() == local.date()
        assert moment.utcoffset() is not None
        assert (moment.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()


@given(st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31)), st.integers(-14 * 60, 14 * 60))
@settings(max_examples=200, deadline=None)
def test_iso_dates_mean_what_python_reads(local: datetime, minutes: int) -> None:
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    text = f"{local.isoformat()}{sign}{hours:02}:{rest:02}"
    assert parse_moment(text, TOKYO) == datetime.fromisoformat(text)


NUMBERS = st.sampled_from([*range(13), 23, 24, 28, 29, 30, 31, 32, 59, 60, 99])
YEARS = st.sampled_from([0, 1, 999, 1000, 2011, 2026, 2999, 3000, 9999])
OFFSETS = st.sampled_from(["", "Z", "+09:00", "-00:30", "+00:00", "+14:00", "+23:59", "+24:00", "+09:60"])


@given(YEARS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, OFFSETS, st.sampled_from(ZONES))
@settings(max_examples=1000, deadline=None)
def test_a_date_means_the_same_with_hyphens_and_with_slashes(
    year: int, month: int, day: int, hour: int, minute: int, offset: str, zone: str
) -> None:
    """With hyphens Python reads most of them, with slashes none."""
    for time in ("", f" {hour:02}:{minute:02}{offset}", f" {hour:02}:{minute:02}:{minute:02}{offset}"):
        hyphens = parse_moment(f"{year:04}-{month:02}-{day:02}{time}", ZoneInfo(zone))
        slashes = parse_moment(f"{year:04}/{month:02}/{day:02}{time}", ZoneInfo(zone))
        if isinstance(hyphens, DateProblem) and isinstance(slashes, DateProblem):
            assert hyphens.code == slashes.code
        else:
            assert repr(hyphens) == repr(slashes)


@given(st.text("0123456789-/.:年月日時分秒TZ +()土午前後０１　", max_size=24))
@settings(max_examples=300, deadline=None)
def test_no_date_is_too_odd(text: str) -> None:
    parse_moment(text, TOKYO)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.com", "https://example.com"),
        ("HTTPS://Example.COM/", "https://example.com"),
        ("https://example.com/Sub/", "https://example.com/Sub"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("https://日本語.jp/便り/", "https://xn--wgv71a119e.jp/%E4%BE%BF%E3%82%8A"),
        ("https://example.com/a%20b", "https://example.com/a%20b"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
    ],
)
def test_web_addresses_have_one_spelling(url: str, normal: str) -> None:
    assert url_problem(url, schemes=("http", "https"), local=False) is None
    assert normal_url(url) == normal


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https:///a",
        "https:example.com",
        "https://a b.com",
        "https://user:secret@example.com",
        "https://example.com:99999",
        "https://example.com:x",
        "https://-.com",
        "https://a..b",
        "https://exa%6dple.com",
        "https://[::zz]",
        "https://[::1",
        "https://example.com/\\a",
        "https://example.com/<b>",
        "ftp://example.com",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.com",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "a\\b",
    ],
)
def test_an_address_that_is_none_or_could_run(url: str) -> None:
    assert url_problem(url, schemes=("http", "https"), local=True) is not None


@pytest.mark.parametrize("url", ["/a/", "a b.jpg", "../a.jpg", "#part", "?q=1", "春.png", "a/b:c.png", ""])
def test_local_addresses(url: str) -> None:
    assert url_problem(url, schemes=("http",), local=True) is None
    assert url_problem(url, schemes=("http",), local=False) is not None


def test_a_source_tells_the_place_of_an_index() -> None:
    assert Source("a.md", "ab\ncd\n", 5).span(4, 1) == Span("a.md", 6, 2, 1)


def test_excerpts_hide_what_would_break_the_line() -> None:
    reporter = Reporter(Source("a.md", "a\u2028b"))
    reporter.warn("x", Span("a.md", 1, 1, 1), Message("あ", "a"))
    assert re.fullmatch("a.b", reporter.diagnostics[0].excerpt)
    assert reporter.diagnostics[0].excerpt == "a·b"
