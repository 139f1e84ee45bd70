# SPDX-License-Identifier: MIT
"""Bare URLs become links, as GitHub has it, and end where Japanese text begins."""

import re
from functools import cache

from markdown_it.rules_inline import StateInline

from letterpress.parse.language.japanese import JAPANESE

_scheme = re.compile(r"(?<![A-Za-z0-9+.-])https?\Z", re.IGNORECASE)
_entity = re.compile(r"&[A-Za-z0-9]{1,32};")
_TRAILING = "?!.,:*_~'\""


@cache
def _url() -> re.Pattern[str]:
    """Return the pattern of what follows the scheme, compiled late, because few texts have a bare URL."""
    return re.compile(rf"://[^\W_][^\s<>\"`\[\]\\^{{|}}\x00-\x20{JAPANESE}]*")


def autolink(state: StateInline, silent: bool) -> bool:
    """Read a URL that begins with `http://` or `https://`, at its colon.

    Inside a label nothing is linked, because links do not nest.
    """
    position = state.pos
    if silent or state.linkLevel or not state.src.startswith("://", position):
        return False
    scheme = _scheme.search(state.pending, max(0, len(state.pending) - 6))
    found = _url().match(state.src, position, state.posMax)
    if not scheme or not found:
        return False
    end = position + _length(found[0])
    url = scheme[0] + state.src[position:end]
    if end <= position + 3:
        return False
    state.pending = state.pending[: scheme.start()]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(url)}
    token.markup, token.info = "linkify", "auto"
    token.meta = {"start": position - len(scheme[0]), "end": end}
    state.push("text", "", 0).content = url
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
    state.pos = end
    return True


def _length(rest: str) -> int:
    """Return the length of a URL without the punctuation at its end, by GitHub's rules."""
    end = len(rest)
    unopened = rest.count(")") - rest.count("(")
    while end:
        last = rest[end - 1]
        if last == ";":
            start = rest.rfind("&", 0, end)
            end = start if start >= 0 and _entity.fullmatch(rest, start, end) else end - 1
        elif last == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end
