# SPDX-License-Identifier: MIT
"""The words of a body: text for search, prose for the editorial rules, the beginning for the excerpt, and counts."""

import re

from markdown_it.token import Token

from letterpress.parse import excerpt as beginnings
from letterpress.parse.japanese import count, is_japanese
from letterpress.parse.markdown.plain import plain_text

_OUTSIDE_EXCERPT = frozenset({"heading_open", "table_open", "footnote_block_open", "callout_title_open"})
_CLOSING = frozenset({"heading_close", "table_close", "footnote_block_close", "callout_title_close"})
_gaps = re.compile(r"[ \t\n]+")
_WHITE = " \n\t\u3000\xa0"
_SENTENCE_ENDS = frozenset("。！？!?…」』）")


class Words:
    """What the words of one body are; filled by `gather`."""

    def __init__(self, first_line: int, excerpt_length: int) -> None:
        self.text: list[str] = []
        self.prose: list[tuple[int, str]] = []
        self.opening: list[str] = []
        self.counted: list[str] = []
        self._first_line = first_line
        self._length = excerpt_length
        self._wanted = 2 * excerpt_length
        self._line = first_line

    def gather(self, tokens: list[Token]) -> None:
        """Read the words of all blocks in order."""
        quotes = aside = 0
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._inline(token, quoted=quotes > 0, aside=aside > 0)
            elif kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1
            elif kind in _OUTSIDE_EXCERPT:
                aside += 1
            elif kind in _CLOSING:
                aside -= 1

    def _inline(self, token: Token, *, quoted: bool, aside: bool) -> None:
        """Read the words of one block."""
        children = token.children
        if not children or token.meta.get("ours"):
            return
        shown, running, spoken = _told(children)
        shown = shown.strip()
        if not shown:
            return
        self.text.append(shown)
        if not aside and self._wanted > 0:
            self._begin(running.strip())
        self.counted.append(spoken)
        if token.map:
            self._line = self._first_line + token.map[0]
        if not quoted:
            self.prose.append((self._line, spoken))

    def _begin(self, text: str) -> None:
        """Add a block to the beginning."""
        if text:
            self.opening.append(text)
            self._wanted -= len(text)

    def excerpt(self) -> str:
        """The beginning of the running text, or of all text where there is no running text."""
        text = ""
        for block in self.opening or self.text[:100]:
            text += (_between(text[-1], block[0]) if text else "") + block
        if "  " in text or "\n" in text or "\t" in text:
            text = _gaps.sub(" ", text)
        return beginnings.excerpt(text.strip(_WHITE), self._length)

    def counts(self) -> tuple[int, int, int]:
        """Characters that are no white space, words that are not Japanese, and minutes of reading."""
        text = " ".join(self.counted)
        japanese, words = count(text)
        return len(text) - sum(map(text.count, _WHITE)), words, beginnings.minutes(japanese, words)


def _told(children: list[Token]) -> tuple[str, str, str]:
    """The text of one block: all of it, without images, and without images and code."""
    first = children[0]
    if len(children) == 1 and first.type == "text":
        return (first.content,) * 3
    shown = plain_text(children)
    kinds = {child.type for child in children}
    running = plain_text(children, images=False) if "image" in kinds else shown
    spoken = plain_text(children, images=False, code=False) if "code_inline" in kinds else running
    return shown, running, spoken


def _between(before: str, after: str) -> str:
    """What stands between two blocks when they run into one line."""
    return "" if before in _SENTENCE_ENDS and is_japanese(before) and is_japanese(after) else " "
