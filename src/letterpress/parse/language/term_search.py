# SPDX-License-Identifier: MIT
"""A search for many words in a text, by a rare letter of each.

A regular expression skips letters with which nothing can begin, and is slow at all others; half of the letters of an
English text begin one sales term or another. So each word is looked for from a rare letter of it, with a glance back
at what must stand before, and words share their letters: a third of the time on English, less than half on Japanese.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

_FREQUENT = " etaoinsrhldcumfpgwybvkxjqz" + "のいにるをはたとがてしでなんまれかもすらりさこくうけっきよつ"
"""The letters of English and of Japanese, each from the most frequent one on; all others are rarer."""


class RareLetters(msgspec.Struct, frozen=True, kw_only=True):
    """A search for any of some words."""

    letters: Mapping[str, str]
    """Word to the letter by which it is found."""
    every: re.Pattern[str]
    """Matches a rare letter wherever one of its words stands around it."""
    ascii: re.Pattern[str]
    """The same for words that an ASCII text can hold: with few letters, a search is twice as fast."""

    def found(self, text: str) -> set[str]:
        """Return the letters of those words that a text holds."""
        return set((self.ascii if text.isascii() else self.every).findall(text))

    def any(self, text: str) -> bool:
        """Return whether a text holds any of the words."""
        return (self.ascii if text.isascii() else self.every).search(text) is not None


def rare_letters(words: Iterable[str]) -> RareLetters:
    """Prepare the search for some words, none of them empty."""
    letters = _letters(sorted(set(words)))
    narrow = {word: letter for word, letter in letters.items() if word.isascii()}
    return RareLetters(letters=letters, every=_pattern(letters), ascii=_pattern(narrow))


def _letters(words: list[str]) -> dict[str, str]:
    """Choose a letter for each word: of as few letters as will do for all, the rarest one that it has."""
    kept = set("".join(words))
    for letter in sorted(kept, key=_rank):
        if all(kept.intersection(word) - {letter} for word in words):
            kept.remove(letter)
    return {word: max(kept.intersection(word), key=_rank) for word in words}


def _rank(letter: str) -> tuple[int, str]:
    """Return a letter's place in the order from frequent to rare ones."""
    place = _FREQUENT.find(letter)
    return (place if place >= 0 else len(_FREQUENT), letter)


def _pattern(letters: Mapping[str, str]) -> re.Pattern[str]:
    around: dict[str, list[str]] = {}
    for word, letter in letters.items():
        if any(other != word and other in word and letters[other] == letter for other in letters):
            continue  # the other word is found in its place
        before, _, after = word.partition(letter)
        back = f"(?<={re.escape(before + letter)})" if before else ""
        ahead = f"(?={re.escape(after)})" if after else ""
        around.setdefault(letter, []).append(back + ahead)
    choices = [f"{re.escape(letter)}(?:{'|'.join(looks)})" for letter, looks in around.items()]
    return re.compile("|".join(choices) or "(?!)")
