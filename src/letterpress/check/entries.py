# SPDX-License-Identifier: MIT
"""Checks of entries: their ids, their authors, and the posts that issues carry."""

from collections.abc import Iterator

from letterpress.diagnostics import PATHS_ALIKE, Diagnostic, Message, Severity, did_you_mean, suggestion
from letterpress.model.assemble import DATED_IDENTITY, apart_if_dated
from letterpress.model.entries import Author, Entry, Issue, Post
from letterpress.model.issues import item_path, post_names
from letterpress.model.near_links import link_name
from letterpress.model.site import Site


def check_ids(site: Site) -> Iterator[Diagnostic]:
    """Report entries that share an id but not a URL; the plan reports a shared URL."""
    if not site.has_shared_ids:
        return
    first: dict[str, Entry] = {}
    for entry in site.entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry and other.url != entry.url:
            yield Diagnostic(
                code="id-duplicate",
                severity=Severity.ERROR,
                message=Message(
                    f"id `{entry.id}` は `{other.document.path}` でも使われています",
                    f"the id `{entry.id}` is also used by `{other.document.path}`",
                ),
                span=entry.document.span("id"),
                hint=DATED_IDENTITY
                if apart_if_dated(other, entry, site)
                else Message("どちらかの `id` を変えてください", "give one of them another `id`"),
                related=(other.document.span("id"),),
            )


def check_authors(site: Site) -> Iterator[Diagnostic]:
    """Report authors that front matter names but content/authors.yaml does not; nothing where it names none."""
    listed = tuple(author.id for author in site.authors if author.is_listed)
    if listed:
        for author in site.authors:
            if not author.is_listed:
                yield _unknown_author(author, site, listed)


def _unknown_author(author: Author, site: Site, listed: tuple[str, ...]) -> Diagnostic:
    naming = (entry for entry in site.entries if author.id in entry.authors)
    first = min(naming, key=lambda entry: entry.document.path)
    return Diagnostic(
        code="author-unknown",
        severity=Severity.WARNING,
        message=Message(
            f"著者 `{author.id}` は `content/authors.yaml` にありません",
            f"author `{author.id}` is not in `content/authors.yaml`",
        ),
        span=first.document.span("authors"),
        hint=suggestion(author.id, listed)
        or Message("`content/authors.yaml` に書き足してください", "add a profile to `content/authors.yaml`"),
    )


def check_item_names(site: Site) -> Iterator[Diagnostic]:
    """Report items that name no post; an item that names a broken source is left to that source's diagnostics."""
    issues = (*site.issues, *site.held_issues)
    if not site.has_shared_ids and all(_names_posts(issue, site) for issue in issues):
        return
    posts = [entry for entry in site.entries if isinstance(entry, Post)]
    names, ids = post_names(posts), tuple(post.id for post in posts)
    for issue in (entry for entry in site.entries if isinstance(entry, Issue)):
        for number, item in enumerate(issue.fields.items):
            path = item_path(issue, item)
            if item not in names and path not in names and path not in site.broken:
                yield _missing_item(issue, number, item, ids)


def _names_posts(issue: Issue, site: Site) -> bool:
    """Whether every item of an issue names a post."""
    return len(issue.fields.items) == len(site.items_by_issue[issue.id])


def _missing_item(issue: Issue, number: int, item: str, ids: tuple[str, ...]) -> Diagnostic:
    # With the date or without it, where `identity` was changed since.
    same = [each for each in ids if link_name(each) == link_name(item)]
    return Diagnostic(
        code="issue-item-missing",
        severity=Severity.ERROR,
        message=Message(
            f"`items` に書かれた `{item}` という記事はありません",
            f"`items` names `{item}`, but there is no such post",
        ),
        span=issue.document.span(
            f"items.{number}" if f"items.{number}" in issue.document.positions else "items"
        ),
        hint=did_you_mean(same[-1])
        if same
        else suggestion(item if "/" in item else f"posts/{item}", ids, PATHS_ALIKE),
    )


def check_items(site: Site) -> Iterator[Diagnostic]:
    """Warn of published issues with items that are not published, without which they go out."""
    for issue in site.issues:
        missing = [f"`{item}`" for item in site.items_by_issue.get(issue.id, ()) if item not in site.live]
        if missing:
            yield Diagnostic(
                code="issue-item-unpublished",
                severity=Severity.WARNING,
                message=Message(
                    f"{'、'.join(missing)} は公開されていないため、この号に載りません",
                    f"not published, and so left out of this issue: {', '.join(missing)}",
                ),
                span=issue.document.span("items"),
            )
