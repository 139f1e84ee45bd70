# SPDX-License-Identifier: MIT
"""Checks of the posts that issues carry."""

from collections.abc import Iterator

from letterpress.diagnostics import PATHS_ALIKE, Diagnostic, Message, Severity, suggestion
from letterpress.model.entries import Issue, Post
from letterpress.model.issues import item_path, post_names
from letterpress.model.site import Site


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
        hint=suggestion(item if "/" in item else f"posts/{item}", ids, PATHS_ALIKE),
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
