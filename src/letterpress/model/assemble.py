# SPDX-License-Identifier: MIT
"""Documents become a site: statuses, URLs, neighbours, terms, authors, and what each reference means."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.settings import AuthorProfile
from letterpress.diagnostics import Diagnostic, Message, Severity
from letterpress.document import BrokenDocument, Document
from letterpress.model.entries import Entry, Issue, Page, Post
from letterpress.model.entry_maker import EntryMaker
from letterpress.model.include import Include
from letterpress.model.issues import carried_items, issues_by_post, linked_issues
from letterpress.model.link_resolution import Directory, Target, image_url, resolve
from letterpress.model.site import Site
from letterpress.model.taxonomies import authors_of, group_posts, written_authors


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
    usable = sorted([each for each in documents if isinstance(each, Document)], key=attrgetter("path"))
    broken = tuple(sorted([each.path for each in documents if isinstance(each, BrokenDocument)]))
    maker = EntryMaker(config, now)
    posts = [maker.post(each) for each in usable if each.kind == "post"]
    issues = [maker.issue(each) for each in usable if each.kind == "issue"]
    pages = [maker.page(each) for each in usable if each.kind == "page"]
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


_by_date = attrgetter("date", "id")
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
