# SPDX-License-Identifier: MIT
"""Tokens made without the detour through a dataclass's constructor and its conversions."""

from typing import Literal

from markdown_it.token import Token

_SLOTS = (
    *("type", "tag", "nesting", "attrs", "map", "level", "children"),
    *("content", "markup", "info", "meta", "block", "hidden"),
)


def _made(kind: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
    """A token, the same as `Token(kind, tag, nesting)`."""
    token = object.__new__(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = None
    token.level = 0
    token.children = None
    token.content = ""
    token.markup = ""
    token.info = ""
    token.meta = {}
    token.block = False
    token.hidden = False
    return token


make = _made if set(getattr(Token, "__slots__", ())) == set(_SLOTS) else Token
"""Makes a token; with a markdown-it whose tokens have other fields, by its own constructor."""
