# SPDX-License-Identifier: MIT
"""The token factory makes tokens without the detour through a dataclass's constructor and its conversions."""

from typing import Literal

from markdown_it.token import Token

_FIELDS = (
    *("type", "tag", "nesting", "attrs", "map", "level", "children"),
    *("content", "markup", "info", "meta", "block", "hidden"),
)


def _complete(kind: type[Token]) -> Token:
    """Make a token that has every field, also one that is not known here."""
    return kind("", "", 0)


_new = object.__new__ if set(getattr(Token, "__slots__", ())) == set(_FIELDS) else _complete


def new_token(
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    level: int = 0,
    content: str = "",
    markup: str = "",
    lines: list[int] | None = None,
    children: list[Token] | None = None,
    block: bool = False,
) -> Token:
    """Make the same token as `Token(...)` with these fields; `lines` is its `map`."""
    token = _new(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = lines
    token.level = level
    token.children = children
    token.content = content
    token.markup = markup
    token.info = ""
    token.meta = {}
    token.block = block
    token.hidden = False
    return token


def block_token(
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    level: int = 0,
    lines: list[int] | None = None,
    markup: str = "",
) -> Token:
    """Make a token that begins or ends a block."""
    return new_token(kind, tag, nesting, level, "", markup, lines, None, True)


def text_of_block(content: str, level: int, lines: list[int]) -> Token:
    """Make the token that holds a block's text until its inline markup is read."""
    return new_token("inline", "", 0, level, content, "", lines, [], True)
