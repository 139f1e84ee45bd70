# SPDX-License-Identifier: MIT
"""Make a post, an issue or a page of a document: with id, URL and status, without relations."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from letterpress.config import Config
from letterpress.document import Document
from letterpress.model import permalinks
from letterpress.model.entries import Issue, Page, Post
from letterpress.model.status import Status
from letterpress.model.taxonomies import term_id, term_ids

_CLOCK_CHANGE = timedelta(days=2)
"""More than any time zone ever set its clock forward or back."""


class EntryMaker:
    """Makes the entries of one site at one moment."""

    def __init__(self, config: Config, now: datetime) -> None:
        self._zone = ZoneInfo(config.timezone)
        self._now = now.astimezone(self._zone)
        self._long_ago = self._now - _CLOCK_CHANGE
        self._permalinks = config.permalinks
        self._post_url = permalinks.post_url_maker(config.permalinks.posts)
        self._authors = config.authors

    def post(self, document: Document) -> Post:
        """Make a post."""
        fields = document.fields
        date = self._local(fields.date)
        day = date.date()
        return Post(
            id=fields.id or f"posts/{document.slug}",
            document=document,
            url=self._post_url(document.slug, day),
            status=self._status_of(document, date),
            authors=fields.authors or self._authors,
            date=date,
            day=day,
            tags=term_ids(fields.tags) if fields.tags else (),
            categories=term_ids(fields.categories) if fields.categories else (),
            series=term_id(fields.series) if fields.series else None,
        )

    def issue(self, document: Document) -> Issue:
        """Make an issue, without its items."""
        fields = document.fields
        date = self._local(fields.date)
        number = "-".join(map(str, fields.numbers))
        return Issue(
            id=fields.id or f"newsletter/{number or document.slug}",
            document=document,
            url=permalinks.issue_url(self._permalinks, fields.numbers, document.slug, date.date()),
            status=self._status_of(document, date),
            authors=fields.authors or self._authors,
            date=date,
            day=date.date(),
            numbers=fields.numbers,
        )

    def page(self, document: Document) -> Page:
        """Make a page."""
        path = _page_path(document)
        return Page(
            id=document.fields.id or f"pages/{path}",
            document=document,
            url=permalinks.page_url(self._permalinks, path),
            status=status_of(document, self._now),
            authors=document.fields.authors,
        )

    def _local(self, date: datetime | None) -> datetime:
        """The date in the site's time zone; a draft without a date is dated now."""
        return self._now if date is None else date.astimezone(self._zone)

    def _status_of(self, document: Document, date: datetime) -> Status:
        # Comparing two moments of one time zone is ten times as fast, but wrong around a change of its clock.
        if date < self._long_ago and not document.fields.draft and document.fields.expires is None:
            return Status.PUBLISHED
        return status_of(document, self._now)


def status_of(document: Document, now: datetime) -> Status:
    """The status of a document at `now`: a draft stays a draft; then expired wins over scheduled."""
    fields = document.fields
    if fields.draft:
        return Status.DRAFT
    if fields.expires is not None and fields.expires <= now:
        return Status.EXPIRED
    if fields.date is not None and fields.date > now:
        return Status.SCHEDULED
    return Status.PUBLISHED


def _page_path(document: Document) -> str:
    """The path of a page below content/pages/, with its slug: `shop/hours` of `content/pages/shop/hours.md`."""
    folders = document.path.split("/")[2:-1]
    if folders and document.path.endswith("/index.md"):
        folders.pop()
    return "/".join((*folders, document.slug))
