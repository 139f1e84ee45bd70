# SPDX-License-Identifier: MIT
"""Whether two spellings are of the same word."""

from unicodedata import normalize


def match_key(text: str) -> str:
    """The form in which two spellings of one word are equal: NFKC, lower case, no space around."""
    return text.strip().lower() if text.isascii() else normalize("NFKC", text).strip().casefold()
