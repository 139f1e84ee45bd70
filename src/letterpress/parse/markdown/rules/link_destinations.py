# SPDX-License-Identifier: MIT
"""Link destinations: what stands behind a label, `(target "title")` or `[label]`, with the target's place."""

import re
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from letterpress.parse.markdown.inline import Destination

_label = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_simple = re.compile(r"""\(([^\x00-\x20\x7f<()\\;][^\x00-\x20\x7f()\\;]*)(?:[ ]"([^"\\;]*)")?\)""")
"""By far the most common form; without a backslash and a semicolon there is nothing to unescape in it."""

_WHITE = frozenset(" \t\n")

SHORT_DEFINITION = 200
"""Characters of target and title up to which a definition may be used any number of times."""
MOST_EXPANDED = 1_000_000
"""How many characters longer definitions may make of a text in all, beyond its own length: each use repeats them."""


def skip_white(text: str, position: int, end: int) -> int:
    """Return the first offset from `position` on that holds no white space, at most `end`."""
    while position < end and text[position] in _WHITE:
        position += 1
    return position


def inline_destination(state: StateInline, position: int) -> Destination | None:
    """Read the parentheses that open at `position`; return None where they do not form a link."""
    text, end = state.src, state.posMax
    md = state.md
    if simple := _simple.match(text, position, end):
        return Destination(
            md.normalizeLink(simple[1]), simple[2] or "", simple.end(), simple.start(1), simple.end(1)
        )
    start = skip_white(text, position + 1, end)
    if start >= end:
        return None
    found = md.helpers.parseLinkDestination(text, start, end)
    if found.ok:
        href = md.normalizeLink(found.str)
        stop = position = found.pos
    else:
        href, stop = "", start
        position = start
    behind = skip_white(text, position, end)
    title = ""
    if behind != position and behind < end:
        quoted = md.helpers.parseLinkTitle(text, behind, end)
        if quoted.ok:
            title = quoted.str
            behind = skip_white(text, quoted.pos, end)
    if behind >= end or text[behind] != ")":
        return None
    return Destination(href, title, behind + 1, start, stop)


def reference_destination(state: StateInline, label_start: int, label_end: int) -> Destination | None:
    """Return the definition that `[text][label]`, `[label][]` or `[label]` names, or None where there is none."""
    references = state.env.get("references")
    if not references:
        return None
    text = state.src
    found = _label.match(text, label_end + 1)
    label = (found and found[1]) or ""
    if not label:
        own = _label.match(text, label_start - 1)
        if not own or own.end() != label_end + 1:
            return None
        label = own[1]
    label = normalizeReference(label)
    definition = references.get(label)
    if not definition or not _may_expand(state, label, definition):
        return None
    end = found.end() if found else label_end + 1
    return Destination(definition["href"], definition["title"], end, label=label)


def _may_expand(state: StateInline, label: str, definition: dict[str, Any]) -> bool:
    """Return whether a definition may be used once more; where it would make a huge text, say so at the definition."""
    size = len(definition["href"]) + len(definition["title"])
    targets = state.env.get("targets")
    if size <= SHORT_DEFINITION or targets is None:
        return True
    expanded = state.env.get("expanded", 0) + size
    if expanded > MOST_EXPANDED + len(targets.source.text):
        targets.overused(label)
        return False
    state.env["expanded"] = expanded
    return True
