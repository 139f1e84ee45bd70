# SPDX-License-Identifier: MIT
"""letterpress.yaml: every field, every mistake with its message, and the JSON Schema.

tests/fixtures/config holds the mistakes; the four lines that every configuration needs stand before each of them,
unless it begins with `title:`.
"""

from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support.fixture_cases import Case, case_id, cases_in, diagnostic_lines
from tests.support.paths import REPOSITORY, TESTS

from letterpress.config import Config
from letterpress.config.editorial_table import ABOUT_THRESHOLDS, SHARES
from letterpress.config.settings import (
    Cadence,
    Defaults,
    Feed,
    Markdown,
    NavigationItem,
    Sender,
    Subscribe,
    Thresholds,
)
from letterpress.config.table import config_schema, read_config
from letterpress.config.vocabulary import VALUE_THEMES, ValueTheme
from letterpress.diagnostics import ConfigError, Diagnostic, Message, Severity
from letterpress.digests import digest_value
from letterpress.yaml_reader import read_yaml, to_plain

FIXTURES = TESTS / "fixtures" / "config"
NEEDED = "title: 試し刷り\nbase_url: https://example.com\nlanguage: ja\ntimezone: Asia/Tokyo\n"


def config(text: str) -> Config:
    found, problems = read_config((NEEDED + text).encode())
    assert problems == ()
    return found


def problems_of(text: str) -> tuple[Diagnostic, ...]:
    try:
        return read_config(text.encode())[1]
    except ConfigError as error:
        return error.diagnostics


@pytest.mark.parametrize("case", cases_in(FIXTURES), ids=case_id)
def test_a_mistake_is_reported(case: Case) -> None:
    text = case.given if case.given.startswith("title:") else NEEDED + case.given
    lines = [line for problem in problems_of(text) for line in diagnostic_lines(problem)]
    assert "\n".join(lines) == case.expected.rstrip()


def test_four_lines_are_enough() -> None:
    assert config("") == Config(
        title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo"
    )


def test_everything_has_its_place() -> None:
    found = config("""\
description: 見本
theme: plain
theme_settings: {colour: "#123456", columns: 2}
cadence: 10 days
permalinks: {posts: "/{year}/{month}/{slug}/", newsletter: "/n/{number}.html", pages: "/p/{slug}/"}
page_size: 20
feed: {items: 5, max_bytes: 100000, full_text: no, terms: no}
sender: {name: はこべ印刷室, address: 見本市1-2, contact: a@example.com, unsubscribe: "mailto:a@example.com", law: jp}
subscribe: {action: "https://mail.example/subscribe", field: address}
navigation:
  - {title: 記事, url: /archive/}
  - {title: 店, url: "https://shop.example/"}
authors: hakobe
defaults:
  - {match: posts/diary/*, value_theme: 個を出す, tags: [a, b]}
markdown: {breaks: hard, html: no, highlight: no}
plugins: [one, two]
output: public
""")
    assert found == Config(
        title="試し刷り",
        base_url="https://example.com",
        language="ja",
        timezone="Asia/Tokyo",
        description="見本",
        theme="plain",
        theme_settings={"colour": "#123456", "columns": 2},
        cadence=Cadence(days=10),
        permalinks=msgspec.convert(
            {"posts": "/{year}/{month}/{slug}/", "newsletter": "/n/{number}.html", "pages": "/p/{slug}/"},
            type(found.permalinks),
        ),
        page_size=20,
        feed=Feed(items=5, max_bytes=100_000, full_text=False, terms=False),
        sender=Sender(
            name="はこべ印刷室",
            address="見本市1-2",
            contact="a@example.com",
            unsubscribe="mailto:a@example.com",
            law="jp",
        ),
        subscribe=Subscribe(action="https://mail.example/subscribe", field="address"),
        navigation=(
            NavigationItem(title="記事", url="/archive/"),
            NavigationItem(title="店", url="https://shop.example/"),
        ),
        authors=("hakobe",),
        defaults=(Defaults(pattern="posts/diary/*", fields={"value_theme": "個を出す", "tags": ("a", "b")}),),
        markdown=Markdown(breaks="hard", html=False, highlight=False),
        plugins=("one", "two"),
        output="public",
    )


def test_lines_join_the_japanese_way_only_in_japanese() -> None:
    assert config("").markdown.breaks == "japanese"
    assert config("markdown: {html: no}").markdown == Markdown(breaks="japanese", html=False)
    english, _ = read_config(NEEDED.replace("ja", "en").encode())
    assert english.markdown.breaks == "commonmark"


@pytest.mark.parametrize(
    ("written", "cadence"),
    [
        ("daily", Cadence(days=1)),
        ("weekly", Cadence(days=7)),
        ("biweekly", Cadence(days=14)),
        ("monthly", Cadence(days=30)),
        ("毎週", Cadence(days=7)),
        ("10 days", Cadence(days=10)),
        ("1 day", Cadence(days=1)),
        ("１０日", Cadence(days=10)),
        ("10", Cadence(days=10)),
        ("{posts: weekly, issues: monthly}", Cadence(days=7, posts=7, issues=30)),
        ("{issues: monthly}", Cadence(days=7, issues=30)),
    ],
)
def test_cadence(written: str, cadence: Cadence) -> None:
    assert config(f"cadence: {written}").cadence == cadence


def test_the_editorial_section() -> None:
    editorial = config("""\
editorial:
  thresholds:
    window_posts: 12
    sales_share_warning: 25%
    silence_warning: 2
    gap_cadences: 3/2
    runway_always: yes
  rules: {faceless: off, all-give: on, no-participation: off}
  purposes: [広報, support]
  public: yes
  sales_terms: {strong: [謝恩], weak: 福袋}
""").editorial
    assert editorial.thresholds == Thresholds(
        window_posts=12,
        sales_share_warning=Fraction(1, 4),
        silence_warning=Fraction(2),
        gap_cadences=Fraction(3, 2),
        runway_always=True,
    )
    assert (editorial.rules_off, editorial.rules_on) == (("faceless", "no-participation"), ("all-give",))
    assert (editorial.purposes, editorial.public) == (("pr", "support"), True)
    assert (editorial.strong_terms, editorial.weak_terms) == (("謝恩",), ("福袋",))
    assert editorial.value_themes == VALUE_THEMES


def test_value_themes_are_renamed_replaced_added_and_taken_away() -> None:
    themes = config("""\
editorial:
  value_themes:
    howto: 使いこなし
    brand: {label: {ja: 志}, class: neutral}
    curation: no
    interview: {label: {ja: 対談, en: interview}, class: value, phase: 購入前, accepted: [インタビュー]}
    visit: {class: value}
""").editorial.value_themes
    by_id = {theme.id: theme for theme in themes}
    assert list(by_id) == [
        *(theme.id for theme in VALUE_THEMES if theme.id != "curation"),
        "interview",
        "visit",
    ]
    assert by_id["howto"].label == Message("使いこなし", "使いこなし")
    assert (by_id["howto"].value_class, by_id["howto"].phase) == ("value", "before")
    assert (by_id["brand"].label, by_id["brand"].value_class) == (Message("志", "志"), "neutral")
    assert by_id["interview"] == ValueTheme(
        id="interview",
        label=Message("対談", "interview"),
        value_class="value",
        phase="before",
        accepted=("インタビュー",),
    )
    assert by_id["visit"].label == Message("visit", "visit")


@pytest.mark.parametrize(
    ("url", "normal", "path"),
    [
        ("https://example.com/", "https://example.com", ""),
        ("https://Example.com/Sub/", "https://example.com/Sub", "/Sub"),
        ("http://localhost:8000", "http://localhost:8000", ""),
        (
            "https://例え.テスト/便り/",
            "https://xn--r8jz45g.xn--zckzah/%E4%BE%BF%E3%82%8A",
            "/%E4%BE%BF%E3%82%8A",
        ),
    ],
)
def test_the_base_url_has_one_spelling(url: str, normal: str, path: str) -> None:
    found, _ = read_config(NEEDED.replace("https://example.com", url).encode())
    assert (found.base_url, found.base_path) == (normal, path)


@pytest.mark.parametrize(
    "zone", ["Asia/Tokyo", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+9", "Asia/Calcutta"]
)
def test_every_name_of_the_time_zone_database_will_do(zone: str) -> None:
    found, _ = read_config(NEEDED.replace("Asia/Tokyo", zone).encode())
    assert ZoneInfo(found.timezone).key == zone


@pytest.mark.parametrize(
    "zone", ["asia/tokyo", "localtime", "posix/Asia/Tokyo", "../etc/passwd", "/etc/localtime", "Tokyo"]
)
def test_a_zone_that_only_some_machine_knows_is_refused(zone: str) -> None:
    assert [problem.code for problem in problems_of(NEEDED.replace("Asia/Tokyo", zone))] == [
        "timezone-unknown"
    ]


def test_all_mistakes_are_told_at_once_with_the_warnings() -> None:
    found = problems_of("titel: a\nbase_url: example.com\nlanguage: jp\npage_size: 0\n")
    assert [(problem.code, problem.severity.word, problem.span.line) for problem in found] == [
        ("field-unknown", "warning", 1),
        ("url-invalid", "error", 2),
        ("language-tag", "error", 3),
        ("field-type", "error", 4),
        ("field-missing", "error", 1),
        ("field-missing", "error", 1),
    ]


def test_one_mistake_in_what_has_a_default_stops_everything() -> None:
    with pytest.raises(ConfigError):
        read_config((NEEDED + "page_size: 0\n").encode())


def test_warnings_alone_stop_nothing() -> None:
    found, problems = read_config((NEEDED + "colour: red\n").encode())
    assert found.title == "試し刷り"
    assert [problem.severity for problem in problems] == [Severity.WARNING]


@pytest.mark.parametrize("data", [NEEDED.encode("shift_jis"), NEEDED.encode("utf-16"), b"\xff"])
def test_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(data)
    assert [problem.code for problem in raised.value.diagnostics] == ["encoding-not-utf8"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + NEEDED.replace("\n", "\r\n").encode()
    assert read_config(data) == read_config(NEEDED.encode())


def test_the_digest_does_not_depend_on_comments_or_order() -> None:
    lines = NEEDED.splitlines(keepends=True)
    shuffled, _ = read_config(("# a comment\n" + "".join(reversed(lines))).encode())
    assert digest_value(shuffled) == digest_value(config(""))
    assert digest_value(config("page_size: 11")) != digest_value(config(""))


@given(st.text(st.sampled_from("title:authors-[]{}, \n#'\"春：0%"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_config_is_too_odd(text: str) -> None:
    problems_of(NEEDED + text)


def test_every_threshold_is_explained_and_every_share_is_one() -> None:
    names = {field.name for field in msgspec.structs.fields(Thresholds)}
    assert set(ABOUT_THRESHOLDS) == names
    assert set(SHARES) <= names
    assert all(getattr(Thresholds(), name) <= 1 for name in SHARES)


def test_the_schema_is_a_schema_and_knows_every_setting() -> None:
    Draft202012Validator.check_schema(config_schema())
    assert set(config_schema()["properties"]) == {field.name for field in msgspec.structs.fields(Config)}
    assert config_schema()["required"] == ["title", "base_url", "language", "timezone"]


def test_the_schema_takes_this_repository_s_own_configuration() -> None:
    text = (REPOSITORY / "letterpress.yaml").read_text(encoding="utf-8")
    mapping, _ = read_yaml(text, "letterpress.yaml")
    assert mapping is not None
    Draft202012Validator(config_schema()).validate(to_plain(mapping))
