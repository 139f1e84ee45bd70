# SPDX-License-Identifier: MIT
"""The wording of a document: its sales language, and a promise of something to come.

Counted once, when a document is parsed, so that the editorial rules need no text.
"""

import re

from letterpress.document import Wording
from letterpress.normalization import normal
from letterpress.parse.language.promises import PARAGRAPHS, last_promise
from letterpress.parse.language.sales_language import lexicon

Prose = tuple[tuple[int, str], ...]

_SEPARATOR = "\0"
"""Stands between paragraphs, because no Markdown text can hold it, and all of them are read in one go."""
_INNERMOST = re.compile(
    r"「[^「」『』《》\0]*」|『[^「」『』《》\0]*』|《[^「」『』《》\0]*》|“[^“”\0]*”|\"[^\"\n\0]{1,200}\""
)
_OPENING = '「『《“"'
_DEPTH = 8
_WHITE = bytes(range(0x09, 0x0E)) + bytes(range(0x1C, 0x21))
"""White space in ASCII."""


def read_wording(
    title: str,
    prose: Prose,
    *,
    strong_terms: tuple[str, ...],
    weak_terms: tuple[str, ...],
    has_next: bool,
    source: str = "",
) -> Wording:
    """Count what the editorial rules read from the words of a document.

    Args:
        title: As written; quotations in it count, since a title is all shop window.
        prose: The paragraphs outside code and block quotes, each with the line it begins on.
        strong_terms: Strong sales terms of the business's own, beside the built-in ones.
        weak_terms: The same for weak ones.
        has_next: Whether the document declares what comes next, so that words of promise need no note.
        source: The text of the whole file, in which the line of a promise is looked up.
    """
    terms = lexicon(strong_terms, weak_terms)
    text = without_quotations(normal(_SEPARATOR.join([text for _, text in prose])))
    body = text.replace(_SEPARATOR, "\n")
    lines = [line for line, _ in prose[-PARAGRAPHS:]]
    promise = None if has_next else last_promise(text, _SEPARATOR, lines)
    strong, weak = terms.count(normal(title))
    return Wording(
        title_strong=strong,
        title_weak=weak,
        body_hits=sum(terms.count(body)),
        body_characters=_visible(body),
        promise_line=promise.line(source.split("\n")) if promise else 0,
    )


def without_quotations(text: str) -> str:
    """Take away what stands in 「」『』《》“” and straight double quotes, nested up to eight deep.

    Args:
        text: Paragraphs with a NUL between them; no quotation reaches from one to another.
    """
    for _ in range(_DEPTH):
        if not any(mark in text for mark in _OPENING):
            break
        shorter = _INNERMOST.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text


def _visible(text: str) -> int:
    """Count the characters that are not white space."""
    if text.isascii():  # five times as fast
        return len(text.encode().translate(None, _WHITE))
    return sum(map(len, text.split()))
