# SPDX-License-Identifier: MIT
"""What the words of a document give away: terms of selling, and promises of something to come.

Counted once, when a document is parsed, so that the editorial rules need no text.
"""

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

import msgspec

from letterpress.parse import sales_terms
from letterpress.parse.document import Wording
from letterpress.parse.promise_terms import promise_line

Prose = tuple[tuple[int, str], ...]

_INNERMOST = re.compile(
    r"「[^「」『』《》]*」|『[^「」『』《》]*』|《[^「」『』《》]*》|“[^“”]*”|\"[^\"\n]{1,200}\""
)
_OPENING = re.compile('[「『《“"]')
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠々]")
_SENTENCE_END = re.compile(r"[。!?\n]+|\.(?=\s|$)")
_LONG = 300
"""Further back than this many characters no sentence is followed."""
_SHORT = 6
"""English words in a fragment such as `free shipping on all orders`."""


def read_wording(
    title: str, prose: Prose, *, strong_terms: tuple[str, ...], weak_terms: tuple[str, ...], has_next: bool
) -> Wording:
    """What the editorial rules read from the words of a document.

    Args:
        title: As written; quotations in it count, since a title is all shop window.
        prose: The paragraphs outside code and block quotes, each with the line it begins on.
        strong_terms: Strong sales terms of the business's own, beside the built-in ones.
        weak_terms: The same for weak ones.
        has_next: Whether the document declares what comes next, so that words of promise need no note.
    """
    lexicon = _lexicon(strong_terms, weak_terms)
    paragraphs = tuple((line, without_quotations(normal(text))) for line, text in prose)
    body = "\n".join(text for _, text in paragraphs)
    strong, weak = lexicon.count(normal(title))
    return Wording(
        title_strong=strong,
        title_weak=weak,
        body_hits=sum(lexicon.count(body)),
        body_characters=sum(map(len, body.split())),
        promise_line=0 if has_next else promise_line(paragraphs),
    )


def normal(text: str) -> str:
    """The form in which words are compared: NFKC, lower case, one kind of apostrophe."""
    return normalize("NFKC", text).lower().replace("’", "'")


def without_quotations(text: str) -> str:
    """The text without what stands in 「」『』《》“” and straight double quotes, however nested."""
    while _OPENING.search(text):
        shorter = _INNERMOST.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A sales term, ready to be found."""

    core: str
    """In every occurrence of the term."""
    pattern: re.Pattern[str]
    strong: bool


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The sales terms of a site."""

    cores: tuple[str, ...]
    terms: tuple[Term, ...]
    """Strong ones first."""

    def count(self, text: str) -> tuple[int, int]:
        """How many strong and weak terms sell in a normalised text; no character is counted twice."""
        present = {core for core in self.cores if core in text}
        taken: list[tuple[int, int]] = []
        found = {True: 0, False: 0}
        for term in self.terms if present else ():
            for match in term.pattern.finditer(text) if term.core in present else ():
                start, end = match.span()
                if any(start < other_end and other_start < end for other_start, other_end in taken):
                    continue
                taken.append((start, end))
                after = text[end : end + 4]
                found[term.strong] += _sells(_sentence(text, start, end), is_strong=term.strong, after=after)
        return found[True], found[False]


@cache
def _lexicon(strong_terms: tuple[str, ...], weak_terms: tuple[str, ...]) -> Lexicon:
    """The built-in terms and those of a business; compiled once for each set."""
    strong = (*map(_literal, strong_terms), *sales_terms.STRONG)
    weak = (*map(_literal, weak_terms), *sales_terms.WEAK)
    return Lexicon(
        cores=tuple(dict.fromkeys(core for core, _ in strong + weak)),
        terms=tuple(
            Term(core=core, pattern=re.compile(pattern), strong=terms is strong)
            for terms in (strong, weak)
            for core, pattern in terms
        ),
    )


def _literal(term: str) -> sales_terms.Term:
    return normal(term), re.escape(normal(term))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_DISCUSSES_JA, _OFFERS_JA, _TELLS_JA = map(
    _any, (sales_terms.DISCUSSES_JA, sales_terms.OFFERS_JA, sales_terms.TELLS_JA)
)
_DISCUSSES_EN, _OFFERS_EN, _TELLS_EN = map(
    _any, (sales_terms.DISCUSSES_EN, sales_terms.OFFERS_EN, sales_terms.TELLS_EN)
)
_PROSE_JA = re.compile(sales_terms.PROSE_JA)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds the text between two places."""
    begin = max(
        (mark.end() for mark in _SENTENCE_END.finditer(text, max(0, start - _LONG), start)), default=0
    )
    stop = _SENTENCE_END.search(text, end)
    return text[max(begin, start - _LONG) : stop.end() if stop else len(text)].strip()


def _sells(sentence: str, *, is_strong: bool, after: str) -> bool:
    """Whether a term sells, given its sentence and what follows it."""
    if _JAPANESE.search(sentence):
        if _DISCUSSES_JA.search(sentence):
            return False
        if _OFFERS_JA.search(sentence):
            return True
        return not _TELLS_JA.search(sentence) and (is_strong or not _PROSE_JA.match(after))
    if _DISCUSSES_EN.search(sentence):
        return False
    if _OFFERS_EN.search(sentence):
        return True
    return not _TELLS_EN.search(sentence) and (is_strong or len(sentence.split()) <= _SHORT)
