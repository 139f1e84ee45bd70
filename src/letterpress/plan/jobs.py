# SPDX-License-Identifier: MIT
"""Outputs as planned, and the jobs that make them.

A plan lists every output of a site with the digests of what goes into it, which is cheap. A job holds the views
that a renderer needs; it is made only for an output that is stale, is picklable, and renders the same anywhere.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import IntEnum

import msgspec

from letterpress.digests import DIGEST_SIZE, Digest
from letterpress.plan.views import (
    AuthorView,
    CardView,
    ContentPageView,
    IssueCardView,
    IssueView,
    LinkView,
    MonthView,
    PagerView,
    PageView,
    PostView,
)


class Rank(IntEnum):
    """The order of publishing: nothing goes out before what it links to."""

    ASSET = 1
    ENTRY = 2
    LIST = 3
    FEED = 4


class Inputs(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What goes into one output: a name and a digest each; the names are the explanation when a digest differs."""

    names: tuple[str, ...]
    """`card of posts/hello`, `body of posts/hello`, `list`, `links` ..."""
    digests: bytes
    """The digests one after the other, `DIGEST_SIZE` bytes each, in the order of the names."""

    def pairs(self) -> Iterator[tuple[str, Digest]]:
        """Each name with its digest."""
        for at, name in enumerate(self.names):
            yield name, self.digests[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE]

    def __add__(self, other: "Inputs") -> "Inputs":
        """These and others."""
        return Inputs(self.names + other.names, self.digests + other.digests)


NO_INPUTS = Inputs((), b"")


class Output(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One file of the site, as planned."""

    path: str
    """Relative to the output folder, with `/`, NFC, not percent-encoded."""
    rank: Rank
    kind: str
    """What makes it: a page kind (see `PageView.kind`), `copy`, `rss`, `json_feed`, `sitemap` or `robots`."""
    subject: str = ""
    """The id of what it shows; the source path of a copy."""
    number: int | None = None
    """The page number of a list page; None on its front page."""
    source: str = ""
    """The project file that it comes from, for messages about collisions."""
    inputs: Inputs


class Plan(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Every output of one build, ordered by rank, then path."""

    shared: Mapping[str, Digest]
    """What every output but a copy depends on: `letterpress` (its version), `configuration` and `navigation`."""
    outputs: tuple[Output, ...]


class Filling(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """What a body lacks until it stands on a page."""

    hrefs: tuple[str, ...] = ()
    """What goes into its holes, by reference, escaped for attributes."""
    toc: bool | None = None
    """Whether the writer wants a table of contents; None where the number of headings decides."""


class PageJob(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True, tag="page"):
    """Renders one HTML page; a field that a page kind does not use is empty.

    The body of a post, an issue or a page comes beside the job; see `with_body`.
    """

    path: str
    template: str
    """`post.html`, `list.html` ..."""
    page: PageView
    post: PostView | None = None
    issue: IssueView | None = None
    content: ContentPageView | None = None
    filling: Filling | None = None
    """For the body; None where there is none."""
    posts: tuple[CardView, ...] = ()
    """A list page's posts, newest first; oldest first in a series."""
    pinned: tuple[CardView, ...] = ()
    """Home only: pinned posts that the list does not show anyway."""
    issues: tuple[IssueCardView, ...] = ()
    """The newsletter archive, newest first; on the home page the latest issue alone."""
    links: tuple[LinkView, ...] = ()
    """An index page's terms or authors, with counts."""
    months: tuple[MonthView, ...] = ()
    """The archive index, newest first."""
    pager: PagerView | None = None
    author: AuthorView | None = None
    target: str = ""
    """A redirect's destination, absolute."""


class FeedItemView(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One item of a feed."""

    id: str
    """Stable for ever: the entry's id."""
    title: str
    url: str
    """Absolute."""
    date: datetime
    updated: datetime
    """`date` where the entry was never updated."""
    html: str
    """The body with absolute URLs only."""
    excerpt: str
    authors: tuple[str, ...]
    """Names."""
    tags: tuple[str, ...]
    """Titles of tags and categories."""
    image: str | None
    """Absolute."""
    image_size: int
    """In bytes; 0 where unknown."""
    image_type: str
    """A media type; empty where unknown."""
    lang: str
    source: str
    """The project file it comes from, for messages."""


class FeedJob(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True, tag="feed"):
    """Renders one feed."""

    path: str
    format: str
    """`rss` or `json_feed`."""
    title: str
    description: str
    language: str
    home: str
    """The absolute URL of the page that the feed belongs to."""
    url: str
    """The feed's own absolute URL."""
    items: tuple[FeedItemView, ...]
    """Newest first."""
    full_text: bool
    max_bytes: int


class SitemapEntry(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True):
    """One URL of the sitemap."""

    url: str
    """Absolute."""
    changed: datetime | None


class SitemapJob(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True, tag="sitemap"):
    """Renders sitemap.xml."""

    path: str
    url: str = ""
    """The sitemap's own absolute URL; the files of a very large one stand beside it."""
    entries: tuple[SitemapEntry, ...]
    """By URL."""


class RobotsJob(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True, tag="robots"):
    """Renders robots.txt."""

    path: str
    sitemap: str
    """The sitemap's absolute URL."""


class CopyJob(msgspec.Struct, frozen=True, gc=False, kw_only=True, tag="copy"):
    """Copies a file as it is."""

    path: str
    source: str
    """The file's path: relative to the project, or `theme:NAME/...` for a file of a packaged theme."""


RenderJob = PageJob | FeedJob | SitemapJob | RobotsJob
Job = RenderJob | CopyJob
