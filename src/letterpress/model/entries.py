# SPDX-License-Identifier: MIT
"""The entries of a site (posts, issues and pages), and the terms and authors that group them.

Relations are ids, never pointers; an id stays the same when the title or the domain changes.
"""

import datetime as dt

import msgspec

from letterpress.digests import Digest
from letterpress.document import Document, DocumentKind, Fields
from letterpress.files import CONTENT_FOLDER
from letterpress.model.link_resolution import Resolution
from letterpress.model.status import Status


class Entry(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post, an issue or a page: a document with an identity, a URL and resolved relations."""

    id: str
    """`posts/hello`, `newsletter/12`, `pages/about`; or the writer's own `id`."""
    name: str
    """The name of the file, of which ids are made that the writer did not give; with its date where these are dated."""
    document: Document
    url: str
    """A site path with a leading slash, percent-encoded, without the base path: `/posts/hello/`."""
    status: Status
    authors: tuple[str, ...] = ()
    """Author ids."""
    links: tuple[Resolution, ...] = ()
    """The resolution of each of the document's references, in their order."""
    image: str | None = None
    """The image of the entry: a site path or an absolute URL; None where it has none or the file is missing."""

    @property
    def kind(self) -> DocumentKind:
        """The kind of the document: post, issue or page."""
        return self.document.kind

    @property
    def fields(self) -> Fields:
        """The front matter of the document."""
        return self.document.fields

    @property
    def other_names(self) -> tuple[str, ...]:
        """The names besides its id by which front matter may mean the entry: of its file, its slug, its path."""
        path = self.document.path
        own = (self.fields.slug,) if self.fields.slug else ()
        return (self.name, *own, path, path.removeprefix(f"{CONTENT_FOLDER}/"))

    @property
    def title(self) -> str:
        """The title as plain text, without ruby readings."""
        return self.document.title or self.document.fields.title

    @property
    def card(self) -> Digest:
        """The digest of everything that a list or a neighbour may show of the entry, its URL included."""
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
    """A page without a date, such as about or contact."""


class Term(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A tag, a category or a series, with its posts."""

    id: str
    """The id by which entries name the term: `match_key` of its title."""
    title: str
    """The spelling of its first post."""
    url: str
    posts: tuple[str, ...]
    """Ids, oldest first."""


class AuthorLink(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A link to an author's page elsewhere."""

    title: str
    url: str


class Author(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A person or an organisation that writes."""

    id: str
    name: str
    is_listed: bool = True
    """Whether content/authors.yaml has a profile of this author."""
    is_person: bool
    bio: str = ""
    image: str | None = None
    """A site path or an absolute URL."""
    links: tuple[AuthorLink, ...] = ()
    url: str
    posts: tuple[str, ...] = ()
    """Ids, oldest first."""
