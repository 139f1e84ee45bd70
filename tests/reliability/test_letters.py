# SPDX-License-Identifier: MIT
"""Nothing in a letter is lost or moved: what is read stands on the page in its order, line for line."""

import random
import re
from html import unescape

import pytest

from letterpress.body_tree.plain_text import plain_text
from letterpress.parse.language.drawings import is_ruler
from letterpress.parse.markdown import MarkdownOptions, parse_body
from letterpress.parse.markdown.editions import parse_tree
from tests.support.campaign import Campaign, times

LETTER = MarkdownOptions(format="letter")
_PIECES = """おはようございます。
活版室の川上です(^_^)/
朝が冷えますね(´・ω・`)
　春の便りです。川がぬるみました。
3*4*5=60、2**10と2_3_4
C:\\紙\\糸 と &amp; と <b>
■ 今週の話
□日時
【お知らせ】
◆◇◆ 秋の号 ◆◇◆
━━━━━━━━
ーーーーーー
-*-*-*-*-
＝＝＝＝＝＝
☆・・・☆・・・☆
=====
------
* * *
〜〜〜〜〜〜
・紙をえらぶ
・糸をえらぶ
　厚いのを
　・とじる
①はさみ
②のり
1. 切る
2. 折る
１）ぬう
２）とじる
(1) あ
(2) い
ア）朝
イ）昼
一、春
二、夏
第1回　紙
第2回　糸
- milk
- bread
● 甲
● 乙
営業時間　10:00～18:00
定休日　　月・火
場所　　　本町1-2-3
name    price
paper   100
      右に寄せて
┏━━━━┓
┃編集後記┃
┗━━━━┛
┌──┬──┐
│紙│糸│
└──┴──┘
> 引用です
>> 二重に
＞ 質問です
https://example.com/a?b=c。つづき
info@example.com へ
tel 03-1234-5678
2026年11月21日(土)
ありがとう！！！！！！
★★★☆☆
……
※税込です
→ つぎへ
#紙の日
Dear all,
See you soon.
**大事**な話"""
LINES = [*_PIECES.split("\n"), "", "", "", "", "\u3000", "-- "]
"""Pieces of letters, each in one line."""
DRAWN = frozenset("・-‐>＞┏━┓┃┗┛*◆◇ー〜＝=")
"""Signs that stand on the page in another form."""

_breaks = re.compile(r"<br />\n?|<hr />|</(?:p|h\d|li|pre|ul|ol)>|<(?:ul|ol|blockquote|pre)[^>]*>")
_tags = re.compile(r"<[^>]+>")


def generated(rng: random.Random) -> str:
    return "\n".join(rng.choices(LINES, k=rng.randint(1, 24)))


def shown(html: str) -> list[str]:
    """The lines of a page that hold anything, the numbers of its lists written out."""
    numbered = re.sub(r'<ol(?: start="(\d+)")?>(.*?)</ol>', _with_numbers, html, flags=re.DOTALL)
    lines = unescape(_tags.sub("", _breaks.sub("\n", numbered))).split("\n")
    return [line for line in lines if line.strip()]


def _with_numbers(found: re.Match[str]) -> str:
    first = int(found[1] or 1)
    items = found[2].split("<li>")
    return items[0] + "".join([f"<li>{first + index}. {item}" for index, item in enumerate(items[1:])])


def read(line: str) -> str:
    """What is read on a line, drawings left out."""
    return "".join([each for each in line if each.isalnum() and each not in "ー"])


def all_read(lines: list[str]) -> list[str]:
    """What is read on the lines that hold more than drawings."""
    return [read(line) for line in lines if read(line)]


def written(letter: str) -> list[str]:
    """The lines of a letter that hold anything but drawings."""
    return [line for line in letter.split("\n") if read(line) and not is_ruler(line)]


def test_every_line_of_a_letter_is_on_the_page_in_its_order(campaign: Campaign) -> None:
    rng = random.Random(20261201)
    for _ in range(times(sample=150, whole=3000)):
        with campaign.attempt("letters"):
            letter = generated(rng)
            body = parse_body(letter, path="a.md", first_line=1, options=LETTER).body
            page = "".join(body.segments)
            assert all_read(shown(page)) == all_read(written(letter)), letter


def test_no_sign_of_a_letter_goes_away_but_drawings(campaign: Campaign) -> None:
    rng = random.Random(20261202)
    for _ in range(times(sample=150, whole=3000)):
        with campaign.attempt("signs of letters"):
            letter = generated(rng)
            page = "".join(parse_body(letter, path="a.md", first_line=1, options=LETTER).body.segments)
            lines = [line for line in letter.split("\n") if not is_ruler(line)]
            wanted = [each for each in "".join(lines) if not each.isspace() and each not in DRAWN]
            found = [each for each in "".join(shown(page)) if not each.isspace() and each not in DRAWN]
            assert "".join(found) == "".join(wanted), letter


def test_text_and_page_of_a_letter_say_the_same(campaign: Campaign) -> None:
    rng = random.Random(20261203)
    for _ in range(times(sample=100, whole=2000)):
        with campaign.attempt("letters as plain text"):
            letter = generated(rng)
            text = plain_text(parse_tree(letter, LETTER), ())
            assert all_read(text.split("\n")) == all_read(written(letter)), letter


@pytest.mark.parametrize(
    "piece",
    [
        "・a\n",
        "　　　・a\n",
        f"{'> ' * 40}a\n",
        "```\n",
        "━━━\nあ\n",
        "┏━\n┃a\n",
        "**a",
        "a@",
        "a@a.",
        "[^1]: a\n",
        "1.\n\n",
    ],
)
def test_time_grows_no_faster_than_the_letter(piece: str) -> None:
    parse_body(piece * 3000, path="a.md", first_line=1, options=LETTER)


def test_a_letter_is_told_of_no_mistakes_of_markdown(campaign: Campaign) -> None:
    rng = random.Random(20261204)
    for _ in range(times(sample=100, whole=1000)):
        with campaign.attempt("letters without messages"):
            letter = generated(rng) + "\n1.　紙"
            found = parse_body(letter, path="a.md", first_line=1, options=LETTER).diagnostics
            assert {each.code for each in found} <= {"leftover-tag"}, letter
