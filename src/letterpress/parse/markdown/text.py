# SPDX-License-Identifier: MIT
"""The text of a body: prose for the editorial rules, the beginning for the excerpt, and counts of words."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from letterpress.parse.language.japanese import IDEOGRAPHIC_VARIATION, count, is_japanese
from letterpress.parse.markdown.prerendered import PrerenderedBlock

SPOKEN = frozenset({"text", "ruby"})
"""Tokens whose content is text, code apart."""
BREAKS = frozenset({"softbreak", "hardbreak"})
"""Line ends; a hidden one is nothing."""

CHARACTERS_A_MINUTE = 500
WORDS_A_MINUTE = 220

_ASIDE = ("heading", "table", "footnote_block", "callout_title")
_TURNS = {
    "blockquote_open": (1, 0),
    "blockquote_close": (-1, 0),
    **{f"{kind}_open": (0, 1) for kind in _ASIDE},
    **{f"{kind}_close": (0, -1) for kind in _ASIDE},
}
"""What begins and ends a quotation, and what stands aside from the running text, where no excerpt begins."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_gaps = re.compile(r"[ \t\n]+")
_WHITE = " \n\t\u3000\xa0"
_SENTENCE_ENDS = frozenset("。！？!?…」』）")

_sentence_end = re.compile(r"[。！？!?．][」』）)”’\"]*|\.[)”’\"']*(?=\s|$)")
_attached = re.compile(
    f"[{IDEOGRAPHIC_VARIATION}\ufe00-\ufe0f\u200d\u0300-\u036f\u3099\u309a\U0001f3fb-\U0001f3ff]"
)
_ELLIPSIS = "…"
_more = re.compile(r"<!--\s*more\b[^<>]*-->", re.IGNORECASE)
LONGEST_OPENING = 500
"""Characters of an excerpt that ends where its writer says so."""

MAX_SEARCHES = 100
"""How many pieces that the expression does not find in the text of a block are searched for there."""


class Shown:
    """What a block shows, asked for pieces of its source that an expression has found there."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._text = text
        self._pieces = {found[0] for found in pattern.finditer(text)}
        self._searches = MAX_SEARCHES

    def __contains__(self, piece: str) -> bool:
        """Return whether a piece is shown; a text of very many that are not, is not searched for each of them."""
        if piece in self._pieces:
            return True
        self._searches -= 1
        return self._searches >= 0 and piece in self._text


def plain_text(
    tokens: Iterable[Token], *, code: bool = True, images: bool = True, line_end: str = " "
) -> str:
    """Return the text of inline tokens.

    Args:
        tokens: The children of an inline token.
        code: Whether code spans belong to it; else a space stands for each.
        images: Whether the alternative text of images belongs to it.
        line_end: What a line end that stays becomes.
    """
    parts: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in SPOKEN:
            parts.append(token.content)
        elif kind == "code_inline":
            parts.append(token.content if code else " ")
        elif kind in BREAKS:
            parts.append("" if token.hidden else line_end)
        elif kind == "image" and images:
            parts.append(plain_text(token.children or (), code=code, line_end=line_end))
    return "".join(parts)


def has_more(text: str) -> bool:
    """Return whether a text holds `<!--more-->`, with which other systems end the excerpt, too."""
    return "<!--" in text and _more.search(text) is not None


def _more_among(children: list[Token]) -> int | None:
    """Return the index of the first such marker among inline tokens."""
    return next(
        (
            index
            for index, child in enumerate(children)
            if child.type == "html_inline" and has_more(child.content)
        ),
        None,
    )


class BodyText:
    """What the words of one body are; filled by `gather`."""

    def __init__(self, first_line: int, excerpt_length: int, *, has_more: bool = False) -> None:
        self.text: list[str] = []
        self.prose: list[tuple[int, str]] = []
        self.opening: list[str] = []
        self.counted: list[str] = []
        self._first_line = first_line
        self._length = excerpt_length
        self._wanted = LONGEST_OPENING if has_more and excerpt_length else 2 * excerpt_length
        self._has_more = has_more
        self._is_ended = False

    def gather(self, tokens: list[Token]) -> None:
        """Read the words of all blocks in order."""
        line = quotes = aside = 0
        for token in tokens:
            kind = token.type
            if isinstance(token, PrerenderedBlock):
                place, shown, running, spoken = token.line, token.shown, token.shown, token.spoken
            elif kind == "inline":
                if not token.children or "ours" in token.meta:
                    continue
                shown, running, spoken = _told(token.children)
                if self._has_more and (marker := _more_among(token.children)) is not None:
                    self._begin(_told(token.children[:marker])[1].strip() if marker else "")
                    self._end()
                place = token.map[0] if token.map else line
            elif kind == "html_block" and self._has_more and has_more(token.content):
                self._end()
                continue
            else:
                if kind in _TURNS:
                    quoting, leaving = _TURNS[kind]
                    quotes += quoting
                    aside += leaving
                continue
            shown = shown.strip()
            if not shown:
                continue
            line = place
            self.text.append(shown)
            self.counted.append(spoken)
            if not quotes:
                self.prose.append((self._first_line + line, spoken))
            if self._wanted > 0 and not aside and token.tag not in _HEADINGS:
                self._begin(running.strip())

    def _begin(self, text: str) -> None:
        """Add a block to the beginning."""
        if text:
            self.opening.append(text)
            self._wanted -= len(text)

    def _end(self) -> None:
        """End the beginning where the writer says that it ends, if there is anything before."""
        if self.opening:
            self._wanted = 0
            self._is_ended = True

    def excerpt(self) -> str:
        """Return the beginning of the running text, or of all text where there is no running text."""
        if not self._length:
            return ""
        text = ""
        for block in self.opening or self.text[:100]:
            text += (_between(text[-1], block[0]) if text else "") + block
        if "  " in text or "\n" in text or "\t" in text:
            text = _gaps.sub(" ", text)
        return excerpt(text.strip(_WHITE), LONGEST_OPENING if self._is_ended else self._length)

    def counts(self) -> tuple[int, int, int]:
        """Count characters that are no white space, words that are not Japanese, and minutes of reading."""
        text = " ".join(self.counted)
        japanese, words = count(text)
        white = sum([text.count(mark) for mark in _WHITE if mark in text])
        return len(text) - white, words, minutes(japanese, words)


def _told(children: list[Token]) -> tuple[str, str, str]:
    """Return the text of one block: all of it, without images, and without images and code."""
    first = children[0]
    if len(children) == 1 and first.type == "text":
        text = first.content
        return text, text, text
    parts: list[str] = []
    images: list[int] = []
    code: list[int] = []
    for child in children:
        kind = child.type
        if kind in SPOKEN:
            parts.append(child.content)
        elif kind == "code_inline":
            code.append(len(parts))
            parts.append(child.content)
        elif kind == "image":
            images.append(len(parts))
            parts.append(plain_text((child,)))
        elif kind in BREAKS and not child.hidden:
            parts.append(" ")
    shown = running = spoken = "".join(parts)
    if images:
        running = spoken = _without(parts, images, "")
    if code:
        spoken = _without(parts, code, " ")
    return shown, running, spoken


def _without(parts: list[str], places: list[int], instead: str) -> str:
    """Join the parts, with something else in the place of some of them."""
    for place in places:
        parts[place] = instead
    return "".join(parts)


def _between(before: str, after: str) -> str:
    """Return what stands between two blocks when they run into one line."""
    return "" if before in _SENTENCE_ENDS and is_japanese(before) and is_japanese(after) else " "


def minutes(japanese: int, words: int) -> int:
    """Return the reading time in minutes, rounded up, at least 1."""
    load = japanese * WORDS_A_MINUTE + words * CHARACTERS_A_MINUTE
    return max(1, -(-load // (CHARACTERS_A_MINUTE * WORDS_A_MINUTE)))


def excerpt(text: str, length: int = 120) -> str:
    """Cut the beginning of a plain text, about `length` characters long.

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
    """Return the nearest place before `end` that splits neither a Latin word nor a character from its marks."""
    while end > 1 and (_attached.match(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    space = text.rfind(" ", max(0, end - 20), end + 1)
    if text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum() and space > 0:
        return space
    return end
