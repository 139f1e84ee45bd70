# SPDX-License-Identifier: MIT
"""Line ends between Japanese characters go away, looking through inline tags."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.language.japanese import IDEOGRAPHIC_VARIATION
from letterpress.parse.language.japanese import joins as characters_join

_selectors = re.compile(f"[{IDEOGRAPHIC_VARIATION}\ufe00-\ufe0f]{{1,4}}$")
_SHOWN = frozenset({"text", "code_inline", "ruby"})
_WALLS = frozenset({"hardbreak", "image"})


def join_lines(state: StateCore) -> None:
    """Mark each soft break between two Japanese characters as hidden."""
    for token in state.tokens:
        if token.type == "inline" and token.children and "\n" in token.content:
            _join(token.children)


def _join(children: list[Token]) -> None:
    """Hide the soft breaks of one block that join Japanese lines."""
    before = ""
    waiting: Token | None = None
    for token in children:
        kind = token.type
        if kind == "softbreak":
            before = "" if waiting else before
            waiting = token
        elif kind in _WALLS:
            before, waiting = "", None
        elif kind in _SHOWN and token.content:
            if waiting and before and characters_join(before, token.content[0]):
                waiting.hidden = True
            before, waiting = _last(token.content), None


def _last(text: str) -> str:
    """Return the last character, without the selectors that vary it."""
    return _selectors.sub("", text[-4:])[-1:]
