# SPDX-License-Identifier: MIT
"""What the words of a document give away: terms of selling, and promises of something to come.

Counted once, when a document is parsed, so that the editorial rules need no text.
"""

import re
from collections.abc import Iterable, Iterator
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
_DEPTH = 8
_LONG = 300
"""Further than this many characters on either side no sentence is followed."""
_AFTER = 8
"""Characters after a term that tell whether it is a word of running prose."""
_ENOUGH = 500
"""No more occurrences than this are looked at in one text."""
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
    """The text without what stands in 「」『』《》“” and straight double quotes, nested up to eight deep."""
    for _ in range(_DEPTH if _OPENING.search(text) else 0):
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

    cores: tuple[re.Pattern[str], ...]
    """Those of Japanese terms, then those of the others: two plain searches are faster than one."""
    terms: tuple[Term, ...]
    """Strong ones first."""

    def count(self, text: str) -> tuple[int, int]:
        """How many strong and weak terms sell in a normalised text; no character is counted twice."""
        present = {core for cores in self.cores for core in cores.findall(text)}
        strong = weak = 0
        for match, term in self._occurrences(text, present) if present else ():
            start, end = match.span()
            sells = _sells(_sentence(text, start, end), is_strong=term.strong, after=text[end : end + _AFTER])
            strong += sells and term.strong
            weak += sells and not term.strong
        return strong, weak

    def _occurrences(self, text: str, present: set[str]) -> Iterator[tuple[re.Match[str], Term]]:
        taken = bytearray(len(text))
        seen = 0
        for term in self.terms:
            for match in term.pattern.finditer(text) if term.core in present else ():
                start, end = match.span()
                if seen < _ENOUGH and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    seen += 1
                    yield match, term


@cache
def _lexicon(strong_terms: tuple[str, ...], weak_terms: tuple[str, ...]) -> Lexicon:
    """The built-in terms and those of a business; compiled once for each set."""
    strong = (*map(_literal, strong_terms), *sales_terms.STRONG)
    weak = (*map(_literal, weak_terms), *sales_terms.WEAK)
    return Lexicon(
        cores=_cores({core for core, _ in strong + weak}),
        terms=tuple(
            Term(core=core, pattern=re.compile(pattern), strong=terms is strong)
            for terms in (strong, weak)
            for core, pattern in terms
        ),
    )


def _cores(cores: set[str]) -> tuple[re.Pattern[str], ...]:
    """Longer ones first, so that a core that begins another does not hide it."""
    ordered = sorted(cores, key=lambda core: (-len(core), core))
    kinds = (False, True)
    return tuple(_any(re.escape(core) for core in ordered if core.isascii() is kind) for kind in kinds)


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
_DONE_JA = re.compile(sales_terms.DONE_JA)
_PROSE_JA = re.compile(sales_terms.PROSE_JA)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds the text between two places."""
    begin = max(
        (mark.end() for mark in _SENTENCE_END.finditer(text, max(0, start - _LONG), start)), default=0
    )
    stop = _SENTENCE_END.search(text, end, end + _LONG)
    return text[max(begin, start - _LONG) : stop.end() if stop else end + _LONG].strip()


def _sells(sentence: str, *, is_strong: bool, after: str) -> bool:
    """Whether a term sells, given its sentence and what follows it."""
    if _JAPANESE.search(sentence):
        if _DISCUSSES_JA.search(sentence) or _DONE_JA.match(after):
            return False
        if _OFFERS_JA.search(sentence):
            return True
        return not _TELLS_JA.search(sentence) and (is_strong or not _PROSE_JA.match(after))
    if _DISCUSSES_EN.search(sentence):
        return False
    if _OFFERS_EN.search(sentence):
        return True
    return not _TELLS_EN.search(sentence) and (is_strong or len(sentence.split()) <= _SHORT)
