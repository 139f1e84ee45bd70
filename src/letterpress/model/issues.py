# SPDX-License-Identifier: MIT
"""Which posts an issue carries, and the issues before and after it."""

from collections.abc import Sequence
from posixpath import dirname, join, normpath

import msgspec

from letterpress.diagnostics import PATHS_ALIKE, Diagnostic, Message, Severity, suggestion
from letterpress.model.entries import Issue, Post


def carried_items(
    issues: Sequence[Issue], posts: Sequence[Post], broken: tuple[str, ...]
) -> tuple[list[Issue], tuple[Diagnostic, ...]]:
    """The issues with the ids of their posts; an item may be an id, a slug, or the path of a file."""
    if not any(issue.fields.items for issue in issues):
        return list(issues), ()
    names = _post_names(posts)
    ids = tuple(post.id for post in posts)
    resolved, diagnostics = [], []
    for issue in issues:
        items = []
        for number, item in enumerate(issue.fields.items):
            path = normpath(join(dirname(issue.document.path), item))
            post_id = names.get(item) or names.get(path)
            if post_id is not None:
                items.append(post_id)
            elif path not in broken:
                diagnostics.append(_missing_item(issue, number, item, ids))
        resolved.append(msgspec.structs.replace(issue, items=tuple(items)) if items else issue)
    return resolved, tuple(diagnostics)


def issues_by_post(issues: Sequence[Issue]) -> dict[str, tuple[str, ...]]:
    """For each post that an issue carries the ids of these issues, in the given order."""
    carriers: dict[str, tuple[str, ...]] = {}
    for issue in issues:
        for item in issue.items:
            carriers[item] = (*carriers.get(item, ()), issue.id)
    return carriers


def linked_issues(issues: Sequence[Issue], admitted: frozenset[str]) -> list[Issue]:
    """The issues with their neighbours, without items that this build does not publish."""
    ids = [None, *(issue.id for issue in issues), None]
    return [
        msgspec.structs.replace(
            issue,
            previous=ids[at],
            next=ids[at + 2],
            items=tuple(item for item in issue.items if item in admitted),
        )
        for at, issue in enumerate(issues)
    ]


def _post_names(posts: Sequence[Post]) -> dict[str, str]:
    names: dict[str, str] = {}
    for post in posts:
        for name in (post.document.slug, post.document.path, post.document.path.removeprefix("content/")):
            names.setdefault(name, post.id)
    names.update({f"posts/{post.document.slug}": post.id for post in posts})
    names.update({post.id: post.id for post in posts})
    return names


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
