# SPDX-License-Identifier: MIT
"""Links and images that remember where their target stands, for diagnostics and references."""

from typing import Any

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from letterpress.parse.markdown.rules.destinations import (
    Destination,
    inline_destination,
    reference_destination,
)


def link(state: StateInline, silent: bool) -> bool:
    """`[text](target)`, `[text][label]` and `[label]`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    if label_end < 0:
        return False
    found = _destination(state, start + 1, label_end)
    if found is None:
        return False
    if not silent:
        _push_link(state, start + 1, label_end, found)
    state.pos = found.end
    return True


def image(state: StateInline, silent: bool) -> bool:
    """`![text](target)`, `![text][label]` and `![label]`."""
    start = state.pos
    if not state.src.startswith("![", start) or start + 2 > state.posMax:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if label_end < 0:
        return False
    if state.src.startswith("(", label_end + 1) and label_end + 1 < state.posMax:
        found = inline_destination(state, label_end + 1)
    else:
        found = reference_destination(state, start + 2, label_end)
    if found is None:
        return False
    if not silent:
        _push_image(state, state.src[start + 2 : label_end], found)
    state.pos = found.end
    return True


def _destination(state: StateInline, label_start: int, label_end: int) -> Destination | None:
    """The destination of a link; one whose parentheses are no target may still be a reference."""
    found = None
    if label_end + 1 < state.posMax and state.src[label_end + 1] == "(":
        found = inline_destination(state, label_end + 1)
    return found or reference_destination(state, label_start, label_end)


def _push_link(state: StateInline, label_start: int, label_end: int, found: Destination) -> None:
    """Add the link and what its label holds."""
    end = state.posMax
    state.pos, state.posMax = label_start, label_end
    token = state.push("link_open", "a", 1)
    _describe(token, "href", found)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = end


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
