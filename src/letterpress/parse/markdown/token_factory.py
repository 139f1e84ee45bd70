# SPDX-License-Identifier: MIT
"""Tokens made without the detour through a dataclass's constructor and its conversions."""

from typing import Literal

from markdown_it.token import Token

_FIELDS = (
    *("type", "tag", "nesting", "attrs", "map", "level", "children"),
    *("content", "markup", "info", "meta", "block", "hidden"),
)


def _complete(kind: type[Token]) -> Token:
    """A token that has every field, also one that is not known here."""
    return kind("", "", 0)


_new = object.__new__ if set(getattr(Token, "__slots__", ())) == set(_FIELDS) else _complete


def inline_token(
    kind: str, tag: str, nesting: Literal[-1, 0, 1], level: int = 0, content: str = "", markup: str = ""
) -> Token:
    """The same as `Token(...)` with these fields."""
    token = _new(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = None
    token.level = level
    token.children = None
    token.content = content
    token.markup = markup
    token.info = ""
    token.meta = {}
    token.block = False
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
    """The same as `Token(..., block=True)` with these fields."""
    token = _new(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = lines
    token.level = level
    token.children = None
    token.content = ""
    token.markup = markup
    token.info = ""
    token.meta = {}
    token.block = True
    token.hidden = False
    return token


def text_of_block(content: str, level: int, lines: list[int]) -> Token:
    """The token that holds a block's text until its inline markup is read."""
    token = _new(Token)
    token.type = "inline"
    token.tag = ""
    token.nesting = 0
    token.attrs = {}
    token.map = lines
    token.level = level
    token.children = []
    token.content = content
    token.markup = ""
    token.info = ""
    token.meta = {}
    token.block = True
    token.hidden = False
    return token
