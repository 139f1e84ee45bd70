# SPDX-License-Identifier: MIT
"""Ruby: `{漢字|かんじ}` for a word, `{元気|げん|き}` character by character, an empty reading for none.

Titles may carry it, too: they are shown with readings on their own page, and without them everywhere else.
"""

import re
from html import escape
from itertools import starmap

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from letterpress.parse.language.japanese import IDEOGRAPHIC_VARIATION, JAPANESE

PATTERN = re.compile(r"\{([^{}|\n]+)((?:\|[^{}|\n]*)+)\}(?!\})")
"""A base and its readings; no braces around it, so that `{{ … }}` of a template language stays what it is."""

_japanese = re.compile(f"[{JAPANESE}]")
_characters = re.compile(f".[{IDEOGRAPHIC_VARIATION}\ufe00-\ufe0f\u3099\u309a]*")


def ruby(state: StateInline, silent: bool) -> bool:
    """Read a base with its reading; leave text without a Japanese character alone."""
    start = state.pos
    if state.src[start] != "{" or (start and state.src[start - 1] == "{"):
        return False
    found = PATTERN.match(state.src, start, state.posMax)
    if not found:
        return False
    pairs = readings(found[1], found[2][1:].split("|"))
    if not pairs:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = found[1]
        token.meta = {"pairs": pairs}
    state.pos = found.end()
    return True


def readings(base: str, given: list[str]) -> list[tuple[str, str]]:
    """Return each part of the base with its reading; nothing where this is no ruby.

    One reading belongs to the whole base, several to its characters, which they must then equal in number.
    """
    if not any(given) or not _japanese.search(base + "".join(given)):
        return []
    if len(given) == 1:
        return [(base, given[0])]
    characters = _characters.findall(base)
    return list(zip(characters, given, strict=True)) if len(characters) == len(given) else []


def mismatched(found: re.Match[str]) -> bool:
    """Return whether a match of `PATTERN` was meant as ruby, but has not as many readings as characters."""
    given = found[2][1:].split("|")
    return (
        len(given) > 1 and any(given) and bool(_japanese.search(found[0])) and not readings(found[1], given)
    )


def html(pairs: list[tuple[str, str]]) -> str:
    """Render the element, with parentheses for readers that do not know it."""
    return f"<ruby>{''.join(starmap(_part, pairs))}</ruby>"


def _part(base: str, reading: str) -> str:
    """Render one base with its reading."""
    if not reading:
        return escapeHtml(base) + "<rt></rt>"
    return f"{escapeHtml(base)}<rp>（</rp><rt>{escapeHtml(reading)}</rt><rp>）</rp>"


def plain_title(title: str) -> str:
    """Return the title without readings."""
    return (
        PATTERN.sub(lambda found: found[1] if _pairs(found) else found[0], title) if "{" in title else title
    )


def title_html(title: str) -> str:
    """Render the title as HTML, with readings."""
    if "{" not in title:
        return escape(title, quote=False)
    pieces: list[str] = []
    end = 0
    for found in PATTERN.finditer(title):
        if pairs := _pairs(found):
            pieces += (escape(title[end : found.start()], quote=False), html(pairs))
            end = found.end()
    return "".join((*pieces, escape(title[end:], quote=False)))


def _pairs(found: re.Match[str]) -> list[tuple[str, str]]:
    return readings(found[1], found[2][1:].split("|"))
