# SPDX-License-Identifier: MIT
"""The character classes of CJK text, which no other module knows.

Two notions of CJK live here, because two rules need different ones:

- `is_cjk` follows the CommonMark CJK-friendly amendments (wide, full-width and half-width characters that are not
  emoji, and Hangul); emphasis depends on it.
- `JAPANESE` leaves Hangul out, since Korean separates words by spaces; line joins, autolinks and counts depend on it.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

CJK_RANGES = (
    "\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
    "\u2ff0-\u303e\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e5\u31ef-\u321e\u3220-\u3247"
    "\u3250-\ua48c\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufaff\ufe10-\ufe19"
    "\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
    "\uffe0-\uffe6\uffe8-\uffee"
    "\U00016fe0-\U00016fe4\U00016ff0-\U00016ff6\U00017000-\U00018cd5\U00018cff-\U00018d1e\U00018d80-\U00018df2"
    "\U0001aff0-\U0001aff3\U0001aff5-\U0001affb\U0001affd\U0001affe\U0001b000-\U0001b122\U0001b132"
    "\U0001b150-\U0001b152\U0001b155\U0001b164-\U0001b167\U0001b170-\U0001b2fb\U0001d300-\U0001d356"
    "\U0001d360-\U0001d376\U0001f200\U0001f202\U0001f210-\U0001f219\U0001f21b-\U0001f22e\U0001f230\U0001f231"
    "\U0001f237\U0001f23b\U0001f240-\U0001f248\U0001f260-\U0001f265\U00020000-\U0003fffd"
)
"""CJK characters of the CJK-friendly amendments, from the data of Unicode 17."""

JAPANESE = (
    "\u2e80-\u2fdf\u2ff0-\u30ff\u3100-\u312f\u3190-\u31ff\u3220-\u325f\u3280-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U0001aff0-\U0001b16f\U0001f200-\U0001f202\U0001f210-\U0001f23b"
    "\U0001f240-\U0001f251\U00020000-\U0003ffff"
)
"""Han, kana, CJK punctuation and full-width forms, without Hangul: the inside of a regular expression's class."""

IDEOGRAPHIC_VARIATION = "\U000e0100-\U000e01ef"
"""Ideographic variation selectors, which belong to the Han character before them."""

WHITE, PUNCTUATION, CJK, VARIATION, IDEOGRAPHIC = 1, 2, 4, 8, 16
"""Bits of `traits`."""


def _bounds(ranges: str) -> tuple[int, ...]:
    """Return the code points at which the ranges of a class begin and end, in turn.

    Characters are asked about one by one and remembered, so that to compile a class of these sizes, which takes 4 ms,
    would never pay.
    """
    bounds: list[int] = []
    at = 0
    while at < len(ranges):
        last = at + 2 if ranges[at + 1 : at + 2] == "-" else at
        bounds += (ord(ranges[at]), ord(ranges[last]) + 1)
        at = last + 1
    return tuple(bounds)


_cjk_bounds = _bounds(CJK_RANGES)
_japanese_bounds = _bounds(JAPANESE)
_runs = re.compile(f"[{JAPANESE}]+")
_foreign_marks = re.compile("[’‘“”–—…·×→]+")
_MARKS = b"-'."
"""What may stand in a word, but makes none by itself: in ASCII and, above, beyond it."""
_BETWEEN = b'\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f !"#$%&()*+,/:;<=>?@[\\]^_`{|}~'
_KINDS = bytes(ord(" " if byte in _BETWEEN else "x") for byte in range(256))
"""A byte of UTF-8 to what it is: x in a word, space between words."""

_white = frozenset("\t\n\x0b\x0c\r \xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
_curly_quotes = frozenset("\u2018\u2019\u201c\u201d")
_FULL_WIDTH_SELECTOR = "\ufe01"


def is_cjk(character: str) -> bool:
    """Return whether this is a CJK character as the CJK-friendly amendments define it; Hangul is one."""
    return bisect_right(_cjk_bounds, ord(character)) % 2 == 1


@lru_cache(maxsize=4096)
def is_japanese(character: str) -> bool:
    """Return whether this is Han, kana, CJK punctuation or a full-width form."""
    return bisect_right(_japanese_bounds, ord(character)) % 2 == 1


def has_japanese(text: str) -> bool:
    """Return whether a text holds Han, kana, CJK punctuation or a full-width form."""
    return not text.isascii() and _runs.search(text) is not None


@lru_cache(maxsize=4096)
def is_ambiguous_mark(character: str) -> bool:
    """Return whether Japanese and Latin text share this mark, such as … and “ (East Asian Width `A`)."""
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=4096)
def traits(character: str) -> int:
    """Return what a character is for emphasis, as a sum of the bits above."""
    found = 0
    if character in _white:
        found |= WHITE
    if unicodedata.category(character)[0] in "PS":
        found |= PUNCTUATION
    if is_cjk(character):
        found |= CJK
    if "\ufe00" <= character <= "\ufe0e":
        found |= VARIATION
    if "\U000e0100" <= character <= "\U000e01ef":
        found |= IDEOGRAPHIC
    return found


def traits_before(text: str, position: int) -> int:
    """Return the traits of what stands before `position`; a variation selector counts as the character that it varies.

    At the beginning of `text` it is white space.
    A curly quote that a selector makes full-width is CJK punctuation.
    """
    if position == 0:
        return WHITE
    found = traits(text[position - 1])
    if not found & VARIATION or position == 1:
        return found
    varied = text[position - 2]
    if varied in _curly_quotes and text[position - 1] == _FULL_WIDTH_SELECTOR:
        return PUNCTUATION | CJK
    return traits(varied)


def flanking(before: int, after: int, *, splits_words: bool) -> tuple[bool, bool]:
    """Return whether a run of emphasis marks can open and can close, by the CJK-friendly amendments.

    Args:
        before: The traits of what stands before the run.
        after: The traits of the character behind it.
        splits_words: True for marks that work inside a word: `*` and `~`, not `_`.
    """
    foreign_before = before & (PUNCTUATION | CJK) == PUNCTUATION
    foreign_after = after & (PUNCTUATION | CJK) == PUNCTUATION
    left = not after & WHITE and (
        not foreign_after or foreign_before or bool(before & (WHITE | CJK | IDEOGRAPHIC))
    )
    right = not before & WHITE and (not foreign_before or foreign_after or bool(after & (WHITE | CJK)))
    if splits_words:
        return left, right
    return (
        left and (not right or bool(before & PUNCTUATION)),
        right and (not left or bool(after & PUNCTUATION)),
    )


def joins(before: str, after: str) -> bool:
    """Return whether a line break between these two characters goes away.

    It does between two Japanese characters, and between one and a mark that both scripts share (…, “), as CSS Text
    has it for Japanese. A variation selector must be given as the character before it.
    """
    if is_japanese(before):
        return is_japanese(after) or is_ambiguous_mark(after)
    return is_japanese(after) and is_ambiguous_mark(before)


def count(text: str) -> tuple[int, int]:
    """Count Japanese characters, and words of other scripts.

    A word is what stands between white space, Japanese and punctuation; `well-known`, `it's` and `1.5` are one.
    """
    if text.isascii():
        return 0, _words(text)
    rest, runs = _runs.subn(" ", text)
    return len(text) - len(rest) + runs, _words(rest)


def _words(text: str) -> int:
    """Count the words of a text without Japanese, by their ends among its bytes."""
    if not text.isascii():
        text = " ".join(_foreign_marks.sub("", text).split())
    kinds = text.encode(errors="surrogatepass").translate(_KINDS, _MARKS)
    return (kinds + b" ").count(b"x ")
