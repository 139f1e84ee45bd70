# SPDX-License-Identifier: MIT
"""Texts made from a seed: posts as writers write them, and nonsense as nobody does."""

from random import Random

KANJI = "山川田春夏秋冬朝夕町店客声手紙道具味噌米茶庭木花鳥風月雨空海人心話題号数年日時間場所"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
WORDS = [
    "the",
    "letter",
    "reader",
    "garden",
    "of",
    "and",
    "to",
    "write",
    "week",
    "morning",
    "small",
    "honest",
]
MARKS = [
    *("**{}**", "*{}*", "~~{}~~", "`{}`", "[{}](../posts/a.md)"),
    *('[{}](https://example.com/{{}}?q=1 "題")', "**[{}](https://example.com/{{}})**", "*[{}](b.md '題')*"),
]
LANGUAGES = ["python", "", "json", "nosuch"]


def post(seed: int, *, size: int = 3000, links: float = 0.1) -> str:
    """One post of about `size` bytes; `links` is the share of sentences that hold one."""
    random = Random(seed)
    blocks = []
    length = 0
    while length < size:
        block = _block(random, links)
        blocks.append(block)
        length += len(block.encode())
    return "\n\n".join(blocks) + "\n"


def _sentence(random: Random, links: float) -> str:
    japanese = random.random() < 0.7
    text = _japanese(random) if japanese else _english(random)
    if random.random() < links:
        mark = random.choice(MARKS[4:])
        text += mark.format(_japanese(random)[:6]).replace("{}", str(random.randrange(1000)))
    elif random.random() < 0.2:
        text += random.choice(MARKS[:4]).format(_japanese(random)[:4] if japanese else random.choice(WORDS))
    if random.random() < 0.03:
        text += random.choice(
            ["{漢字|かんじ}", "https://example.com/b", "&amp;", "<br>", "\\*", "「**約物。**」"]
        )
    return text + ("。" if japanese else ". ")


def _japanese(random: Random) -> str:
    letters = (random.choice(KANJI if random.random() < 0.4 else KANA) for _ in range(random.randint(8, 40)))
    return "".join(letters)


def _english(random: Random) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(4, 14)))


def _paragraph(random: Random, links: float) -> str:
    ends = ["", "", "", "\n"]
    sentences = [_sentence(random, links) + random.choice(ends) for _ in range(random.randint(1, 6))]
    return "".join(sentences).strip()


def _heading(random: Random, links: float) -> str:
    return "#" * random.randint(2, 3) + " " + _japanese(random)[:12]


def _list(random: Random, links: float) -> str:
    marker = random.choice(["- ", "1. ", "- [ ] "])
    return "\n".join(marker + _sentence(random, links * 2) for _ in range(random.randint(2, 6)))


def _quote(random: Random, links: float) -> str:
    return "\n".join("> " + line for line in _paragraph(random, links).split("\n"))


def _code(random: Random, links: float) -> str:
    return f"```{random.choice(LANGUAGES)}\nfor x in range(3):\n    print(x)  # <b>\n```"


def _table(random: Random, links: float) -> str:
    return "| 項目 | 数 |\n|---|--:|\n" + "\n".join(f"| {_japanese(random)[:5]} | {i} |" for i in range(4))


def _image(random: Random, links: float) -> str:
    return f'![{_japanese(random)[:5]}](images/{random.randrange(9)}.png "題")'


def _callout(random: Random, links: float) -> str:
    return "> [!NOTE]\n> " + _sentence(random, links)


BLOCKS = [_paragraph, _heading, _list, _quote, _code, _table, _image, _callout]
SHARES = [60, 12, 12, 4, 4, 3, 3, 2]


def _block(random: Random, links: float) -> str:
    return random.choices(BLOCKS, SHARES)[0](random, links)


PIECES = [
    *"ab春、。「」　*_`[]()<>&\\{}|:!#-+=^~\t",
    *(
        "**",
        "~~",
        "![",
        "^[",
        "[^1]",
        "[a]",
        "[a](b)",
        "<b>",
        "<https://a.b>",
        "&amp;",
        "{山|やま}",
        "https://a.b",
    ),
    *("1. ", "- ", "> ", "# ", "---", "===", "```", "[!NOTE]", "[ ] ", "[x] ", "    ", ": "),
    *("\n", "\n\n", "\n    ", "\n- ", "\n> ", "\n1. ", "\n# ", "\n|-|\n", "\n---\n", "[^1]: a", "[a]: /b"),
]


def nonsense(random: Random) -> str:
    """Markup thrown together."""
    return "".join(random.choice(PIECES) for _ in range(random.randint(1, 30)))


LINES = [
    "", "", "", "text", "  text", "    code", "\tx", "a  ", "a\\", "　a", "　", "a: b", "![a](b)", "2020",
    "12. a", "- a", "- b **c**", "* a", "* b", "+ a", "-  a", "-    a", "-     a", "- a\t", "-\ta", "-",
    "- ", "-　a", "- 　a", "1. a", "1. b", "2. a", "0. a", "1) a", "1)", "1. ", "- 1)", "- 2020",
    "12345678901. a", "  1. a", " - a", "  - a", "   - a", "    - a", "- - a", "- # a", "- > a",
    "- | a |", "- [ ] a", "- [a](b)", "- [a]: b", "- [^1] a", "- [^1]: a", "- `a`", "- ```", "- **a**",
    "- _a_", "- ***", "- ---", "- : a", "- <b>", "- &amp;", "- ~~~", "- =", "# a", "## a ##", "##",
    "####### a", "#a", "#\ta", "# ", "# a #", "# a \\#", "# a#", "## 題 ##　", "===", "--", "=", "---",
    "***", "* * *", "> a", "> - a", ">", "> > - a", "> ## a", "```", "~~~", "<div>", ": a", "~ a", "- ",
    "|a|b|", "|-|-|", "-|-", "a | b", "--|--", "[a]: b", "[a]", "[^1]: a", "[^1] a",
]  # fmt: skip
"""What blocks begin with, go on with and end with."""


def jumble(random: Random) -> str:
    """Lines thrown together."""
    return "\n".join(random.choice(LINES) for _ in range(random.randint(1, 12)))
