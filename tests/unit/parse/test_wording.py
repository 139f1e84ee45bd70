# SPDX-License-Identifier: MIT
"""What the words of a document give away: tests/fixtures/wording holds texts that must and must not read as selling."""

import re
from datetime import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.editorial_sites import config_of, entry_of, site
from tests.support.paths import TESTS

from letterpress.document import Wording
from letterpress.editorial.report import report_on
from letterpress.normalization import normal
from letterpress.parse.language import promises, sales_terms
from letterpress.parse.language.sales_language import lexicon
from letterpress.parse.language.term_search import RareLetters
from letterpress.parse.language.wording import read_wording, without_quotations

FIXTURES = TESTS / "fixtures" / "wording"
NOW = datetime.fromisoformat("2026-11-21T12:00+09:00")


def texts(name: str) -> list[object]:
    _, *sections = (FIXTURES / f"{name}.md").read_text(encoding="utf-8").split("\n## ")
    return [pytest.param(*section.split("\n", 1), id=section.split("\n")[0]) for section in sections]


def wording(
    title: str = "",
    body: str = "",
    *,
    strong: tuple[str, ...] = (),
    weak: tuple[str, ...] = (),
    has_next: bool = False,
) -> Wording:
    prose = tuple(
        (body[: match.start()].count("\n") + 1, match[0]) for match in re.finditer(r"(?:.+\n?)+", body)
    )
    return read_wording(title, prose, strong_terms=strong, weak_terms=weak, has_next=has_next)


def is_taken_for_selling(read: Wording) -> bool:
    post = entry_of("2026-11-20 howto prospect", "Asia/Tokyo", NOW)
    worded = msgspec.structs.replace(post, document=msgspec.structs.replace(post.document, wording=read))
    report = report_on(site(config_of(), NOW, [worded]))
    return any(finding.rule == "sales-language" for finding in report.findings)


@pytest.mark.parametrize(("title", "body"), texts("ordinary"))
def test_an_ordinary_text_is_not_taken_for_selling(title: str, body: str) -> None:
    read = wording(title, body)
    assert not is_taken_for_selling(read), read


@pytest.mark.parametrize(("title", "body"), texts("selling"))
def test_selling_in_disguise_is_noticed(title: str, body: str) -> None:
    read = wording(title, body)
    assert is_taken_for_selling(read), read


@pytest.mark.parametrize(
    "title",
    [
        "50%OFF",
        "５０％ＯＦＦ",
        "50％オフの秋",
        "3割引",
        "三割引の日",
        "1,000円引き",
        "全品半額",
        "今だけ",
        "激安の靴",
        "地域最安",
        "セール開催",
        "クーポン配布",
        "在庫一掃",
        "ご来店ください",
        "お得!",
        "Half price boots",
        "50% off",
        "Buy now",
        "A limited-time offer",
        "Flash sale",
    ],
)
def test_one_strong_term_in_a_title(title: str) -> None:
    assert wording(title).title_strong == 1
    assert is_taken_for_selling(wording(title))


@pytest.mark.parametrize(
    "title", ["送料無料とクーポンのお知らせ", "キャンペーン、特価", "Discounts and coupons"]
)
def test_two_weak_terms_in_a_title(title: str) -> None:
    assert (wording(title).title_strong, wording(title).title_weak) == (0, 2)
    assert is_taken_for_selling(wording(title))


@pytest.mark.parametrize(
    "title", ["特価のお知らせ", "セール", "Coupons", "セールスの心得", "リセール", "ホールセールの町"]
)
def test_one_weak_term_in_a_title_is_not_enough(title: str) -> None:
    assert not is_taken_for_selling(wording(title))


def test_quotations_in_the_body_are_left_out() -> None:
    body = '「今だけ半額」『激安』《最安》という札、“buy now” と "50% off" の札'
    assert wording(body=body).body_hits == 0
    assert wording(body=body).body_characters == len("という札、との札")


def test_nested_quotations_are_left_out_as_a_whole() -> None:
    assert wording(body="はじめ「今だけ『半額』です」おわり").body_characters == len("はじめおわり")


def test_full_width_and_upper_case_are_the_same_words() -> None:
    assert wording(body="５０％ＯＦＦ!").body_hits == wording(body="50%off!").body_hits == 1


def test_characters_are_counted_without_spaces_after_normalising() -> None:
    assert wording(body="ａ ｂ　ｃ\n\n㈱ です").body_characters == len("abc(株)です")


def test_the_longest_term_counts_once() -> None:
    assert wording(body="タイムセール開催中!").body_hits == 1
    assert wording(body="キャンペーン価格でどうぞ!").body_hits == 1


def test_terms_of_the_business_itself() -> None:
    assert wording("秋の蔵出し", strong=("蔵出し",)).title_strong == 1
    assert wording("秋のくらだしと棚卸し祭", weak=("くらだし", "棚卸し祭")).title_weak == 1


def test_an_empty_term_of_the_business_is_nowhere() -> None:
    assert wording("秋の棚卸し", strong=("",)).title_strong == 0


def test_a_stable_price_is_no_cheap_one() -> None:
    assert wording("価格安定のお知らせ").title_weak == 0
    assert wording("格安の靴、価格安定のお知らせ").title_weak == 1


@pytest.mark.parametrize(("core", "pattern"), [*sales_terms.STRONG, *sales_terms.WEAK])
def test_every_occurrence_of_a_term_holds_its_core(core: str, pattern: str) -> None:
    @settings(max_examples=10)
    @given(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    def holds(text: str) -> None:
        assert core in text

    holds()


CORES = sorted({core for core, _ in (*sales_terms.STRONG, *sales_terms.WEAK)})
SCRAPS = [
    *CORES,
    *"0123 ％%!。、」のを価買売て\n",
    "円引き",
    "特別",
    "一掃",
    "save up to $",
    "buy",
    "half ",
    "shop",
    "flash",
]
EVERYTHING = re.compile("")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
def test_terms_are_counted_as_if_each_of_them_were_looked_for(text: str) -> None:
    terms = lexicon((), ())
    plain = RareLetters(letters=dict.fromkeys(terms.cores.letters, ""), every=EVERYTHING, ascii=EVERYTHING)
    text = normal(text)
    assert terms.count(text) == msgspec.structs.replace(terms, cores=plain).count(text)


@given(st.lists(st.text(alphabet='「」『』《》“”"ab \n', max_size=12), min_size=1, max_size=4))
def test_a_quotation_ends_with_its_paragraph_at_the_latest(paragraphs: list[str]) -> None:
    together = without_quotations("\0".join(paragraphs)).split("\0")
    assert together == [without_quotations(paragraph) for paragraph in paragraphs]


WHITE = "".join(filter(str.isspace, map(chr, range(0x3001))))


@pytest.mark.parametrize("letters", ["", "あ「」！"])
@given(data=st.data())
def test_all_characters_that_are_no_white_space_are_counted(letters: str, data: st.DataObject) -> None:
    white = "".join(character for character in WHITE if letters or character.isascii())
    text = data.draw(st.text(alphabet=st.sampled_from('ab"\x08\x0e\x1b' + letters + white), max_size=30))
    kept = without_quotations(normal(text))
    read = read_wording("", ((1, text),), strong_terms=(), weak_terms=(), has_next=True)
    assert read.body_characters == sum(not character.isspace() for character in kept)


@given(st.text(alphabet="割引値半額今だけセール%off0123「」。!\n 来週は次回、", max_size=80))
def test_any_text_is_read(text: str) -> None:
    read = wording(text, text)
    assert read.body_hits <= len(text)
    assert read.promise_line <= text.count("\n") + 1


@pytest.mark.parametrize("repeated", ["今だけ", "「", "「a", "来週は", "1 ", "割引", "buy now "])
def test_monotonous_texts_are_read_in_bounded_steps(repeated: str) -> None:
    assert wording(body=repeated * 20_000).body_hits <= 500


PROMISES = [
    "次回は、宛名の書き方をお届けします。",
    "次号では、二通目の便りについて書きます。",
    "では、続きはまた来週。",
    "来週お届けするのは、夏の失敗談です。",
    "来月は、紙の選び方を紹介します。",
    "後編は近日公開です。",
    "次回に続く",
    "次の号では「返事」を取り上げます。",
    "続編をお楽しみに。",
    "Next time, I will show you the second letter.",
    "In the next issue we look at envelopes.",
    "Our next post is about paper.",
    "Next week we'll open the mailbag.",
    "To be continued",
    "Part two follows.",
]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_at_the_end_is_found_with_its_line(promise: str) -> None:
    assert wording(body=f"はじめに。\n\n二つめの段落です。\n\n{promise}\n").promise_line == 5


@pytest.mark.parametrize(
    "ending",
    [
        "またのご来店をお待ちしています。",
        "次回のご来店時に使えるスタンプをお渡しします。",
        "次回は12月に開催します。",
        "来週は火曜が定休日です。",
        "The next time you visit, bring the old lid.",
        "Next week we are closed.",
        "手紙は次の日に届きました。",
    ],
)
def test_other_words_about_next_are_no_promise(ending: str) -> None:
    assert wording(body=f"はじめに。\n\n{ending}\n").promise_line == 0


def test_a_promise_that_is_declared_needs_no_note() -> None:
    assert wording(body=PROMISES[0], has_next=True).promise_line == 0


def test_a_promise_far_from_the_end_is_not_looked_for() -> None:
    assert wording(body=PROMISES[0] + "\n\n" + "字" * 401).promise_line == 0
    assert wording(body=PROMISES[0] + "\n\n" + "字" * 400).promise_line == 1
    assert wording(body=PROMISES[0] + "\n\n字" * 5).promise_line == 0


def test_a_quoted_promise_is_none() -> None:
    assert wording(body="最後に「次回は宛名です」と書かれていました。").promise_line == 0


@pytest.mark.parametrize("pattern", promises.PROMISES)
def test_every_promise_holds_one_of_the_cores(pattern: str) -> None:
    @settings(max_examples=10)
    @given(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    def holds(text: str) -> None:
        assert any(core in text for core in promises.CORES)

    holds()


def test_a_promise_is_found_on_its_own_line() -> None:
    lines = [
        "---",
        "title: 紙",
        "---",
        "今週は紙の話。",
        "**次回**は、",
        "糸の話をします。",
        "",
        "次回は休みます。",
    ]
    prose = ((4, "今週は紙の話。次回は、糸の話をします。"),)
    read = read_wording("", prose, strong_terms=(), weak_terms=(), has_next=False, source="\n".join(lines))
    assert read.promise_line == 5


def test_a_promise_in_the_next_block_is_not_taken_for_it() -> None:
    lines = ["次回は、糸です。", "- 次回は、"]
    prose = ((1, "次回は、糸です。"), (2, "紙"))
    read = read_wording("", prose, strong_terms=(), weak_terms=(), has_next=False, source="\n".join(lines))
    assert read.promise_line == 1
