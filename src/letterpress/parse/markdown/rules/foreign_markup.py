# SPDX-License-Identifier: MIT
"""Foreign markup: what is left over when a text comes from a mail magazine or another system, reported by line."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.text import Shown, plain_text

LONG_RULER = 20
"""A ruler of so many characters under a line is drawn, not written to make a heading of it ..."""
MUCH_LONGER = 2
"""... if it is also so many times as long as that line."""

_SHORTCODES = (
    "adsense|audio|blogcard|button|caption|contact-form(?:-7)?|embed|gallery|googlemaps?|more|playlist|toc|video|vimeo|"
    "wpforms|youtube|su_[a-z_]+|vc_[a-z_]+|et_pb_[a-z_]+"
)
_SHORTCODE = (
    rf"\[/[a-z][a-z0-9_-]*\]|\[(?:{_SHORTCODES})\]"
    r"|\[[a-z][a-z0-9_-]*(?:\s+[a-z][a-z0-9_-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]]+))+\s*/?\]"
)
_shortcode = re.compile(_SHORTCODE)
_tags = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|\*\|[A-Za-z0-9_:]+\|\*|%%[A-Za-z0-9_]+%%|" + _SHORTCODE
)
_sentence = re.compile(r"[。！？!?.．、，,」』）)]\s*\Z")


def report_foreign_markup(state: StateCore) -> None:
    """Report accidental headings and foreign tags."""
    targets: Targets = state.env["targets"]
    _accidental_headings(state.tokens, targets)
    if _may_hold_tags(state.src):
        for token in state.tokens:
            if token.type == "inline":
                _foreign_tags(token, targets)


def _may_hold_tags(text: str) -> bool:
    """Return whether a text may hold foreign tags; single characters are found ten times as fast as pairs."""
    return (
        ("{" in text and ("{{" in text or "{%" in text))
        or ("|" in text and "*|" in text)
        or ("%" in text and "%%" in text)
        or _shortcode.search(text) is not None
    )


def _accidental_headings(tokens: list[Token], targets: Targets) -> None:
    """Report headings that a ruler line made of a paragraph."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup in ("-", "=") and token.map:
            ruler = targets.source.lines[token.map[1] - 1]
            if _by_accident(tokens[index + 1], ruler.strip(" \t>")):
                notice = diagnostics.accidental_heading(targets.source, token.map[1] - 1)
                targets.diagnostics.append(notice)


def _by_accident(inline: Token, ruler: str) -> bool:
    """Return whether this text is hardly meant as a heading."""
    text = plain_text(inline.children or ())
    if "\n" in inline.content or _sentence.search(text):
        return True
    width = sum(1 if character.isascii() else 2 for character in text)
    return len(ruler) >= LONG_RULER and len(ruler) > width * MUCH_LONGER


def _foreign_tags(inline: Token, targets: Targets) -> None:
    """Report the tags in one block that are neither code nor a link."""
    if not _tags.search(inline.content):
        return
    shown, code = Shown(_contents(inline, "text"), _tags), Shown(_contents(inline, "code_inline"), _tags)
    source: Source = targets.source
    for found in _tags.finditer(inline.content):
        # The stars of *|TAG|* have become emphasis, so that it cannot be found in the text.
        if found[0] in shown or (found[0].startswith("*|") and found[0] not in code):
            place = source.within(inline, found.start(), found.end())
            targets.diagnostics.append(diagnostics.foreign_tag(source, place, found[0]))


def _contents(inline: Token, kind: str) -> str:
    """Join what the tokens of one type hold."""
    return "\n".join(token.content for token in inline.children or () if token.type == kind)
