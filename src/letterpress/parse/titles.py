# SPDX-License-Identifier: MIT
"""Titles may carry ruby: `{活字|かつじ}の棚`. Shown with its reading on the page itself, without it everywhere else."""

import re
from html import escape

from letterpress.parse.markdown.rules.ruby import PATTERN, html, readings


def plain_title(title: str) -> str:
    """The title without readings."""
    return (
        PATTERN.sub(lambda found: found[1] if _pairs(found) else found[0], title) if "{" in title else title
    )


def title_html(title: str) -> str:
    """The title as HTML, with readings."""
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
