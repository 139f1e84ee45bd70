# SPDX-License-Identifier: MIT
"""The beginning of a text, cut where a reader would; and how long the whole takes to read."""

import re

from letterpress.parse.language.japanese import IDEOGRAPHIC_VARIATION

CHARACTERS_A_MINUTE = 500
WORDS_A_MINUTE = 220

_sentence_end = re.compile(r"[。！？!?．][」』）)”’\"]*|\.[)”’\"']*(?=\s|$)")
_attached = re.compile(
    f"[{IDEOGRAPHIC_VARIATION}\ufe00-\ufe0f\u200d\u0300-\u036f\u3099\u309a\U0001f3fb-\U0001f3ff]"
)
_ELLIPSIS = "…"


def minutes(japanese: int, words: int) -> int:
    """Reading time in minutes, rounded up, at least 1."""
    load = japanese * WORDS_A_MINUTE + words * CHARACTERS_A_MINUTE
    return max(1, -(-load // (CHARACTERS_A_MINUTE * WORDS_A_MINUTE)))


def excerpt(text: str, length: int = 120) -> str:
    """The beginning of a plain text, about `length` characters long.

    It ends at a sentence's end where one lies between half and five quarters of `length`; else it is cut there,
    between words or between whole characters, and closes with an ellipsis.
    """
    if len(text) <= length:
        return text
    limit = length + length // 4
    ends = [match.end() for match in _sentence_end.finditer(text, 0, limit + 1) if match.end() <= limit]
    near = [end for end in ends if end >= length // 2]
    if near:
        return text[: min(near, key=lambda end: abs(end - length))]
    return text[: _whole(text, length)].rstrip() + _ELLIPSIS


def _whole(text: str, end: int) -> int:
    """The nearest place before `end` that splits neither a Latin word nor a character from its marks."""
    while end > 1 and (_attached.match(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    space = text.rfind(" ", max(0, end - 20), end + 1)
    if text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum() and space > 0:
        return space
    return end
