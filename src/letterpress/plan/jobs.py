# SPDX-License-Identifier: MIT
"""Jobs: what rendering an output needs, views and all.

A job is made only for an output that is stale, travels as bytes, and renders the same anywhere.
"""

from datetime import datetime
from typing import TypeVar, cast

import msgspec

from letterpress.digests import Digest
from letterpress.plan.views import (
    AuthorView,
    CardView,
    ContentPageView,
    EmailView,
    IssueCardView,
    IssueView,
    LinkView,
    MonthView,
    PagerView,
    PageView,
    PostView,
)
from letterpress.serialization import plain

View = TypeVar("View", CardView, LinkView)


class JobBody(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A body that a job shows; the body itself comes beside the job, for it is most of what has to travel."""

    id: str
    """Of its entry."""
    hrefs: tuple[str, ...] = ()
    """What goes into its holes, by reference, escaped for attributes."""


class PageJob(msgspec.Struct, frozen=True, gc=False, array_like=True, kw_only=True, tag="page"):
    """Renders one HTML page; a field that a page kind does not use is empty."""

    path: str
    template: str
    """`post.html`, `list.html` ..."""
    page: PageView
    post: PostView | None = None
    issue: IssueView | None = None
    content: ContentPageView | None = None
    bodies: tuple[JobBody, ...] = ()
    """What post, issue or content lack until they are rendered: their own body first."""
    toc: bool | None = None
    """Whether the page shows a table of contents; None where the number of headings decides."""
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
    email: EmailView | None = None
    """The email edition of an issue or a post, which is no page of the site."""


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
    html: str = ""
    """The body with absolute URLs only; put in where the feed is rendered."""
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
    bodies: tuple[JobBody, ...] = ()
    """One for each item; none where the feed shows excerpts only."""
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


class CopyJob(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Copies a file as it is; nothing is rendered, and no worker takes part."""

    path: str
    source: str
    """The file's path: relative to the project, or `theme:NAME/...` for a file of a packaged theme."""
    digest: Digest
    """What the scan found it to hold."""


class DataJob(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Writes bytes that are ready, such as those that a plugin made; no worker takes part."""

    path: str
    data: bytes


RenderJob = PageJob | FeedJob | SitemapJob | RobotsJob
"""What workers do; each has a renderer."""
Job = RenderJob | CopyJob | DataJob


encode_jobs = (_encoder := msgspec.json.Encoder(enc_hook=plain)).encode
decode_jobs = msgspec.json.Decoder(tuple[RenderJob, ...]).decode
"""Jobs on their way between processes: as JSON, which is many times cheaper to move than objects and, unlike
MessagePack, remembers the UTC offset of a date."""


def packed(view: View) -> View:
    """A view that many jobs hold, in the form that it travels in; in such jobs it stands for the view itself.

    It is encoded here, once, which took a third of the time of making all jobs. Its fields cannot be read any more
    until the job has arrived.
    """
    return cast(View, msgspec.Raw(_encoder.encode(view)))
