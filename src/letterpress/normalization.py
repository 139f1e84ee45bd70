# SPDX-License-Identifier: MIT
"""The forms in which words are compared, whatever width, case and apostrophe they are written with."""

import re
from unicodedata import is_normalized, normalize

STABLE = "\0-\x7f\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff"
"""Characters that NFKC leaves alone, whatever stands around them: the inside of a regular expression's class."""

_unstable = re.compile(f"[^{STABLE}]+")


def match_key(text: str) -> str:
    """Return the form in which two spellings of one word are equal: NFKC, lower case, no space around."""
    return text.strip().lower() if text.isascii() else normalize("NFKC", text).strip().casefold()


def normal(text: str) -> str:
    """Normalize a text for the comparison of words: NFKC, lower case, one kind of apostrophe."""
    if text.isascii():
        return text.lower()
    if not is_normalized("NFKC", text):
        text = _nfkc(text)
    return text.lower().replace("’", "'")


def _nfkc(text: str) -> str:
    """Normalize to NFKC only what is not stable, with the character before it, which it may join.

    A full-width mark here and there is the rule in Japanese, and the library would take ten times as long.
    """
    pieces: list[str] = []
    end = 0
    for found in _unstable.finditer(text):
        start = max(end, found.start() - 1)
        pieces += (text[end:start], normalize("NFKC", text[start : found.end()]))
        end = found.end()
    return "".join((*pieces, text[end:]))
