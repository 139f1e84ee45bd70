# SPDX-License-Identifier: MIT
"""The drawings of plain text mail: rulers, titles, marks of items and aligned columns, each told from a line."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

_LINES = "ー―━─═〜～~＝=＊*－‐‑–—-_＿+＋#＃▬┄┅┈┉╌╍┉"
"""What rulers are drawn with."""
_ORNAMENTS = "★☆◆◇■□●○◎△▲▽▼※♪♥♡✿❀✦✧♦♢❖"
"""What stands in rulers, and before titles and items as well."""
_DOTS = "・･…‥.．:：｡。°゜ﾟ"
"""What stands between the others, and makes a ruler by itself only where there is much of it."""
_BRACKETS = "【】〔〕≪≫《》［］＜＞〈〉"
_SPOKEN = "！？!?。、，,「」『』（）()wｗ"
"""What is said, however often it is repeated."""

_SHORT = {"ー": 4, "#": 5, "＃": 5, "+": 5, "＋": 5, "~": 4, "〜": 4, "～": 4}
"""How many of one kind make a ruler, where that is not three."""
_SAME = "◆◇■□※"
"""Three of these are a ruler; of the others as many are also a mark, such as three stars out of five."""
_MANY_ORNAMENTS = 6
_MANY_DOTS = 8
_MANY_OF_ANY = 10
_FEW_KINDS = 3
_MIXED = 4
_LONG_MIX = 8
_MIRRORED = 5

TITLE_WIDTH = 60
"""A title is at most this many columns wide."""
LABEL = 10
"""A label before a fact has at most this many characters."""

_DOTS_ONLY = frozenset(_DOTS)
_DRAWN = frozenset(_LINES + _ORNAMENTS + _DOTS)
_around_marks = re.compile("[（）()．.]")
_white = re.compile(r"[ \t\u3000]+")


@lru_cache(maxsize=1024)
def is_ruler(line: str) -> bool:
    """Return whether a line is a ruler that was drawn: signs in a row or in turn, and nothing that is read."""
    signs = _white.sub("", line)
    if len(signs) < 3:
        return False
    kinds = frozenset(signs)
    if not kinds <= _DRAWN:
        return len(signs) >= _MANY_OF_ANY and len(kinds) <= _FEW_KINDS and all(map(_is_symbol, kinds))
    if kinds <= _DOTS_ONLY:
        return len(signs) >= _MANY_DOTS
    if len(kinds) == 1:
        return len(signs) >= _enough(signs[0])
    if not kinds & frozenset(_LINES):
        return len(signs) >= _MANY_ORNAMENTS or (len(signs) >= _MIXED and _repeats(signs))
    mirrored = len(signs) >= _MIRRORED and signs == signs[::-1]
    return len(signs) >= _LONG_MIX or mirrored or (len(signs) >= _MIXED and _repeats(signs))


def _enough(sign: str) -> int:
    """Return how many of one sign make a ruler."""
    if sign in _ORNAMENTS and sign not in _SAME:
        return _MANY_ORNAMENTS
    return _SHORT.get(sign, 3)


def _is_symbol(sign: str) -> bool:
    """Return whether a character is a symbol that nobody reads."""
    return (
        unicodedata.category(sign) in ("So", "Sm", "Sk", "Po", "Pd", "Pc", "Cf", "Mn") and sign not in _SPOKEN
    ) or sign in _DRAWN


def _repeats(signs: str) -> bool:
    """Return whether the signs are a shorter row of them repeated, such as `-*-*-`."""
    return any(
        (signs[:period] * (len(signs) // period + 1))[: len(signs)] == signs
        for period in range(1, min(4, len(signs) // 2) + 1)
    )


def is_drawn_only_here(line: str) -> bool:
    """Return whether a line is a ruler that means nothing to Markdown."""
    return not line.isascii() and is_ruler(line)


class Title(NamedTuple):
    """A title that is marked by signs."""

    rank: int
    """1 for the marks that stand out, 2 for the hollow ones."""
    sign: str


@cache
def _bracketed() -> re.Pattern[str]:
    pairs = "|".join(
        f"{left}[^{_BRACKETS}]{{1,40}}{right}"
        for left, right in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
    )
    return re.compile(
        rf"[ \u3000]*+[{_ORNAMENTS}]{{0,3}}+[ \u3000]*+(?:{pairs})[ \u3000]*+[{_ORNAMENTS}]{{0,3}}+[ \u3000]*+"
    )


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(
        rf"[ \u3000]*([■□◆◇●○◎▼▽▲△★☆▶▷►♦♢❖◉♪✿❀✦✧◼◻])[■□◆◇●○★☆]{{0,2}}[ \u3000]*(?=[^\s{_ORNAMENTS}])(.*\S)"
    )


_HOLLOW = "□◇○▽△☆♢▷✧◻"


def drawn_title(line: str) -> Title | None:
    """Return the title that stands alone on a line, marked by 【】, ■ and their kin; None where there is none."""
    if _bracketed().fullmatch(line):
        return Title(1, "【")
    found = _signed().match(line)
    if (
        not found
        or width(line) > TITLE_WIDTH
        or found[2].endswith(("。", "、", "，", "：", ":"))
        or "://" in line
    ):
        return None
    return Title(2 if found[1] in _HOLLOW else 1, found[1])


@cache
def _ruled() -> re.Pattern[str]:
    run = rf"[{re.escape(_LINES + _ORNAMENTS + _DOTS)}]"
    return re.compile(
        rf"[ \u3000]*+({run}*+)[ \u3000]*+(\S(?:.{{0,{TITLE_WIDTH}}}?\S)??)[ \u3000]*+({run}{{2,}})[ \u3000]*"
    )


_APART = (
    "キリトリ",
    "切り取り",
    "きりとり",
    "ここから",
    "ここまで",
    "広告",
    "転載",
    "PR",
    "ＰＲ",
    "cut here",
)


def title_in_ruler(line: str) -> str | None:
    """Return the words in the middle of a ruler, or before one that is long; None where there are none."""
    if width(line) > 2 * TITLE_WIDTH:
        return None
    found = _ruled().fullmatch(line)
    if not found or not is_ruler(found[3] * 3) or any(word in line for word in _APART):
        return None
    before, words, behind = found.groups()
    surrounded = len(before) >= 3 and len(behind) >= 3 and is_ruler(before * 2)
    trailing = len(behind) >= _MANY_DOTS and is_ruler(behind)
    if not (surrounded or trailing) or width(words) > TITLE_WIDTH or words.endswith("。"):
        return None
    return words if any(map(str.isalnum, words)) else None


def width(text: str) -> int:
    """Return the columns that a text takes, about: two for each character beyond ASCII."""
    return len(text) + sum(not character.isascii() for character in text)


class Mark(NamedTuple):
    """The mark of an item that begins a line."""

    form: str
    """What the marks of one list have in common."""
    text: str
    """As typed, without white space around it."""
    start: int
    """The offset of the item's own text."""
    indent: int
    """In columns."""
    order: int | None
    """Its place in the order of its form, where only items in this order are a list."""
    is_bullet: bool
    """Whether it says nothing but that an item begins."""
    is_number: bool
    """Whether it says which item begins."""


_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_SIGNS = "●○◎■□◆◇▼▽▲△★☆▶▷►▪▫◾◽♦✓✔☑☐✅→⇒➡◉❖♪"
_KANJI = "[一二三四五六七八九十]{1,3}"
_DIGITS = "[0-9０-９]"

_FORMS: tuple[tuple[str, str], ...] = (
    ("bullet", "[・･•‣◦⁃∙·](?![・･•…‥])"),
    ("dash", r"[-‐–*+](?=[ \u3000\t]|[^\x00-\x7f\s‐–—―ー━─＝～〜・＊])"),
    ("sign", f"(?P<sign>[{_SIGNS}])(?![{_SIGNS}{_ORNAMENTS}])"),
    *((f"round {first}", f"[{first}-{last}]") for first, last in (
        "⓪⓪", "①⑳", "㉑㉟", "㊱㊿", "❶❿", "⓫⓴", "➀➉", "➊➓", "⑴⒇", "⒈⒛", "ⒶⓏ", "ⓐⓩ", "㊀㊉", "㈠㈩", "㋐㋾", "⒜⒵",
    )),
    ("number", rf"(?P<number>{_DIGITS}{{1,4}})(?P<end>[.．](?!{_DIGITS})|[)）、](?!{_DIGITS}))"),
    ("spaced number", rf"(?P<spaced>{_DIGITS}{{1,2}})(?=\u3000)"),
    ("number in brackets", rf"[(（〔]{_DIGITS}{{1,3}}[)）〕]"),
    ("roman", r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ][.．)）、]?"),
    ("kana", "(?P<kana>[ア-ン])[.．)）]|[（(](?P<kana2>[ア-ン])[)）]"),
    ("letter", r"(?P<letter>[A-Za-z])[.．)）](?=[ \u3000]|[^\x00-\x7f])|[（(](?P<letter2>[A-Za-z])[)）]"),
    ("kanji", f"{_KANJI}[、．.)）]|[（(]{_KANJI}[)）]"),
    (
        "ordinal",
        rf"第[ \u3000]?(?:{_DIGITS}{{1,4}}|{_KANJI})[ \u3000]?[回章話条部則課節位号問項]?(?=[ \u3000：:．.、])",
    ),
)  # fmt: skip


@cache
def _marks() -> re.Pattern[str]:
    forms = "|".join(f"(?P<form{number}>{form})" for number, (_, form) in enumerate(_FORMS))
    return re.compile(rf"(?P<indent>[ \t\u3000]*)(?:{forms})[ \t\u3000]*(?=\S)")


@lru_cache(maxsize=1024)
def item_mark(line: str) -> Mark | None:
    """Return the mark of an item that a line begins with; None where it begins with none.

    One line with a mark is not yet a list: two with marks of one form are, see `follows`.
    """
    found = _marks().match(line)
    if not found or is_ruler(line):
        return None
    group = str(found.lastgroup)
    if not group.startswith("form"):
        group = next(name for name, text in found.groupdict().items() if name.startswith("form") and text)
    name = _FORMS[int(group[4:])][0]
    text = found[group]
    order = _order(found)
    is_bullet, is_sign = name in ("bullet", "dash"), name == "sign"
    if is_sign:
        name = text
    elif found["number"]:
        name = f"{found['number'].isascii()} {found['end']}"
    elif name == "dash":
        name = text
    return Mark(
        name, text, found.end(), columns(found["indent"]), order, is_bullet, not (is_bullet or is_sign)
    )


def _order(found: re.Match[str]) -> int | None:
    """Return the place of a mark in the order of its form."""
    if spaced := found["spaced"]:
        return int(spaced)
    if letter := found["letter"] or found["letter2"]:
        return ord(letter)
    if kana := found["kana"] or found["kana2"]:
        return _KANA.index(kana)
    return None


def follows(first: Mark, second: Mark) -> bool:
    """Return whether a second mark goes on with the list of the first."""
    if first.form != second.form or first.indent != second.indent:
        return False
    if first.order is None or second.order == first.order + 1:
        return True
    one, two = _around_marks.sub("", first.text), _around_marks.sub("", second.text)
    return one in _IROHA and two in _IROHA and _IROHA.index(one) + 1 == _IROHA.index(two)


def columns(white: str) -> int:
    """Return the columns that white space takes: two for a full-width space, four for a tab."""
    return sum(2 if each == "\u3000" else 4 if each == "\t" else 1 for each in white)


@cache
def _frame() -> re.Pattern[str]:
    return re.compile("[┃│║├┤┌┐└┘┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣┝┥┠┨╭╮╯╰]|[|｜].*[|｜]")


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(r"^(?: {3,}|\t)|[^\s.!?。！？:：](?=[ \u3000]*?(?: {2}|\t))[ \t\u3000]++\S")


@cache
def _fact() -> re.Pattern[str]:
    return re.compile(rf"[ \u3000]*[^\s。！？!?、「」]{{1,{LABEL}}}\u3000+\S")


Alignment = Literal["", "fact", "column", "frame"]


def alignment(line: str) -> Alignment:
    """Return how a line is aligned with its neighbours: as a fact behind its label, in columns, or by a frame."""
    if _frame().search(line):
        return "frame"
    if _spaced().search(line):
        return "column"
    return "fact" if "\u3000" in line and _fact().match(line) else ""
