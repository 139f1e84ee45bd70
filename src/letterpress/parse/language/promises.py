# SPDX-License-Identifier: MIT
"""Promises of something to come at the end of a text, found by their words."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from letterpress.normalization import normal
from letterpress.parse.language.term_search import rare_letters

NEAR_END = 400
"""A paragraph is near the end where no more than this many characters follow it."""
PARAGRAPHS = 5
"""And it is among this many last ones."""

PROMISES = (
    "次回(?:は|では|、|も、?|に続|へ続|お届け|お送り|をお楽しみ|の(?:記事|メール|通信|号|手紙|便り)[はで、])",
    "次号(?:は|では|で|、|に|へ|お届け|をお楽しみ)",
    "次の(?:号|記事|メール|便り|手紙|通信|回)(?:は|では|で、?)",
    "来(?:週|月)(?:は|の(?:号|記事|メール|通信|手紙)[はで、]|、|に|お)[^。\n]{0,60}(?:届け|お送り|書きます|紹介します|お話しします|取り上げ|公開)",
    "続き(?:は|を)、?(?:次|また|来[週月])",
    "(?:後編|続編|続報)(?:は|を|で)[^。\n]{0,60}(?:次|来[週月]|近|届け|公開|楽しみ|書きます)",
    "近日(?:公開|中に)",
    "(?:続き|続編|後編|来[週月](?:号)?)(?:を|も)?、?(?:どうぞ)?お楽しみに",
    "乞うご期待",
    r"\bnext time,? (?:i|we|you)\b|\bnext time:",
    r"\bin (?:the|our|my) next (?:issue|post|letter|article|part|newsletter|email|instal?lment|one)\b",
    r"\b(?:the|our|my) next (?:issue|post|letter|article|newsletter|email) (?:will|is about|is on|looks|shows)\b",
    r"\bnext (?:week|month),? (?:i|we|you)(?:'ll| will)\b",
    r"\bcoming (?:next|up next|soon)\b|\bstay tuned\b|\bto be continued\b",
    r"\bpart (?:two|three|2|3|ii|iii) (?:will|follows|is coming|comes|next)\b",
)
CORES = (
    "次回",
    "次号",
    "次の",
    "来週",
    "来月",
    "続き",
    "続編",
    "続報",
    "後編",
    "近日",
    "期待",
    "next time",
    "next issue",
    "next post",
    "next letter",
    "next article",
    "next part",
    "next newsletter",
    "next email",
    "next inst",
    "next one",
    "next week",
    "next month",
    "coming next",
    "coming up next",
    "coming soon",
    "stay tuned",
    "continued",
    "part two",
    "part three",
    "part 2",
    "part 3",
    "part ii",
)
"""One of them is in every promise, so that most texts are told apart quickly."""
_CORES = rare_letters(CORES)
_PROMISES = "|".join(PROMISES)
_NO_PROMISES = (
    "ご?来店|ご?利用|ご?予約|お会計|使え|お会い|開催|営業|定休|入荷|気をつけ|と思いました"
    r"|\b(?:visit|closed|(?:is|are|be) open|opening|holidays?|appointment|booking|your next)\b"
)
_LONG = 300
"""Further than this many characters on either side no sentence is followed."""
_SENTENCE_ENDS = re.compile(r"[。!?\n]|\. ")


class FoundPromise(NamedTuple):
    """A promise in a text."""

    paragraph: int
    """The line on which its paragraph begins."""
    end: int | None
    """The line on which the next paragraph begins; None for the last."""
    words: str
    """What promises, normalised."""

    def line(self, source: Sequence[str]) -> int:
        """Return the line of the file on which it begins.

        Args:
            source: The lines of the file.
        """
        end = len(source) if self.end is None else self.end - 1
        lines = [normal(line) for line in takewhile(str.strip, source[self.paragraph - 1 : end])]
        for length in range(len(self.words), 1, -1):
            for number in range(len(lines) - 1, -1, -1):
                if self.words[:length] in lines[number]:
                    return self.paragraph + number
        return self.paragraph


def last_promise(text: str, separator: str, lines: list[int]) -> FoundPromise | None:
    """Return the last promise near the end of a text; None where there is none.

    Args:
        text: Normalised, without quotations.
        separator: What stands between its paragraphs.
        lines: The one on which each of the last paragraphs begins; no others are looked at.
    """
    following, end = 0, len(text)
    behind = None
    for line in reversed(lines):
        if following > NEAR_END:
            break
        start = text.rfind(separator, 0, end) + 1
        paragraph = text[start:end]
        if _CORES.any(paragraph) and (promise := _last_promise(paragraph)):
            return FoundPromise(line, behind, promise[0])
        following += end - start
        end = start - 1
        behind = line
    return None


def _last_promise(text: str) -> re.Match[str] | None:
    """Return the last promise of a paragraph."""
    for match in reversed(list(re.finditer(_PROMISES, text))):
        if not re.search(_NO_PROMISES, _sentence(text, match)):
            return match
    return None


def _sentence(text: str, match: re.Match[str]) -> str:
    """Return the sentence that holds a match."""
    first, last = max(0, match.start() - _LONG), match.end() + _LONG
    start = max((end.end() for end in _SENTENCE_ENDS.finditer(text, first, match.start())), default=first)
    end = _SENTENCE_ENDS.search(text, match.end(), last)
    return text[start : end.start() if end else last]
