# SPDX-License-Identifier: MIT
"""One source file, understood: typed fields, and a body with holes where other documents are named."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from letterpress.diagnostics import Diagnostic, Span
from letterpress.digests import Digest

DocumentKind = Literal["post", "issue", "page"]

PARSE_VERSION = 10
"""Raised whenever the same source gives another document, so that no cached one is used."""

NOTHING: Mapping[str, Any] = MappingProxyType({})

Show = Literal["excerpt", "full", "link"]
"""How a letter shows a post that it carries."""


class Promise(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The promise of something to come next that front matter makes."""

    title: str = ""
    series: str = ""
    due: datetime | None = None


class Fields(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The front matter of one document, typed; an absent field has its default."""

    title: str = ""
    date: datetime | None = None
    """With a UTC offset, that of the site's time zone where the writer gave none."""
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    stages: tuple[str, ...] = ()
    """Ids from the vocabulary."""
    value_theme: str | None = None
    """An id from the vocabulary."""
    phase: str | None = None
    purpose: str | None = None
    problem: str | None = None
    """What the reader wants to solve."""
    slug: str | None = None
    id: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: str | None = None
    authors: tuple[str, ...] = ()
    """Author ids, as content/authors.yaml names them."""
    image: str | None = None
    """As written: a path beside the document, a site path or an absolute URL."""
    image_alt: str | None = None
    lang: str | None = None
    aliases: tuple[str, ...] = ()
    """Old site paths that redirect here."""
    canonical: str | None = None
    pin: bool = False
    toc: bool | None = None
    feed: bool = True
    search: bool = True
    breaks: str | None = None
    """`japanese`, `hard` or `commonmark`; what letterpress.yaml says where it is None."""
    format: str | None = None
    """`markdown` or `letter`; Markdown where it is None."""
    cta: tuple[str, ...] = ()
    next: Promise | None = None
    follows: tuple[str, ...] = ()
    """Ids of the posts whose promise this one keeps."""
    ignored_rules: tuple[str, ...] = ()
    """Editorial rules that do not apply: `report: {ignore: [...]}`."""
    extra: Mapping[str, Any] = NOTHING
    numbers: tuple[int, ...] = ()
    """Issues only: one number, several for a combined issue, none for an unnumbered extra."""
    subject: str | None = None
    preheader: str | None = None
    items: tuple[str, ...] = ()
    """Issues only: ids of the posts that it carries."""
    shows: Mapping[str, Show] = NOTHING
    """Issues only: how the letter shows an item, by its id as in `items`, where that is not an excerpt with a link."""


class Heading(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One heading of a body."""

    level: int
    id: str
    """The anchor."""
    text: str
    """Plain, without ruby readings."""


class Reference(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A link or an image whose target is not an absolute URL, as written; a hole in the body."""

    target: str
    """A URL as it stands in the HTML, not yet escaped, with `#fragment` and `?query`; `issue:12` for `[[issue:12]]`."""
    kind: Literal["link", "image", "anchor"]
    """`anchor` is a fragment of the same document, which a feed makes absolute."""
    line: int
    column: int
    length: int


class Wording(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Counts that the editorial rules read from the words of a document, made once when it is parsed."""

    title_strong: int = 0
    title_weak: int = 0
    body_hits: int = 0
    """Sales terms in the body, quotations and code left out."""
    body_characters: int = 0
    """Characters that are not space, quotations and code left out."""
    promise_line: int = 0
    """The line of a promise of something to come near the body's end; 0 where there is none."""


class UrlHole(msgspec.Struct, frozen=True, gc=False, array_like=True, tag=0):
    """A URL in an attribute that is missing in the HTML of a body."""

    reference: int
    """The index of what it names among the document's references."""


class ImageHole(msgspec.Struct, frozen=True, gc=False, array_like=True, tag=1):
    """An image that is missing in the HTML of a body."""

    reference: int
    """The index of the image file among the document's references."""
    alt: str = ""
    title: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """All others, with their values."""

    def html(self, url: str) -> str:
        """Return the `<img>` element.

        Args:
            url: Of the image file, escaped for attributes.
        """
        given = (("alt", self.alt), *([("title", self.title)] if self.title else ()), *self.attributes)
        return f'<img src="{url}"{"".join([_attribute(name, value) for name, value in given])} />'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value, quote=False).replace(chr(34), "&quot;")}"'


Hole = UrlHole | ImageHole


class Body(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The HTML of a document, stored apart from `Document`, because lists never need it."""

    segments: tuple[str, ...]
    """HTML around the holes; one more than `holes`."""
    holes: tuple[Hole, ...]
    headings: tuple[Heading, ...] = ()
    has_contents: bool = False
    """Whether a table of contents stands in the text, so that the page needs none above it."""

    def filled(self, hrefs: Sequence[str]) -> str:
        """Return the HTML with each hole filled.

        Args:
            hrefs: Where each of the document's references leads, escaped for attributes.
        """
        if not self.holes:
            return self.segments[0]
        pieces = [self.segments[0]]
        for hole, segment in zip(self.holes, self.segments[1:], strict=True):
            href = hrefs[hole.reference]
            pieces += (hole.html(href) if isinstance(hole, ImageHole) else href, segment)
        return "".join(pieces)


class Document(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="document"):
    """A parsed source without its body: everything that other pages can show or need to know of it."""

    path: str
    """Relative to the project."""
    kind: DocumentKind
    fields: Fields
    positions: Mapping[str, tuple[int, int, int]]
    """Attribute of `Fields` to line, column and length of its value."""
    slug: str
    """For the URL: explicit, else from the file name, else the date; NFC."""
    title: str = ""
    """Plain, without ruby readings."""
    title_html: str = ""
    """With ruby readings."""
    excerpt: str
    """Plain text, about 120 characters: the description, else the body's beginning."""
    characters: int
    """Of prose, without code."""
    words: int
    """Latin words of prose."""
    minutes: int
    """Reading time, at least 1."""
    anchors: tuple[str, ...] = ()
    """Every id in the body that a link may point at."""
    references: tuple[Reference, ...] = ()
    wording: Wording = Wording()
    card_digest: Digest
    """Of everything above that a list or a neighbour may show."""
    body_digest: Digest
    diagnostics: tuple[Diagnostic, ...] = ()

    def span(self, attribute: str) -> Span:
        """Return the place of an attribute's value in the source; the whole file where the writer did not give it."""
        line, column, length = self.positions.get(attribute, (0, 0, 0))
        return Span(self.path, line, column, length)


class BrokenDocument(msgspec.Struct, frozen=True, gc=False, kw_only=True, tag="broken"):
    """A source that cannot be used; it is known, so links to it cause no further messages."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    references: tuple[Reference, ...] = ()
    """Those of its body, where that could be read and is no draft's, so that dead ones are told with its error."""
