# SPDX-License-Identifier: MIT
"""Bare URLs become links, as GitHub has it, and end where Japanese text begins."""

import re

from markdown_it.rules_inline import StateInline

from letterpress.parse.language.bare_urls import bare_url

_scheme = re.compile(r"(?<![A-Za-z0-9+.-])https?\Z", re.IGNORECASE)


def autolink(state: StateInline, silent: bool) -> bool:
    """Read a URL that begins with `http://` or `https://`, at its colon.

    Inside a label nothing is linked, because links do not nest.
    """
    position = state.pos
    if silent or state.linkLevel or not state.src.startswith("://", position):
        return False
    scheme = _scheme.search(state.pending, max(0, len(state.pending) - 6))
    found = bare_url(state.src, position + 3, state.posMax) if scheme else None
    if not scheme or not found:
        return False
    url = scheme[0] + state.src[position : found.end]
    state.pending = state.pending[: scheme.start()]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(url)}
    token.markup, token.info = "linkify", "auto"
    token.meta = {"start": position - len(scheme[0]), "end": found.end}
    if found.is_cut:
        token.meta["cut"] = url
    state.push("text", "", 0).content = url
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
    state.pos = found.end
    return True
