# SPDX-License-Identifier: MIT
"""The relations of issues: the posts that an issue carries, and the issues before and after it."""

from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath

import msgspec

from letterpress.model.entries import Issue, Post


def resolve_items(issues: Sequence[Issue], posts: Sequence[Post]) -> list[Issue]:
    """The issues with the ids of the posts that their `items` name; items that name no post are left out."""
    if not any(issue.fields.items for issue in issues):
        return list(issues)
    names = post_names(posts)
    resolved = []
    for issue in issues:
        found = [names.get(item) or names.get(item_path(issue, item)) for item in issue.fields.items]
        items = tuple([post_id for post_id in found if post_id is not None])
        resolved.append(msgspec.structs.replace(issue, items=items) if items else issue)
    return resolved


def post_names(posts: Sequence[Post]) -> Mapping[str, str]:
    """Map every name that `items` may use for a post to its id: an id, a slug, or the name or path of the file."""
    names: dict[str, str] = {}
    for post in posts:
        for name in post.other_names:
            names.setdefault(name, post.id)
    for post in posts:
        names[f"posts/{post.fields.slug or post.name}"] = post.id
    names.update({post.id: post.id for post in posts})
    return names


def item_path(issue: Issue, item: str) -> str:
    """The path that an item means if it is written as a path, which starts at the issue's own file."""
    return normpath(join(dirname(issue.document.path), item))


def group_by_post(issues: Sequence[Issue]) -> dict[str, tuple[str, ...]]:
    """For each post that issues carry, the ids of these issues, in the given order."""
    issues_by_post: dict[str, tuple[str, ...]] = {}
    for issue in issues:
        for item in issue.items:
            issues_by_post[item] = (*issues_by_post.get(item, ()), issue.id)
    return issues_by_post


def link_neighbours(issues: Sequence[Issue], admitted: frozenset[str]) -> list[Issue]:
    """The issues with the ids of those before and after them, without items that this build does not publish."""
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
