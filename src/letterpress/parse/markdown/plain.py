# SPDX-License-Identifier: MIT
"""The text of inline tokens as a reader sees it, without markup and ruby readings."""

from collections.abc import Iterable

from markdown_it.token import Token

SPOKEN = frozenset({"text", "ruby"})
"""Tokens whose content is text, code apart."""
BREAKS = frozenset({"softbreak", "hardbreak"})
"""Line ends; a hidden one is nothing."""


def plain_text(
    tokens: Iterable[Token], *, code: bool = True, images: bool = True, line_end: str = " "
) -> str:
    """The text of inline tokens.

    Args:
        tokens: The children of an inline token.
        code: Whether code spans belong to it; else a space stands for each.
        images: Whether the alternative text of images belongs to it.
        line_end: What a line end that stays becomes.
    """
    parts: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in SPOKEN:
            parts.append(token.content)
        elif kind == "code_inline":
            parts.append(token.content if code else " ")
        elif kind in BREAKS:
            parts.append("" if token.hidden else line_end)
        elif kind == "image" and images:
            parts.append(plain_text(token.children or (), code=code, line_end=line_end))
    return "".join(parts)
