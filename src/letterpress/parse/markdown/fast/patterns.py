# SPDX-License-Identifier: MIT
"""Patterns of links and emphasis in their simplest form, which is nearly always how they are written.

Each rule stands before the one that reads the general form, and takes only what has no other markup inside.
What it takes, the general rule would read in the same way, whatever stands around it:

- `[text](target "title")` is a link in every context, because inner links win over outer ones.
- `**text**`, `*text*`, `_text_` and `~~text~~` pair up, since a mark that closes looks back for the nearest one that
  opens, and nothing lies between; lengths of 1 and 1 or 2 and 2 never add up to a multiple of three. Only a mark that
  can close as well may belong to an earlier one; where there is such a one, the general rule decides.
"""

import re

from markdown_it.rules_inline import StateInline

from letterpress.parse.language.japanese import WHITE, flanking, traits, traits_before
from letterpress.parse.markdown.inline import InlineState

BEGINNINGS = r"\n\\`~*_\[\]{!^<&:"
"""Characters at which a rule begins, or which end a label: the inside of an expression's class."""

PLAIN = f"[^{BEGINNINGS}]"
"""A character at which no rule begins, and which ends no label."""

TARGET = r"[^\x00-\x20\x7f<()\\;][^\x00-\x20\x7f()\\;]*+"
"""A link's target; without a semicolon there is no entity in it."""

TITLE = r'[^"\\;]*'

LINK = rf'\[(?P<label>{PLAIN}++)\]\((?P<target>{TARGET})(?:[ ]"(?P<title>{TITLE})")?\)'

TAGS = {
    "*": ("em", "em"),
    "**": ("strong", "strong"),
    "_": ("em", "em"),
    "__": ("strong", "strong"),
    "~~": ("s", "s"),
}
"""Mark to the name of its tokens and to the tag."""

_link = re.compile(LINK)
_pair = re.compile(rf"(\*\*?|__?|~~)(?![*_~])({PLAIN}++)\1(?![*_~])")


def simple_link(state: StateInline, silent: bool) -> bool:
    """Read a link whose text and target are plain."""
    found = _link.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": state.md.normalizeLink(found["target"])}
        if found["title"]:
            token.attrs["title"] = found["title"]
        token.meta = {"start": found.start("target"), "end": found.end("target")}
        state.pending = found["label"]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def simple_pair(state: StateInline, silent: bool) -> bool:
    """Read emphasis or strikethrough around plain text."""
    if silent:
        return False
    start = state.pos
    found = _pair.match(state.src, start, state.posMax)
    if not found:
        return False
    if isinstance(state, InlineState) and not state.literal.isdisjoint((start, found.end(2))):
        return False
    mark = found[1]
    splits_words = mark[0] != "_"
    text, end = state.src, found.end()
    opens, closes = flanking(
        traits_before(text, start), traits(text[found.start(2)]), splits_words=splits_words
    )
    if not opens or (closes and any(earlier.marker == ord(mark[0]) for earlier in state.delimiters)):
        return False
    after = traits(text[end]) if end < state.posMax else WHITE
    if not flanking(traits_before(text, found.end(2)), after, splits_words=splits_words)[1]:
        return False
    name, tag = TAGS[mark]
    state.push(f"{name}_open", tag, 1).markup = mark
    state.pending = found[2]
    state.push(f"{name}_close", tag, -1).markup = mark
    state.pos = end
    return True
