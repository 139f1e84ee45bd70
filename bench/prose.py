# SPDX-License-Identifier: MIT
"""The words that the posts are put together from; `@` stands for a noun."""

from typing import NamedTuple


class Words(NamedTuple):
    """One language."""

    nouns: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    reference: str
    stress: str
    naming: str
    space: str
    """What stands between two sentences."""
    tags: tuple[str, ...]


JAPANESE = Words(
    nouns=(
        "活字",
        "便箋",
        "封筒",
        "余白",
        "見出し",
        "読者",
        "常連さん",
        "季節",
        "朝の工房",
        "宛名",
        "刷り色",
        "紙",
        "机",
        "手順",
        "失敗",
        "試し刷り",
        "約束",
        "締切",
        "町の店",
        "はがき",
        "在庫",
        "湿度",
        "インク",
        "写真",
        "質問",
        "返事",
        "目次",
        "記録",
    ),
    titles=(
        "@と@のあいだ",
        "@を見直す",
        "@から始める@",
        "なぜ@なのか",
        "@の選び方",
        "@を三つに分ける",
        "@をやめてみた",
    ),
    sentences=(
        "@を整えるときは、先に@を決めておくと迷いません。",
        "うちの@は、@よりも@に手間がかかります。",
        "去年の夏、@を忘れたまま@を渡してしまいました。",
        "お客さまから「@はいつ届きますか」と聞かれて、@の書き方を改めました。",
        "@は一日に二度、@のそばで確かめます。",
        "けれども@だけでは足りず、@と@を並べて比べることにしました。",
        "小さな@ほど、あとから@に効いてきます。",
        "この@について書くのは三度目ですが、@の話はまだ終わりません。",
        "まず@を置き、次に@、最後に@という順です。",
    ),
    reference="くわしくは{link}に書きました。",
    stress="大事なのは**{word}**です。",
    naming="ここでは`{name}`という名前を使います。",
    space="",
    tags=("便り", "活版", "余白", "道具", "紙", "色", "言葉", "工房", "町", "季節", "手紙", "記録"),
)

ENGLISH = Words(
    nouns=("the letter", "a margin", "the headline", "our reader", "the press", "a sheet of paper", "the envelope",
           "the first line", "a mistake", "the schedule", "a proof", "the ink", "the season", "an address",
           "a question", "the answer", "the shop", "a postcard", "the archive", "a promise", "the draft",
           "a photograph"),
    titles=("What @ taught us about @", "Choosing @", "How to begin with @", "Three ways to look at @", "Why @ matters",
            "Notes on @ and @"),
    sentences=(
        "Before we look at @, it helps to know where @ comes from.",
        "Most people who ask about @ have already tried @ once or twice.",
        "In our workshop @ takes longer than @, and nobody minds.",
        "Last summer we forgot @ and had to explain @ to everyone.",
        "If @ seems too large, cut it in half and keep @.",
        "There is no rule for @, but @ is a good place to start.",
        "A regular once told us that @ reminded her of @.",
        "We check @ twice a day, usually next to @.",
        "It took three attempts until @ and @ agreed.",
    ),
    reference="The details are in {link}.",
    stress="What counts is **{word}**, and *nothing* else.",
    naming="We call it `{name}` here.",
    space=" ",
    tags=("letters", "printing", "margins", "tools", "paper", "colour", "words", "workshop", "town", "seasons",
          "archive", "mistakes"),
)  # fmt: skip

NAMES = (
    "fold",
    "margin_width",
    "sheet_count",
    "proof",
    "ink_level",
    "address_of",
    "next_issue",
    "trim",
    "order_size",
)
HOSTS = ("press.example", "paper.example.org", "letters.example.com", "archive.example.net", "www.example.jp")
STAGES = ("latent", "prospect", "new", "regular")
VALUE_THEMES = ("education", "howto", "case", "persona", "event", "product")
