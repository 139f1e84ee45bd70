# SPDX-License-Identifier: MIT
"""Links and images; they remember where their target stands, for diagnostics and references."""

from typing import Any

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from letterpress.parse.markdown.inline import Destination
from letterpress.parse.markdown.rules.link_brackets import bracket


def link(state: StateInline, silent: bool) -> bool:
    """Read `[text](target)`, `[text][label]` and `[label]`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    found = bracket(state, start)
    if found is None or found.destination is None:
        return False
    if not silent:
        _push_link(state, start + 1, found.close, found.destination)
    state.pos = found.end
    return True


def image(state: StateInline, silent: bool) -> bool:
    """Read `![text](target)`, `![text][label]` and `![label]`."""
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    found = bracket(state, start)
    if found is None or found.destination is None:
        return False
    if not silent:
        _push_image(state, state.src[start + 2 : found.close], found.destination)
    state.pos = found.end
    return True


def _push_link(state: StateInline, start: int, end: int, found: Destination) -> None:
    """Add the link and what its label holds."""
    keep = state.posMax
    state.pos, state.posMax = start, end
    _describe(state.push("link_open", "a", 1), "href", found)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = keep


def _push_image(state: StateInline, content: str, found: Destination) -> None:
    """Add the image; its label is parsed apart, since only its text is shown."""
    children: list[Token] = []
    state.md.inline.parse(content, state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.children = children or None
    token.content = content
    _describe(token, "src", found)


def _describe(token: Token, attribute: str, found: Destination) -> None:
    """Give a token its target and title, and the place of the target."""
    attributes: dict[str, Any] = {attribute: found.href}
    if attribute == "src":
        attributes["alt"] = ""
    if found.title:
        attributes["title"] = found.title
    token.attrs = attributes
    token.meta = {"label": found.label} if found.label else {"start": found.start, "end": found.stop}
