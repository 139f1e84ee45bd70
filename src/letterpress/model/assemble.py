# SPDX-License-Identifier: MIT
"""Assemble documents into a site: statuses, URLs, neighbours, terms, authors, and resolved references."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.settings import AuthorProfile
from letterpress.diagnostics import Message
from letterpress.document import BrokenDocument, Document
from letterpress.model import permalinks
from letterpress.model.entries import Entry, Issue, Page, Post
from letterpress.model.issues import group_by_post, link_neighbours, resolve_items
from letterpress.model.link_resolution import LinkTarget, LinkTargets, image_url, resolve
from letterpress.model.site import Site
from letterpress.model.status import Include, Status
from letterpress.model.taxonomies import group_posts, make_authors, term_id, term_ids
from letterpress.parse.front_matter.file_names import date_of, id_name

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def assemble(
    documents: Sequence[Document | BrokenDocument],
    *,
    config: Config,
    now: datetime,
    include: Include,
    files: Mapping[str, str],
    profiles: tuple[AuthorProfile, ...] = (),
) -> Site:
    """Assemble a site.

    Args:
        documents: The parsed sources, in any order.
        config: The configuration.
        now: The moment that decides what is published.
        include: The unpublished entries that the site includes.
        files: Every asset below content/: its path relative to the project, and its site path.
        profiles: The authors of content/authors.yaml.
    """
    usable = sorted([each for each in documents if isinstance(each, Document)], key=attrgetter("path"))
    broken = tuple(sorted([each.path for each in documents if isinstance(each, BrokenDocument)]))
    maker = EntryMaker(config, now)
    posts = [maker.post(each) for each in usable if each.kind == "post"]
    issues = [maker.issue(each) for each in usable if each.kind == "issue"]
    pages = [maker.page(each) for each in usable if each.kind == "page"]
    posts.sort(key=_by_date)
    issues.sort(key=_by_date)

    issues = resolve_items(issues, posts)
    targets = LinkTargets(
        by_path=_targets([*posts, *issues, *pages], files),
        by_issue={
            number: LinkTarget(id=issue.id, url=issue.url) for issue in issues for number in issue.numbers
        },
        broken=frozenset(broken),
    )
    admitted = frozenset(each.id for each in (*posts, *issues, *pages) if include.admits(each.status))
    posts = [_with_links(each, targets) for each in posts]
    issues = [_with_links(each, targets) for each in issues]
    pages = [_with_links(each, targets) for each in pages]

    live_posts = [each for each in posts if each.id in admitted]
    live_issues = link_neighbours([each for each in issues if each.id in admitted], admitted)
    by_id: dict[str, Post | Issue | Page] = {}
    for group in (posts, issues, pages, live_issues):
        by_id.update({entry.id: entry for entry in group})
    return Site(
        config=config,
        now=now.astimezone(ZoneInfo(config.timezone)),
        posts=tuple(live_posts),
        issues=tuple(live_issues),
        pages=tuple(each for each in pages if each.id in admitted),
        held_posts=tuple(each for each in posts if each.id not in admitted),
        held_issues=tuple(each for each in issues if each.id not in admitted),
        held_pages=tuple(each for each in pages if each.id not in admitted),
        tags=group_posts(live_posts, "tags"),
        categories=group_posts(live_posts, "categories"),
        series=group_posts(live_posts, "series"),
        authors=make_authors(live_posts, [*posts, *issues, *pages], profiles, targets),
        live=admitted,
        items_by_issue=MappingProxyType({issue.id: issue.items for issue in issues}),
        positions=MappingProxyType({post.id: at for at, post in enumerate(live_posts)}),
        issues_by_post=MappingProxyType(group_by_post(live_issues)),
        broken=broken,
        links_of_broken=tuple(
            (each.path, reference, resolve(reference, each.path, (), targets))
            for each in documents
            if isinstance(each, BrokenDocument)
            for reference in each.references
        ),
        by_id=MappingProxyType(by_id),
        targets=targets,
    )


_by_date = attrgetter("date", "id")


def _with_links(entry: AnyEntry, targets: LinkTargets) -> AnyEntry:
    """The entry with its references and its image resolved."""
    document = entry.document
    image = document.fields.image
    if not document.references and image is None:
        return entry
    links = tuple([resolve(each, document.path, document.anchors, targets) for each in document.references])
    return msgspec.structs.replace(
        entry, links=links, image=image and image_url(image, document.path, targets)
    )


def _targets(entries: Sequence[Entry], files: Mapping[str, str]) -> dict[str, LinkTarget]:
    targets = {path: LinkTarget(id="", url=url) for path, url in files.items()}
    for entry in entries:
        targets[entry.document.path] = LinkTarget(id=entry.id, url=entry.url, anchors=entry.document.anchors)
    return targets


DATED_IDENTITY = Message(
    "どちらかのファイル名を変えるか、`letterpress.yaml` に `identity: dated` と書いて、"
    "ファイル名の日付をすべての id と URL に入れてください",
    "rename one of the files; or write `identity: dated` in `letterpress.yaml`, which puts the dates of file names"
    " into all ids and addresses",
)
"""The hint for entries that nothing but the dates of their file names tells apart."""


def apart_if_dated(first: Entry, second: Entry, site: Site) -> bool:
    """Whether two entries would share neither id nor URL if the dates of their file names were part of both."""
    maker = EntryMaker(msgspec.structs.replace(site.config, identity="dated"), site.now)
    one, other = maker.entry(first.document), maker.entry(second.document)
    places = [permalinks.output_path(each.url).casefold() for each in (one, other)]
    return one.id != other.id and places[0] != places[1]


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
        self._dated = config.identity == "dated"
        self._post_shows_day = permalinks.shows_day(config.permalinks.posts)
        self._issue_shows_day = permalinks.shows_day(config.permalinks.newsletter)

    def entry(self, document: Document) -> Post | Issue | Page:
        """Make an entry of the document's kind."""
        if document.kind == "post":
            return self.post(document)
        return self.issue(document) if document.kind == "issue" else self.page(document)

    def post(self, document: Document) -> Post:
        """Make a post."""
        fields = document.fields
        date = self._local(fields.date)
        day = date.date()
        name, slug = self._name_and_slug(document, day if self._post_shows_day else None)
        return Post(
            id=fields.id or f"posts/{name}",
            name=name,
            document=document,
            url=self._post_url(slug, day),
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
        day = date.date()
        number = "-".join(map(str, fields.numbers))
        name, slug = self._name_and_slug(document, day if self._issue_shows_day else None)
        return Issue(
            id=fields.id or f"newsletter/{number or name}",
            name=name,
            document=document,
            url=permalinks.issue_url(self._permalinks, fields.numbers, slug, day),
            status=self._status_of(document, date),
            authors=fields.authors or self._authors,
            date=date,
            day=day,
            numbers=fields.numbers,
        )

    def page(self, document: Document) -> Page:
        """Make a page."""
        name, slug = self._name_and_slug(document, None)
        return Page(
            id=document.fields.id or f"pages/{_page_path(document, name)}",
            name=name,
            document=document,
            url=permalinks.page_url(self._permalinks, _page_path(document, slug)),
            status=status_of(document, self._now),
            authors=document.fields.authors,
        )

    def _name_and_slug(self, document: Document, shown: date | None) -> tuple[str, str]:
        """What the id and the address of a document are made of.

        Both depend on its own file alone, so that they stay when other files come and go.

        Args:
            document: The document.
            shown: The day that the address shows anyway, which is not repeated in the slug.
        """
        own = document.fields.slug
        if not self._dated:
            name = id_name(document.path, document.fields, dated=False) if own else document.slug
            return name, document.slug
        name = id_name(document.path, document.fields, dated=True)
        if own:
            return name, own
        is_shown = shown is not None and date_of(document.path) == shown.isoformat()
        return name, document.slug if is_shown else name

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


def _page_path(document: Document, slug: str) -> str:
    """The path of a page below content/pages/, with its slug: `shop/hours` of `content/pages/shop/hours.md`."""
    folders = document.path.split("/")[2:-1]
    if folders and document.path.endswith("/index.md"):
        folders.pop()
    return "/".join((*folders, slug))
