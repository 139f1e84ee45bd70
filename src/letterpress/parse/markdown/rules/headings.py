# SPDX-License-Identifier: MIT
"""Anchors of headings: ids from their text, with Unicode kept, or as `{#id}` behind it says; unique within a body."""

import re
import unicodedata

from markdown_it.rules_core import StateCore

from letterpress.document import Heading
from letterpress.parse.markdown.prerendered import PrerenderedBlock
from letterpress.parse.markdown.text import plain_text

FALLBACK = "section"
"""The id of a heading that has no letter and no digit."""

_dropped = re.compile(r"[^\w\- ]+")
_own_id = re.compile(r"\{:?[ \t]*#([^\s{}#\"'<>|]+)[ \t]*\}\Z")
_reserved = re.compile(r"fn(?:ref)?-")


def slug(text: str) -> str:
    """Make an id from a heading's text: NFC, lower case, punctuation dropped, spaces as hyphens."""
    kept = _dropped.sub("", unicodedata.normalize("NFC", " ".join(text.split())).lower())
    return "-".join(kept.replace("-", " ").split()) or FALLBACK


def own_ids(state: StateCore) -> None:
    """Take `{#id}`, as kramdown, Pandoc and Hugo have it, off the ends of headings; runs before inline markup."""
    if "#" not in state.src or "{" not in state.src:
        return
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[index + 1]
            text = inline.content.rstrip()
            start = text.rfind("{")
            if start > 0 and (found := _own_id.match(text, start)):
                inline.content = text[:start].rstrip()
                token.meta = {**token.meta, "id": unicodedata.normalize("NFC", found[1])}


def heading_ids(state: StateCore) -> None:
    """Give every heading its id, and list the headings in `env["headings"]`."""
    used = _written_ids(state)
    waiting = set(used)
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
            written = token.meta.get("id")
            if written in waiting:
                waiting.remove(written)
                found = written
            else:
                found = _unique(written or slug(text), used)
            token.attrs["id"] = found
        else:
            continue
        headings.append(Heading(level=int(token.tag[1]), id=found, text=text))
    state.env["headings"] = headings


def _written_ids(state: StateCore) -> dict[str, int]:
    """Return the ids that writers gave, which headings without one do not take from them; none of a footnote's."""
    if "{" not in state.src:
        return {}
    ids = [token.meta["id"] for token in state.tokens if token.type == "heading_open" and "id" in token.meta]
    return {each: 0 for each in ids if not _reserved.match(each)}


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
