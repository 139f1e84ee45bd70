# SPDX-License-Identifier: MIT
"""The text of inline tokens as a reader sees it, without markup and ruby readings."""

from collections.abc import Iterable

from markdown_it.token import Token

_TEXT = frozenset({"text", "code_inline", "ruby"})


def plain_text(tokens: Iterable[Token], *, code: bool = True) -> str:
    """The text of inline tokens; a line break that stays is a space.

    Args:
        tokens: The children of an inline token.
        code: Whether code spans belong to it; else a space stands for each.
    """
    return "".join([_text(token, code=code) for token in tokens])


def _text(token: Token, *, code: bool) -> str:
    """The text of one token."""
    kind = token.type
    if kind in _TEXT:
        return token.content if code or kind != "code_inline" else " "
    if kind == "softbreak":
        return "" if token.hidden else " "
    if kind == "hardbreak":
        return " "
    if kind == "image":
        return plain_text(token.children or (), code=code)
    return ""
