# SPDX-License-Identifier: MIT
"""The theme API: everything that a template can reach, field by field.

A theme never sees a model object. Views are made only for outputs that are stale.
Version 1: fields may be added, none is removed or renamed.
URLs in views are ready for `href`: with the base path, percent-encoded. Absolute ones carry scheme and host.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec


class LinkView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A title with a URL."""

    title: str
    url: str
    count: int = 0
    """How many posts are behind it, where that is known and shown; else 0."""
    lang: str | None = None
    """The language of the title, only where it differs from the site's."""
    dir: str | None = None
    """`ltr` or `rtl`, only where `lang` is given and its direction is not the site's."""


class FeedLinkView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A feed that a page points at for autodiscovery."""

    title: str
    url: str
    type: str
    """`application/rss+xml` or `application/feed+json`."""


class AuthorView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """An author."""

    id: str
    name: str
    is_person: bool
    url: str
    bio: str
    image: str | None
    links: tuple[LinkView, ...]


class CardView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A post as a list shows it."""

    id: str
    title: str
    url: str
    date: datetime
    excerpt: str
    """Plain text."""
    minutes: int
    """Reading time."""
    lang: str | None
    """Only where it differs from the site's."""
    image: str | None
    image_alt: str
    pinned: bool
    tags: tuple[LinkView, ...]
    categories: tuple[LinkView, ...]
    authors: tuple[LinkView, ...]
    series: LinkView | None
    extra: Mapping[str, Any]
    dir: str | None = None
    """`ltr` or `rtl`, only where `lang` is given and its direction is not the site's."""


class HeadingView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A heading, for a table of contents."""

    level: int
    id: str
    text: str


class SeriesView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The series a post belongs to, from that post's seat."""

    title: str
    url: str
    part: int
    """1-based."""
    posts: tuple[LinkView, ...]
    """All parts, first to last."""


class PostView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A post on its own page."""

    card: CardView
    title_html: str = ""
    """The title with ruby readings; already safe."""
    html: str = ""
    """The body, ready to stand in a page; already safe, so write `{{ post.html | safe }}`."""
    headings: tuple[HeadingView, ...] = ()
    toc: bool = False
    """Whether its writer wants a table of contents; by default where there are at least three headings."""
    updated: datetime | None
    authors: tuple[AuthorView, ...]
    series: SeriesView | None
    issues: tuple[LinkView, ...]
    """The issues that carry it."""
    previous: LinkView | None
    """The post before this one."""
    next: LinkView | None
    cta: tuple[str, ...]
    stages: tuple[str, ...]
    """Empty unless `editorial.public` is set."""
    value_theme: str | None
    """None unless `editorial.public` is set."""


class IssueCardView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A newsletter issue as the archive shows it."""

    id: str
    title: str
    url: str
    date: datetime
    numbers: tuple[int, ...]
    label: str
    """`通巻12号`, `No. 12`, or empty for an unnumbered extra."""
    excerpt: str
    lang: str | None
    items: int
    """How many posts it carries."""
    dir: str | None = None
    """`ltr` or `rtl`, only where `lang` is given and its direction is not the site's."""


class IssueView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A newsletter issue on its own page."""

    card: IssueCardView
    title_html: str = ""
    """The title with ruby readings; already safe."""
    subject: str
    preheader: str
    html: str = ""
    items: tuple[CardView, ...]
    authors: tuple[AuthorView, ...]
    previous: IssueCardView | None
    next: IssueCardView | None
    cta: tuple[str, ...]


class ContentPageView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A page such as about or contact."""

    title: str
    title_html: str = ""
    """The title with ruby readings; already safe."""
    html: str = ""
    headings: tuple[HeadingView, ...] = ()
    toc: bool = False
    updated: datetime | None
    lang: str | None
    extra: Mapping[str, Any]


class PagerView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """Where a list page stands among its sisters.

    Lists are paged from the oldest, so a full page never changes again; hence there is no total either.
    """

    number: int | None
    """1 is the page of the oldest posts; None for the front page, which holds the newest."""
    newer: str | None
    """The URL of the page with newer posts."""
    older: str | None


class MonthView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One month of the archive."""

    year: int
    month: int
    url: str
    count: int


class FormView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The subscription form of a mailing service."""

    action: str
    field: str


class SiteView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What every page may show of the site."""

    title: str
    description: str
    language: str
    """A BCP 47 tag, for example `ja`, `fr` or `pt-BR`."""
    url: str
    """Absolute, without a trailing slash."""
    home: str
    """The front page's URL."""
    root: str
    """What static files' URLs start with: the base path with a trailing slash."""
    navigation: tuple[LinkView, ...]
    feeds: tuple[FeedLinkView, ...]
    subscribe: FormView | None
    sender: str
    settings: Mapping[str, Any]
    """`theme_settings` of letterpress.yaml, over the theme's own defaults."""
    has_newsletter: bool
    archive: str
    tags: str
    newsletter: str
    """URLs of the index pages."""
    generator: str
    """`letterpress 0.1.0`."""
    dir: str = "ltr"
    """The direction of the site's language: `ltr` or `rtl`."""


class PageView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The page being rendered: what its `<head>` needs."""

    kind: str
    """`home`, `post`, `page`, `tag`, `tags`, `category`, `categories`, `series`, `series_index`, `author`,
    `authors`, `month`, `archive`, `newsletter`, `issue`, `redirect`, `not_found`."""
    title: str
    """Plain text; empty for the home page."""
    description: str
    lang: str
    url: str
    absolute_url: str
    canonical: str
    """Absolute."""
    feeds: tuple[FeedLinkView, ...]
    """The site's feeds and those of this page's own term."""
    image: str | None
    """Absolute."""
    noindex: bool
    dir: str = "ltr"
    """The direction of the page's language: `ltr` or `rtl`."""


class EmailItemView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """A post that an email carries."""

    title: str
    url: str
    """Absolute."""
    excerpt: str
    """Plain text."""
    html: str = ""
    """The whole body where the issue shows it in full; already safe."""
    image: str | None = None
    """Absolute."""
    image_alt: str = ""
    lang: str | None = None
    """Only where it differs from the email's."""


class EmailView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """The email edition of an issue or a post."""

    title: str
    label: str
    """`通巻12号`, `No. 12`, or empty."""
    date: datetime
    subject: str
    preheader: str
    """What an inbox shows after the subject; empty where it is left to the first words."""
    html: str
    """The body; already safe."""
    items: tuple[EmailItemView, ...]
    view_url: str
    """Where the letter is on the web, absolute."""
    unsubscribe_url: str
    """Where a reader opts out; empty where neither the site nor the service says so."""
    sender: str
    address: str
    contact: str
