# SPDX-License-Identifier: MIT
"""What a site is made of: posts, issues, pages, and the terms and people that group them.

Relations are ids, never pointers; an id is the same after a rename of the title or a move of the domain.
"""

import datetime as dt
from enum import StrEnum

import msgspec

from letterpress.digests import Digest
from letterpress.document import Document, DocumentKind, Fields
from letterpress.model.link_resolution import Resolution


class Status(StrEnum):
    """Where an entry stands at `now`, whatever flags a build was given."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    EXPIRED = "expired"


class Entry(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post, an issue or a page: a document with an identity, a URL and resolved relations."""

    id: str
    """`posts/hello`, `newsletter/12`, `pages/about`; or the writer's own `id`."""
    document: Document
    url: str
    """A site path with a leading slash, percent-encoded, without the base path: `/posts/hello/`."""
    status: Status
    authors: tuple[str, ...] = ()
    """Author ids."""
    links: tuple[Resolution, ...] = ()
    """For each of the document's references what it means."""
    image: str | None = None
    """The image that stands for it: a site path or an absolute URL; None where it has none or the file is missing."""

    @property
    def kind(self) -> DocumentKind:
        """What it is."""
        return self.document.kind

    @property
    def fields(self) -> Fields:
        """What its writer said in the front matter."""
        return self.document.fields

    @property
    def title(self) -> str:
        """Plain, without ruby readings."""
        return self.document.title or self.document.fields.title

    @property
    def card(self) -> Digest:
        """Of all that a list or a neighbour may show of it, its URL included."""
        return self.document.card_digest


class Post(Entry, frozen=True, gc=False, kw_only=True):
    """A blog post."""

    date: dt.datetime
    """In the site's time zone."""
    day: dt.date
    """The calendar day of `date` in the site's time zone."""
    tags: tuple[str, ...] = ()
    """Tag ids."""
    categories: tuple[str, ...] = ()
    """Category ids."""
    series: str | None = None
    """A series id."""


class Issue(Entry, frozen=True, gc=False, kw_only=True):
    """An issue of the newsletter."""

    date: dt.datetime
    day: dt.date
    numbers: tuple[int, ...]
    """Empty for an unnumbered extra."""
    items: tuple[str, ...] = ()
    """Ids of the posts that it carries, in order."""
    previous: str | None = None
    next: str | None = None


class Page(Entry, frozen=True, gc=False, kw_only=True):
    """A page outside of time, such as about or contact."""


class Term(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A tag, a category or a series, with its posts."""

    id: str
    """What entries name it by: `match_key` of its title."""
    title: str
    """As its first post wrote it."""
    url: str
    posts: tuple[str, ...]
    """Ids, oldest first."""


class AuthorLink(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One address of an author elsewhere."""

    title: str
    url: str


class Author(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A person or an organisation that writes."""

    id: str
    name: str
    is_person: bool
    bio: str = ""
    image: str | None = None
    """A site path or an absolute URL."""
    links: tuple[AuthorLink, ...] = ()
    url: str
    posts: tuple[str, ...] = ()
    """Ids, oldest first."""
