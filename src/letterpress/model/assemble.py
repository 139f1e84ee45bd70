# SPDX-License-Identifier: MIT
"""Assemble documents into a site: statuses, URLs, neighbours, terms, authors, and resolved references."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.settings import AuthorProfile
from letterpress.document import BrokenDocument, Document
from letterpress.model.entries import Entry, Issue, Page, Post
from letterpress.model.entry_maker import EntryMaker
from letterpress.model.issues import group_by_post, link_neighbours, resolve_items
from letterpress.model.link_resolution import LinkTarget, LinkTargets, image_url, resolve
from letterpress.model.site import Site
from letterpress.model.status import Include
from letterpress.model.taxonomies import group_posts, make_authors

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
