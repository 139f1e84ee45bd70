# SPDX-License-Identifier: MIT
"""Raw HTML that swallows text: tags that never end, elements that are never closed, and words that no browser shows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place, Source

VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
"""Elements that have no end tag."""
OPTIONAL = frozenset(
    (
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "caption",
    )
) | {"rp", "rt", "html", "head", "body"}
"""Elements whose end tag may be left out."""
_known = re.compile(
    r"(?:"
    r"a|abbr|acronym|address|applet|article|aside|audio|b|basefont|bdi|bdo|bgsound|big|blink|"
    r"blockquote|button|canvas|center|cite|code|data|datalist|del|details|dfn|dialog|dir|div|dl|em|"
    r"fieldset|figcaption|figure|font|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|header|hgroup|i|"
    r"iframe|ins|isindex|kbd|keygen|label|legend|main|map|mark|marquee|math|menu|menuitem|meter|nav|"
    r"nobr|noembed|noframes|noscript|object|ol|output|p|picture|plaintext|pre|progress|q|rb|rtc|ruby|"
    r"s|samp|script|search|section|select|slot|small|span|strike|strong|style|sub|summary|sup|svg|"
    r"table|template|textarea|time|title|tt|u|ul|var|video|xmp"
    r")\Z"
)
"""Elements of HTML with an end tag, those of old included."""

_piece = re.compile(
    r"<!--(?P<comment>.*?)(?P<end>-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|pre|svg|math)\b[^>]{0,1000}+>.*?(?:</(?P=raw)\s*>|(?P<cut>\Z))"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*)(?P<close>>?)"
    r"|<[!?][^>]*>?",
    re.DOTALL | re.IGNORECASE,
)


class _Opened(NamedTuple):
    """An element whose end tag has not come yet."""

    name: str
    place: Place


def report_html(state: StateCore) -> None:
    """Report tags that never end, elements that nothing closes, and names that are no elements."""
    if "<" not in state.src:
        return
    targets: Targets = state.env["targets"]
    opened: list[_Opened] = []
    for token in state.tokens:
        if token.type == "html_block":
            _read(_pieces_of_block(targets.source, token), targets, opened)
        elif token.type == "inline" and "<" in token.content:
            _read(_pieces_of_inline(targets.source, token), targets, opened)
    for each in opened:
        if each.name not in OPTIONAL:
            targets.diagnostics.append(loss_diagnostics.open_element(targets.source, each.place, each.name))


_Piece = tuple[re.Match[str], Place]


def _pieces_of_block(source: Source, token: Token) -> Iterator[_Piece]:
    """Return the tags and comments of a block with their places."""
    original = Token("inline", "", 0, map=token.map, content="\n".join(_lines(source, token)))
    for found in _piece.finditer(original.content):
        yield found, source.within(original, *found.span())


def _lines(source: Source, token: Token) -> list[str]:
    """Return the lines of a block as they are in the source."""
    first, last = token.map or [0, 0]
    return source.lines[first:last]


def _pieces_of_inline(source: Source, inline: Token) -> Iterator[_Piece]:
    """Return the raw tags in running text with their places."""
    cursor = 0
    for child in inline.children or ():
        if child.type == "html_inline":
            written = child.content
            start = inline.content.find(written, cursor)
            found = _piece.match(written)
            if start >= 0 and found:
                cursor = start + len(written)
                yield found, source.within(inline, start, cursor)


def _read(pieces: Iterator[_Piece], targets: Targets, opened: list[_Opened]) -> None:
    """Follow the elements that are opened and closed."""
    for found, place in pieces:
        name = (found["name"] or "").lower()
        if found["comment"] is not None:
            if not found["end"]:
                targets.diagnostics.append(loss_diagnostics.open_element(targets.source, place, "!--"))
        elif found["raw"]:
            # In running text, and in a block that a blank line ends, the end tag comes by itself.
            if found["cut"] is not None:
                opened.append(_Opened(found["raw"].lower(), place))
        elif not name:
            if not found[0].lower().startswith("<!doctype"):
                targets.diagnostics.append(loss_diagnostics.unseen_tag(targets.source, place))
        elif not found["close"]:
            targets.diagnostics.append(loss_diagnostics.endless_tag(targets.source, place, name))
        elif found["slash"]:
            _close(name, opened)
        elif not _is_known(name):
            targets.diagnostics.append(loss_diagnostics.unseen_tag(targets.source, place))
        elif name not in VOID and not found["rest"].endswith("/"):
            opened.append(_Opened(name, place))


def _is_known(name: str) -> bool:
    """Return whether a name is that of an element of HTML, or of one that a page brings along."""
    return name in VOID or name in OPTIONAL or "-" in name or ":" in name or _known.match(name) is not None


def _close(name: str, opened: list[_Opened]) -> None:
    """Take the last element of a name from those that are open; those inside it that may end with it, as well."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 101), -1):
        if opened[index].name == name:
            opened[index:] = [each for each in opened[index + 1 :] if each.name not in OPTIONAL]
            return
