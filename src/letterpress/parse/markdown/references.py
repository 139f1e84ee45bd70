# SPDX-License-Identifier: MIT
"""References: every target that is not an absolute URL is taken out of the tokens and listed with its place.

Between two marks stands the number of a target, in its place, or `image` and a number in the place of a whole image.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic
from letterpress.document import ImageHole, Reference
from letterpress.parse.markdown import diagnostics, raw_html
from letterpress.parse.markdown.prerendered import HOLE, PrerenderedBlock
from letterpress.parse.markdown.rules import footnotes
from letterpress.parse.markdown.source_map import Place, Source
from letterpress.parse.markdown.text import plain_text
from letterpress.parse.markdown.url_policy import UrlKind, url_kind

Kind = Literal["link", "image", "anchor"]

_NEUTRAL = "#"
_definition = re.compile(r"\]:\s*(<[^<>\n]*+>|\S++)")
_WEB = ("https://", "http://")
"""What most links begin with; nothing is to be done about them."""
_CARRIERS = frozenset({"link_open", "image", "html_inline", "footnote_ref"})


class Targets:
    """Collects the references of one body."""

    def __init__(self, source: Source, definitions: dict[str, Any]) -> None:
        self.source = source
        self.references: list[Reference] = []
        self.written: list[str] = []
        """Each target as it stands in the text, escaped for attributes."""
        self.images: dict[str, ImageHole] = {}
        """The images that are holes themselves, by what is written between the marks of each."""
        self.anchors: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.marks: dict[str, Place] = {}
        self._definitions = definitions
        self._definition_places: dict[str, Place] = {}
        self._overused: set[str] = set()

    def target(self, url: str, place: Place, *, image: bool, written: str | None = None) -> str | None:
        """Return what to write for a target: itself or a hole; None where it is refused."""
        found = url_kind(url, image=image)
        if found is UrlKind.ABSOLUTE:
            return url
        if found is UrlKind.EMPTY:
            self.diagnostics.append(diagnostics.empty_target(self.source, place, image=image))
            return url
        if found in (UrlKind.DANGEROUS, UrlKind.UNKNOWN):
            self.diagnostics.append(diagnostics.refused_scheme(self.source, place, url, found))
            return None
        kind: Kind = "image" if image else "anchor" if found is UrlKind.ANCHOR else "link"
        return self.hole(url, place, kind, written)

    def hole(self, url: str, place: Place, kind: Kind, written: str | None = None) -> str:
        """Add a reference; return what to write in its place.

        Args:
            url: The target.
            place: Where it stands.
            kind: What it is.
            written: As it stands in raw HTML, where it need not be escaped once more.
        """
        line = self.source.line_number(place.line)
        self.references.append(
            Reference(
                target=url,
                kind=kind,
                line=line,
                column=place.column + 1,
                length=place.length,
            )
        )
        self.written.append(escapeHtml(url) if written is None else written)
        return f"{HOLE}{len(self.references) - 1}{HOLE}"

    def image(self, attributes: Mapping[str, str | int | float]) -> str:
        """Make a hole of an image whose source is one; return what to write in its place.

        Args:
            attributes: All of its element's.
        """
        others = {name: str(value) for name, value in attributes.items()}
        reference = others.pop("src").strip(HOLE)
        mark = f"image {len(self.images)}"
        self.images[mark] = ImageHole(
            int(reference), others.pop("alt", ""), others.pop("title", ""), tuple(others.items())
        )
        return f"{HOLE}{mark}{HOLE}"

    def place(self, inline: Token, token: Token) -> Place:
        """Return the place of the target of a link or an image."""
        label = token.meta.get("label")
        if label is not None:
            if label not in self._definition_places:
                self._definition_places[label] = self._definition_place(self._definitions[label])
            return self._definition_places[label]
        start = token.meta.get("start", 0)
        return self.source.within(inline, start, token.meta.get("end", start + 1))

    def overused(self, label: str) -> None:
        """Say once of a long definition that it is not used any more."""
        if label not in self._overused:
            self._overused.add(label)
            place = self._definition_place(self._definitions[label])
            self.diagnostics.append(diagnostics.overused_definition(self.source, place))

    def _definition_place(self, definition: dict[str, Any]) -> Place:
        """Return the place where a link definition names its target; its first line where that is not to be found."""
        first, last = definition["map"]
        text = "\n".join(self.source.lines[first:last])
        found = _definition.search(text)
        if not found:
            return Place(first, 0, max(1, len(self.source.lines[first])))
        line = first + text.count("\n", 0, found.start(1))
        column = found.start(1) - (text.rfind("\n", 0, found.start(1)) + 1)
        return Place(line, column, len(found[1]))

    def replaced(self, html: str, place_of: Any) -> str:
        """Return raw HTML with holes for its references."""
        parts: list[str] = []
        done = 0
        for found in raw_html.attributes(html):
            if found.attribute in ("id", "name"):
                self.anchors.append(found.url)
                continue
            image = found.attribute != "href"
            place = place_of(found.start, found.end)
            new = self.target(found.url, place, image=image, written=html[found.start : found.end])
            if new != found.url:
                mark = "" if found.quote else '"'
                parts += [html[done : found.start], mark, _NEUTRAL if new is None else new, mark]
                done = found.end
        return "".join(parts) + html[done:] if parts else html


def collect_references(state: StateCore) -> None:
    """Replace the targets of all links and images, of raw HTML as well."""
    targets: Targets = state.env["targets"]
    ways_back: list[Token] = []
    for token in state.tokens:
        kind = token.type
        if isinstance(token, PrerenderedBlock):
            if token.targets:
                _prerendered(targets, token)
        elif kind == "inline":
            _inline(targets, token)
        elif kind == "html_block":
            _block(targets, token)
        elif kind == "footnote_anchor":
            ways_back.append(token)
    for token in ways_back:
        name = footnotes.mark(token)
        # A mark in the text of an image is never shown, so that nothing leads back to it.
        if name in targets.marks:
            token.meta["href"] = targets.hole(f"#fnref-{name}", targets.marks[name], "anchor")


def _inline(targets: Targets, inline: Token) -> None:
    """Replace the targets of one block's inline tokens."""
    refused = False
    cursor = 0
    for token in inline.children or ():
        kind = token.type
        if kind == "link_close":
            if refused:
                _blank(token)
            refused = False
        elif kind not in _CARRIERS:
            continue
        elif kind == "link_open" and str(token.attrs["href"]).startswith(_WEB):
            refused = False
            if "cut" in token.meta:
                place = targets.place(inline, token)
                targets.diagnostics.append(diagnostics.cut_url(targets.source, place, token.meta["cut"]))
        elif kind == "footnote_ref":
            cursor = _footnote_mark(targets, inline, token, cursor)
        elif kind == "html_inline":
            cursor = _raw_inline(targets, inline, token, cursor)
        else:
            refused = not _carrier(targets, inline, token) and kind == "link_open"


def _prerendered(targets: Targets, block: PrerenderedBlock) -> None:
    """Number the holes of a prerendered block."""
    parts = block.html.split(HOLE)
    for index, (url, column) in enumerate(block.targets):
        kind: Kind = "anchor" if url.startswith("#") else "link"
        parts[index] += targets.hole(url, Place(block.line, column, len(url)), kind)
    block.html = "".join(parts)


def _carrier(targets: Targets, inline: Token, token: Token) -> bool:
    """Replace the target of a link or an image; return whether it may stay one."""
    attribute = "href" if token.type == "link_open" else "src"
    image = attribute == "src"
    url = str(token.attrs[attribute])
    place = targets.place(inline, token)
    if image and not token.content.strip():
        targets.diagnostics.append(diagnostics.missing_alternative(targets.source, place))
    new = targets.target(url, place, image=image)
    if new is not None:
        token.attrs[attribute] = new
        return True
    text = plain_text(token.children or ()) if image else ""
    _blank(token)
    token.content = text
    return False


def _footnote_mark(targets: Targets, inline: Token, token: Token, cursor: int) -> int:
    """Replace the target of a footnote's mark; return where to look for the next one."""
    written = f"[^{token.meta['label']}]" if "label" in token.meta else "^["
    start = max(0, inline.content.find(written, cursor))
    place = targets.source.within(inline, start, start + len(written))
    name = footnotes.mark(token)
    targets.marks[name] = place
    targets.anchors += [f"fnref-{name}", f"fn-{footnotes.number(token)}"]
    token.meta["href"] = targets.hole(f"#fn-{footnotes.number(token)}", place, "anchor")
    return start + len(written)


def _blank(token: Token) -> None:
    """Turn a token into text that shows nothing."""
    token.type, token.tag, token.nesting, token.content, token.attrs = "text", "", 0, "", {}


def _raw_inline(targets: Targets, inline: Token, token: Token, cursor: int) -> int:
    """Replace the targets of one raw tag; return where to look for the next one."""
    start = max(0, inline.content.find(token.content, cursor))
    end = start + len(token.content)

    def place(begin: int, stop: int) -> Place:
        return targets.source.within(inline, start + begin, start + stop)

    token.content = targets.replaced(token.content, place)
    return end


def _block(targets: Targets, token: Token) -> None:
    """Replace the targets of a block of raw HTML."""
    original = Token("inline", "", 0, map=token.map, content=token.content)

    def place(begin: int, stop: int) -> Place:
        return targets.source.within(original, begin, stop)

    token.content = targets.replaced(token.content, place)
