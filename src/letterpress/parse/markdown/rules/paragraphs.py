# SPDX-License-Identifier: MIT
"""Paragraphs keep the full-width space that Japanese writers indent them with, as CommonMark has it."""

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import paragraph as library_paragraph

WIDE_SPACE = "\u3000"
TRIMMED = MD_TRIM_CHARS.replace(WIDE_SPACE, "")
"""What is taken off both ends of a paragraph: the library takes off full-width spaces, too."""


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The library's rule, but for full-width spaces at both ends."""
    found = library_paragraph(state, start, end, silent)
    text = state.getLines(start, state.line, state.blkIndent, False)
    if WIDE_SPACE in text:
        state.tokens[-2].content = text.strip(TRIMMED)
    return found
