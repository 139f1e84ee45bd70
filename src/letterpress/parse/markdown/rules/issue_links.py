# SPDX-License-Identifier: MIT
"""`[[issue:12]]`: a link to an issue of the newsletter, by its number."""

import re

from markdown_it.rules_inline import StateInline

_pattern = re.compile(r"\[\[issue:[ ]?([0-9]{1,6})\]\]")


def issue_link(state: StateInline, silent: bool) -> bool:
    """Read the link; its target is `issue:12`, which is looked up when the site is assembled."""
    start = state.pos
    if not state.src.startswith("[[issue:", start) or state.linkLevel:
        return False
    found = _pattern.match(state.src, start, state.posMax)
    if not found:
        return False
    if not silent:
        number = str(int(found[1]))
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": f"issue:{number}"}
        token.meta = {"start": start + 2, "end": found.end() - 2}
        text = state.push("text", "", 0)
        text.content = state.env["words"].issue_number.replace("{n}", number)
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
