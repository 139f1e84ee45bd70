# SPDX-License-Identifier: MIT
"""Documents become a site: statuses, URLs, neighbours, terms, authors, and what each reference means."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.authors import AuthorProfile
from letterpress.diagnostics import Diagnostic, Message, Severity
from letterpress.model import permalinks
from letterpress.model.entries import Entry, Issue, Page, Post, Status
from letterpress.model.include import Include
from letterpress.model.issues import carried_items, issues_by_post, linked_issues
from letterpress.model.references import Directory, Target, image_url, resolve
from letterpress.model.site import Site
from letterpress.model.terms import authors_of, group_posts, term_id, written_authors
from letterpress.parse.document import BrokenDocument, Document


class Assembled(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A site, and what is wrong with the relations in it."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]


def assemble(
    documents: Sequence[Document | BrokenDocument],
    *,
    config: Config,
    now: datetime,
    include: Include,
    files: Mapping[str, str],
    profiles: tuple[AuthorProfile, ...] = (),
) -> Assembled:
    """The site that these documents make at `now`.

    `files` maps every asset below content/, by its path relative to the project, to its site path. The order of the
    documents does not matter.
    """
    zone = ZoneInfo(config.timezone)
    now = now.astimezone(zone)
    usable = sorted((each for each in documents if isinstance(each, Document)), key=lambda each: each.path)
    broken = tuple(sorted(each.path for each in documents if isinstance(each, BrokenDocument)))
    posts = [_post(each, config, now, zone) for each in usable if each.kind == "post"]
    issues = [_issue(each, config, now, zone) for each in usable if each.kind == "issue"]
    pages = [_page(each, config, now) for each in usable if each.kind == "page"]
    posts.sort(key=_by_date)
    issues.sort(key=_by_date)

    diagnostics = _duplicate_ids([*posts, *issues, *pages])
    issues, item_problems = carried_items(issues, posts, broken)
    directory = Directory(
        by_path=_targets([*posts, *issues, *pages], files),
        by_issue={number: Target(id=issue.id, url=issue.url) for issue in issues for number in issue.numbers},
        broken=frozenset(broken),
    )
    admitted = frozenset(each.id for each in (*posts, *issues, *pages) if include.admits(each.status))
    posts = [_with_links(each, directory) for each in posts]
    issues = [_with_links(each, directory) for each in issues]
    pages = [_with_links(each, directory) for each in pages]

    live_posts = [each for each in posts if each.id in admitted]
    live_issues = linked_issues([each for each in issues if each.id in admitted], admitted)
    by_id: dict[str, Post | Issue | Page] = {}
    for group in (posts, issues, pages, live_issues):
        by_id.update({entry.id: entry for entry in group})
    authors, author_problems = authors_of(
        live_posts, written_authors([*posts, *issues, *pages]), profiles, directory
    )
    site = Site(
        config=config,
        now=now,
        posts=tuple(live_posts),
        issues=tuple(live_issues),
        pages=tuple(each for each in pages if each.id in admitted),
        held_posts=tuple(each for each in posts if each.id not in admitted),
        held_issues=tuple(each for each in issues if each.id not in admitted),
        held_pages=tuple(each for each in pages if each.id not in admitted),
        tags=group_posts(live_posts, "tags"),
        categories=group_posts(live_posts, "categories"),
        series=group_posts(live_posts, "series"),
        authors=authors,
        live=admitted,
        carried=MappingProxyType({issue.id: issue.items for issue in issues}),
        positions=MappingProxyType({post.id: at for at, post in enumerate(live_posts)}),
        carriers=MappingProxyType(issues_by_post(live_issues)),
        broken=broken,
        by_id=MappingProxyType(by_id),
        directory=directory,
    )
    return Assembled(site=site, diagnostics=(*diagnostics, *item_problems, *author_problems))


def status_of(document: Document, now: datetime) -> Status:
    """Where a document stands at `now`: a draft before all else, then expired, then scheduled."""
    fields = document.fields
    if fields.draft:
        return Status.DRAFT
    if fields.expires is not None and fields.expires <= now:
        return Status.EXPIRED
    if fields.date is not None and fields.date > now:
        return Status.SCHEDULED
    return Status.PUBLISHED


def _post(document: Document, config: Config, now: datetime, zone: ZoneInfo) -> Post:
    fields = document.fields
    # Only a draft can lack a date; it stands where it would stand if it were published now.
    date = (fields.date or now).astimezone(zone)
    day = date.date()
    return Post(
        id=fields.id or f"posts/{document.slug}",
        document=document,
        url=permalinks.post_url(config.permalinks.posts, document.slug, day),
        status=status_of(document, now),
        authors=fields.authors or config.authors,
        date=date,
        day=day,
        tags=tuple(dict.fromkeys(map(term_id, fields.tags))) if fields.tags else (),
        categories=tuple(dict.fromkeys(map(term_id, fields.categories))) if fields.categories else (),
        series=term_id(fields.series) if fields.series else None,
    )


def _issue(document: Document, config: Config, now: datetime, zone: ZoneInfo) -> Issue:
    fields = document.fields
    date = (fields.date or now).astimezone(zone)
    number = "-".join(map(str, fields.numbers))
    return Issue(
        id=fields.id or f"newsletter/{number or document.slug}",
        document=document,
        url=permalinks.issue_url(config.permalinks, fields.numbers, document.slug, date.date()),
        status=status_of(document, now),
        authors=fields.authors or config.authors,
        date=date,
        day=date.date(),
        numbers=fields.numbers,
    )


def _page(document: Document, config: Config, now: datetime) -> Page:
    place = _place_of_page(document)
    return Page(
        id=document.fields.id or f"pages/{place}",
        document=document,
        url=permalinks.page_url(config.permalinks, place),
        status=status_of(document, now),
        authors=document.fields.authors,
    )


def _place_of_page(document: Document) -> str:
    """The slug below the folders that the page lies in: `content/pages/shop/hours.md` is `shop/hours`."""
    folders = document.path.split("/")[2:-1]
    if folders and document.path.endswith("/index.md"):
        folders.pop()
    return "/".join((*folders, document.slug))


AnyEntry = TypeVar("AnyEntry", bound=Entry)


def _with_links(entry: AnyEntry, directory: Directory) -> AnyEntry:
    document = entry.document
    image = document.fields.image
    if not document.references and image is None:
        return entry
    links = tuple([resolve(each, document.path, document.anchors, directory) for each in document.references])
    return msgspec.structs.replace(
        entry, links=links, image=image and image_url(image, document.path, directory)
    )


def _by_date(entry: Post | Issue) -> tuple[datetime, str]:
    return entry.date, entry.id


def _targets(entries: Sequence[Entry], files: Mapping[str, str]) -> dict[str, Target]:
    targets = {path: Target(id="", url=url) for path, url in files.items()}
    for entry in entries:
        targets[entry.document.path] = Target(id=entry.id, url=entry.url, anchors=entry.document.anchors)
    return targets


def _duplicate_ids(entries: Sequence[Post | Issue | Page]) -> list[Diagnostic]:
    """Entries that share an id but not a URL; a shared URL is reported where outputs are planned."""
    first: dict[str, Entry] = {}
    diagnostics = []
    for entry in entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry and other.url != entry.url:
            diagnostics.append(
                Diagnostic(
                    code="id-duplicate",
                    severity=Severity.ERROR,
                    message=Message(
                        f"id `{entry.id}` は `{other.document.path}` でも使われています",
                        f"the id `{entry.id}` is also used by `{other.document.path}`",
                    ),
                    span=entry.document.span("id"),
                    hint=Message("どちらかの `id` を変えてください", "give one of them another `id`"),
                    related=(other.document.span("id"),),
                )
            )
    return diagnostics
