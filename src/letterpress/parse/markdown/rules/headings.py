# SPDX-License-Identifier: MIT
"""Anchors of headings: ids from their text, with Unicode kept, unique within a body."""

import re
import unicodedata

from markdown_it.rules_core import StateCore

from letterpress.document import Heading
from letterpress.parse.markdown.prerendered import PrerenderedBlock
from letterpress.parse.markdown.text import plain_text

FALLBACK = "section"
"""The id of a heading that has no letter and no digit."""

_dropped = re.compile(r"[^\w\- ]+")
_reserved = re.compile(r"fn(?:ref)?-")


def slug(text: str) -> str:
    """Make an id from a heading's text: NFC, lower case, punctuation dropped, spaces as hyphens."""
    kept = _dropped.sub("", unicodedata.normalize("NFC", " ".join(text.split())).lower())
    return "-".join(kept.replace("-", " ").split()) or FALLBACK


def heading_ids(state: StateCore) -> None:
    """Give every heading its id, and list the headings in `env["headings"]`."""
    used: dict[str, int] = {}
    headings: list[Heading] = []
    for index, token in enumerate(state.tokens):
        if isinstance(token, PrerenderedBlock):
            if token.tag[0] != "h":
                continue
            text = token.shown
            found = _unique(slug(text), used)
            token.attributes = f' id="{found}"'
        elif token.type == "heading_open":
            text = plain_text(state.tokens[index + 1].children or [])
            token.attrs["id"] = found = _unique(slug(text), used)
        else:
            continue
        headings.append(Heading(level=int(token.tag[1]), id=found, text=text))
    state.env["headings"] = headings


def _unique(wanted: str, used: dict[str, int]) -> str:
    """Return the id itself, or the first free one with a number behind it; never one that belongs to a footnote.

    Args:
        wanted: The id.
        used: Every id so far, with the last number that was put behind it.
    """
    if _reserved.match(wanted):
        wanted = f"{FALLBACK}-{wanted}"
    found, number = wanted, used.get(wanted, 0)
    while found in used:
        number += 1
        found = f"{wanted}-{number}"
    used[wanted] = number
    used[found] = used.get(found, 0)
    return found
