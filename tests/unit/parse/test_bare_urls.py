# SPDX-License-Identifier: MIT
"""Where bare URLs end: whole in every script, without the marks behind them; and what is told where one may be cut."""

import re
from html import unescape

import pytest

from letterpress.document import UrlHole
from letterpress.parse.language.bare_urls import bare_url
from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body

URL = "https://example.org/a"


def parsed(text: str) -> ParsedBody:
    return parse_body(text, path="content/posts/a.md", first_line=1, options=MarkdownOptions())


def links(body: ParsedBody) -> list[str]:
    """The texts of a body's links; each is also its address as written."""
    found = re.findall(r'<a href="https?://[^"]*">([^<]*)</a>', "".join(body.body.segments))
    return [unescape(text) for text in found]


CLOSING = "”’…→★»♪。、，．！？：；）」』】》〉］｝〕・←↓※☆●■♥✓❌😀①㈱™°‘“«„‟※｜　～〜―—‥〆\u200b\xa0\"'.,:;!?)]}*_~|<>"


@pytest.mark.parametrize("mark", [*CLOSING.replace("〆", "")])
def test_a_mark_behind_a_url_stays_outside(mark: str) -> None:
    assert links(parsed(f"見る {URL}{mark}")) == [URL]
    assert links(parsed(f"見る {URL}{mark}続く")) == [URL]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        "“”",
        "‘’",
        "«»",
        "「」",
        "『』",
        "（）",
        "【】",
        "《》",
        "〈〉",
        "★★",
        "()",
        "[]",
        "''",
        '""',
        "**",
        "❝❞",
    ],
)
def test_a_url_between_marks_is_linked_alone(before: str, behind: str) -> None:
    assert links(parsed(f"{before}{URL}{behind}です")) == [URL]


@pytest.mark.parametrize(
    "behind", ["।", "॥", "،", "؟", "۔", "؛", "ฯ", "๚", "។", "။", "፡", "։", "׃", "᠂", "᙮"]
)
def test_the_full_stops_of_other_scripts_stay_outside(behind: str) -> None:
    assert links(parsed(f"{URL}{behind} x")) == [URL]


@pytest.mark.parametrize(
    "url",
    [
        "https://de.wikipedia.org/wiki/Köln",
        "https://hi.wikipedia.org/wiki/हिन्दी",
        "https://th.wikipedia.org/wiki/ภาษาไทย",
        "https://ar.wikipedia.org/wiki/العربية",
        "https://ko.wikipedia.org/wiki/한국어",
        "https://ru.wikipedia.org/wiki/Книга_(значения)",
        "https://en.wikipedia.org/wiki/Michelson–Morley_experiment",
        "https://münchen.de/ü?q=ä#ö",
        "https://example.org/a_(b)/c?d=(e)&f=%20g+h#i",
        "https://example.org:8080/~user/@name/a;b=c,d!e$f",
        "https://日本語.jp",
        "https://www.日本語.jp/a/b",
        "https://ドメイン名例.jp/?a=b",
        "https://abcショップ.jp/",
        "https://www.abcショップ.co.jp/x",
        "https://例え.テスト/a",
        "https://例え.みんな",
        "http://ショップ.example.co.jp:8080/x",
    ],
)
@pytest.mark.parametrize("form", ["{}", "見る {} です", "（{}）", "{}。", "- {}", "> {}", "{}、と"])
def test_a_url_is_taken_whole(url: str, form: str) -> None:
    body = parsed(form.format(url))

    assert links(body) == [url]
    assert body.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("詳しくはhttps://example.com/をご覧ください", "https://example.com/"),
        ("https://example.comをご覧ください", "https://example.com"),
        ("https://example.comかwww.example.jpへ", "https://example.com"),
        ("https://example.com/aとhttps://example.com/b", "https://example.com/a"),
        ("https://example.com/ご覧ください", "https://example.com/"),
        ("https://example.com/の記事", "https://example.com/"),
        ("https://example.com/a参照", "https://example.com/a"),
        ("https://example.com/aです", "https://example.com/a"),
        ("https://example.com参照", "https://example.com"),
        ("https://日本語.jpをご覧ください", "https://日本語.jp"),
        ("https://日本語.jpをご覧.みて", "https://日本語.jp"),
        ("https://example.com.次に", "https://example.com"),
        ("https://localhost:8000/に", "https://localhost:8000/"),
    ],
)
def test_a_sentence_that_goes_on_behind_a_url_is_no_part_of_it(text: str, url: str) -> None:
    body = parsed(text)

    assert links(body)[0] == url
    assert body.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://ja.wikipedia.org/wiki/活版印刷 をどうぞ。", "https://ja.wikipedia.org/wiki/"),
        ("https://example.com/日本語/ページ", "https://example.com/"),
        ("https://example.com/お問い合わせ/", "https://example.com/"),
        ("https://example.com/はじめに/ と", "https://example.com/"),
        ("https://example.com/2026年11月.html", "https://example.com/2026"),
        ("https://example.com/HTML入門", "https://example.com/HTML"),
        ("https://example.com/?q=とうふ", "https://example.com/?q="),
        ("https://example.com/?日本", "https://example.com/"),
        ("https://example.com/#見出し", "https://example.com/#"),
        ("https://日本語.jp/ページ", "https://日本語.jp/"),
        ("- https://example.com/紙", "https://example.com/"),
        ("> > https://example.com/紙", "https://example.com/"),
        ("| a |\n|---|\n| https://example.com/紙 |", "https://example.com/"),
        ("## https://example.com/紙", "https://example.com/"),
    ],
)
def test_a_url_that_may_be_cut_is_told_with_its_place(text: str, url: str) -> None:
    body = parsed(text)
    line = next(number for number, line in enumerate(text.split("\n"), 1) if url in line)
    (told,) = body.diagnostics

    assert links(body) == [url]
    assert told.code == "url-cut"
    assert (told.span.line, told.span.length) == (line, len(url))
    assert text.split("\n")[line - 1][told.span.column - 1 :].startswith(url)


def test_both_ways_out_of_a_cut_url_work() -> None:
    assert links(parsed("<https://example.com/紙> を")) == ["https://example.com/紙"]
    assert parsed("<https://example.com/紙> を").diagnostics == ()
    assert parsed("https://example.com/ 紙").diagnostics == ()


def test_a_url_in_the_text_of_a_link_is_no_link_of_its_own() -> None:
    body = parsed("[詳しくはhttps://example.com/紙](b.md)")

    assert body.body.holes == (UrlHole(0),)
    assert links(body) == []


def test_a_reader_of_plain_text_asks_for_the_end_of_an_address_without_a_scheme() -> None:
    text = "店は www.example.jp/紙 です"
    found = bare_url(text, text.index("www"), len(text))

    assert found is not None
    assert text[: found.end].endswith("www.example.jp/")
    assert found.is_cut
    assert bare_url("https://。", 8, 9) is None
