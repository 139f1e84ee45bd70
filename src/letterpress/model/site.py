# SPDX-License-Identifier: MIT
"""The site: all entries, terms and authors at one moment, and look-ups among them."""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType

import msgspec

from letterpress.config import Config
from letterpress.document import Reference
from letterpress.model.entries import Author, Issue, Page, Post, Term
from letterpress.model.link_resolution import LinkTargets, Resolution

_by_date = attrgetter("date", "id")
_by_path = attrgetter("document.path")


class Site(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """All entries, terms and authors of a project at one moment.

    This build publishes `posts`, `issues` and `pages`; it leaves out `held_*` (drafts, scheduled and expired entries,
    unless flags include them). Posts and issues are ordered by date, then id.
    """

    config: Config
    now: datetime
    """The moment of the build, in the site's time zone; the only clock."""
    posts: tuple[Post, ...]
    issues: tuple[Issue, ...]
    pages: tuple[Page, ...]
    held_posts: tuple[Post, ...] = ()
    held_issues: tuple[Issue, ...] = ()
    held_pages: tuple[Page, ...] = ()
    tags: tuple[Term, ...] = ()
    """Ordered by id, then title."""
    categories: tuple[Term, ...] = ()
    series: tuple[Term, ...] = ()
    items_by_issue: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """For every issue, the ids of the posts that its `items` name, unpublished ones included."""
    positions: Mapping[str, int] = MappingProxyType({})
    """The index of each post in `posts`, by id."""
    issues_by_post: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """For every post that published issues carry, the ids of these issues."""
    authors: tuple[Author, ...] = ()
    """Those of content/authors.yaml in its order, then those that entries alone name, by id."""
    live: frozenset[str]
    """The ids of `posts`, `issues` and `pages`."""
    broken: tuple[str, ...] = ()
    """The paths of sources with errors."""
    links_of_broken: tuple[tuple[str, Reference, Resolution], ...] = ()
    """What the references of sources with errors lead to, each with the path of its source."""
    by_id: Mapping[str, Post | Issue | Page]
    """Every entry, held ones included."""
    targets: LinkTargets
    """Everything that a reference can name."""

    @property
    def has_shared_ids(self) -> bool:
        """Whether several entries have one id, of which `by_id` holds the last."""
        groups = (
            self.posts,
            self.issues,
            self.pages,
            self.held_posts,
            self.held_issues,
            self.held_pages,
        )
        return sum(map(len, groups)) > len(self.by_id)

    @property
    def entries(self) -> tuple[Post | Issue | Page, ...]:
        """Every post, issue and page, held ones included: posts and issues by date and id, pages by path."""
        return (
            *sorted((*self.posts, *self.held_posts), key=_by_date),
            *sorted((*self.issues, *self.held_issues), key=_by_date),
            *sorted((*self.pages, *self.held_pages), key=_by_path),
        )

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The published posts before and after a post, by date; None at either end."""
        at = self.positions[post.id]
        after = self.posts[at + 1] if at + 1 < len(self.posts) else None
        return self.posts[at - 1] if at else None, after

    def post(self, post_id: str) -> Post:
        """The post with this id; raises KeyError where there is none."""
        entry = self.by_id[post_id]
        if not isinstance(entry, Post):
            raise KeyError(post_id)
        return entry

    def issue(self, issue_id: str) -> Issue:
        """The issue with this id; raises KeyError where there is none."""
        entry = self.by_id[issue_id]
        if not isinstance(entry, Issue):
            raise KeyError(issue_id)
        return entry

    def dated(self, entry_id: str) -> Post | Issue:
        """The post or issue with this id; raises KeyError where there is none."""
        entry = self.by_id[entry_id]
        if isinstance(entry, Page):
            raise KeyError(entry_id)
        return entry
