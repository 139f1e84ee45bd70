# SPDX-License-Identifier: MIT
"""The text of inline tokens as a reader sees it, without markup and ruby readings."""

from collections.abc import Iterable

from markdown_it.token import Token

_TEXT = frozenset({"text", "code_inline", "ruby"})


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
        if kind in _TEXT:
            parts.append(token.content if code or kind != "code_inline" else " ")
        elif kind in ("softbreak", "hardbreak"):
            parts.append("" if token.hidden else line_end)
        elif kind == "image" and images:
            parts.append(plain_text(token.children or (), code=code, line_end=line_end))
    return "".join(parts)
