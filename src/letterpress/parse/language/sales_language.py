# SPDX-License-Identifier: MIT
"""Sales language: the sales terms of a site, counted where they sell.

Patterns are compiled when they are first needed, by the functions of `re`: most texts need none of them.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from letterpress.normalization import normal
from letterpress.parse.language import sales_terms
from letterpress.parse.language.term_search import RareLetters, rare_letters

_SENTENCE_END = re.compile(r"[。!?\n]+|\.(?=\s|$)")
_LONG = 300
"""Further than this many characters on either side no sentence is followed."""
_AFTER = 8
"""Characters after a term that tell whether it is a word of running prose."""
_ENOUGH = 500
"""No more occurrences than this are looked at in one text."""
_SHORT = 6
"""English words in a fragment such as `free shipping on all orders`."""


@cache
def _japanese() -> re.Pattern[str]:
    return re.compile("[ぁ-んァ-ヶ一-龠々]")


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A sales term."""

    core: str
    """In every occurrence of the term."""
    pattern: str
    strong: bool


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The sales terms of a site."""

    cores: RareLetters
    """Finds out quickly that a text holds none of the terms, as most do."""
    terms: tuple[Term, ...]
    """Strong ones first."""

    def count(self, text: str) -> tuple[int, int]:
        """Count the strong and the weak terms that sell in a normalized text; no character counts twice."""
        letters = self.cores.found(text)
        strong = weak = 0
        for match, term in self._occurrences(text, letters) if letters else ():
            start, end = match.span()
            sells = _sells(_sentence(text, start, end), is_strong=term.strong, after=text[end : end + _AFTER])
            strong += sells and term.strong
            weak += sells and not term.strong
        return strong, weak

    def _occurrences(self, text: str, letters: set[str]) -> Iterator[tuple[re.Match[str], Term]]:
        taken = bytearray(len(text))
        seen = 0
        for term in self._possible(text, letters):
            for match in re.finditer(term.pattern, text):
                start, end = match.span()
                if seen < _ENOUGH and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    seen += 1
                    yield match, term

    def _possible(self, text: str, letters: set[str]) -> list[Term]:
        """Return the terms that may occur in a text; words share their letters, so that these alone do not decide."""
        found = [term for term in self.terms if self.cores.letters[term.core] in letters]
        return [term for term in found if term.core in text]


@cache
def lexicon(strong_terms: tuple[str, ...], weak_terms: tuple[str, ...]) -> Lexicon:
    """Join the built-in terms and those of a business, once for each set."""
    strong = (*_literals(strong_terms), *sales_terms.STRONG)
    weak = (*_literals(weak_terms), *sales_terms.WEAK)
    return Lexicon(
        cores=rare_letters(core for core, _ in strong + weak),
        terms=tuple(
            Term(core=core, pattern=pattern, strong=terms is strong)
            for terms in (strong, weak)
            for core, pattern in terms
        ),
    )


def _literals(terms: tuple[str, ...]) -> Iterator[sales_terms.Term]:
    return ((core, re.escape(core)) for core in map(normal, terms) if core)


_DISCUSSES_JA, _OFFERS_JA, _TELLS_JA = map(
    "|".join, (sales_terms.DISCUSSES_JA, sales_terms.OFFERS_JA, sales_terms.TELLS_JA)
)
_DISCUSSES_EN, _OFFERS_EN, _TELLS_EN = map(
    "|".join, (sales_terms.DISCUSSES_EN, sales_terms.OFFERS_EN, sales_terms.TELLS_EN)
)


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence that holds the text between two places."""
    begin = max(
        (mark.end() for mark in _SENTENCE_END.finditer(text, max(0, start - _LONG), start)), default=0
    )
    stop = _SENTENCE_END.search(text, end, end + _LONG)
    return text[max(begin, start - _LONG) : stop.end() if stop else end + _LONG].strip()


def _sells(sentence: str, *, is_strong: bool, after: str) -> bool:
    """Return whether a term sells, given its sentence and what follows it."""
    if _japanese().search(sentence):
        if re.search(_DISCUSSES_JA, sentence) or re.match(sales_terms.DONE_JA, after):
            return False
        if re.search(_OFFERS_JA, sentence):
            return True
        return not re.search(_TELLS_JA, sentence) and (is_strong or not re.match(sales_terms.PROSE_JA, after))
    if re.search(_DISCUSSES_EN, sentence):
        return False
    if re.search(_OFFERS_EN, sentence):
        return True
    return not re.search(_TELLS_EN, sentence) and (is_strong or len(sentence.split()) <= _SHORT)
