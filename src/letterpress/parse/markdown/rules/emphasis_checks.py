# SPDX-License-Identifier: MIT
"""Emphasis that was meant and is none, because of a space inside, and emphasis that was not meant, between digits."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets

# Python's search for one character before a condition is several times as fast as that for two.
_spaced = re.compile(r"\*(?=\*)\*(?:[ \u3000][^*\n]*+|[^*\n]++(?<=[ \u3000]))\*\*")
_before_digit = re.compile(r"\*[0-9]")
_between = re.compile(r"(?<=[0-9A-Za-z])\*{1,2}(?=[0-9])")
_elsewhere = re.compile(r"\]\([^()\s]*\)|<[^<>\s]*>|https?://\S+")
"""Where stars are not looked for."""


def report_emphasis(state: StateCore) -> None:
    """Report stars with a space inside, and stars between digits that have become emphasis."""
    targets: Targets = state.env["targets"]
    for token in state.tokens:
        if token.type == "inline" and "*" in token.content:
            if _spaced.search(token.content):
                _report_spaced(token, targets)
            if _before_digit.search(token.content) and not targets.source.has_japanese:
                _report_between(token, targets)


def _report_spaced(inline: Token, targets: Targets) -> None:
    """Report the pairs of stars in one block that stay visible."""
    shown = "\n".join([token.content for token in inline.children or () if token.type == "text"])
    if "**" not in shown:
        return
    for found in _spaced.finditer(inline.content):
        if found[0] in shown:
            place = targets.source.within(inline, *found.span())
            targets.diagnostics.append(loss_diagnostics.spaced_emphasis(targets.source, place))


def _report_between(inline: Token, targets: Targets) -> None:
    """Report the stars in one block that have become emphasis."""
    if not any(token.type in ("em_open", "strong_open") for token in inline.children or ()):
        return
    seen = "\n".join(
        [token.content for token in inline.children or () if token.type in ("text", "code_inline")]
    )
    content = _elsewhere.sub(lambda target: " " * len(target[0]), inline.content)
    for found in _between.finditer(content):
        around = inline.content[found.start() - 1 : found.end() + 1]
        if around not in seen:
            place = targets.source.within(inline, *found.span())
            targets.diagnostics.append(loss_diagnostics.emphasis_between_digits(targets.source, place))
