# SPDX-License-Identifier: MIT
"""Foreign markup: rulers drawn as in a mail magazine, which make headings of paragraphs, reported by line."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.text import plain_text

LONG_RULER = 20
"""A ruler of so many characters under a line is drawn, not written to make a heading of it ..."""
MUCH_LONGER = 2
"""... if it is also so many times as long as that line."""

_sentence = re.compile(r"[。！？!?.．、，,」』）)]\s*\Z")


def report_foreign_markup(state: StateCore) -> None:
    """Report accidental headings."""
    targets: Targets = state.env["targets"]
    _accidental_headings(state.tokens, targets)


def _accidental_headings(tokens: list[Token], targets: Targets) -> None:
    """Report headings that a ruler line made of a paragraph."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup in ("-", "=") and token.map:
            ruler = targets.source.lines[token.map[1] - 1]
            if _by_accident(tokens[index + 1], ruler.strip(" \t>")):
                notice = diagnostics.accidental_heading(targets.source, token.map[1] - 1)
                targets.diagnostics.append(notice)


def _by_accident(inline: Token, ruler: str) -> bool:
    """Return whether this text is hardly meant as a heading."""
    text = plain_text(inline.children or ())
    if "\n" in inline.content or _sentence.search(text):
        return True
    width = sum(1 if character.isascii() else 2 for character in text)
    return len(ruler) >= LONG_RULER and len(ruler) > width * MUCH_LONGER
