# SPDX-License-Identifier: MIT
"""The site as one immutable graph, and its look-ups."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from letterpress.config import Config
from letterpress.model.entries import Author, Issue, Page, Post, Term
from letterpress.model.link_resolution import Directory


class Site(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Everything that a project holds at one moment.

    `posts`, `issues` and `pages` are what this build publishes; `held_*` is what it leaves out (drafts, scheduled
    and expired entries, unless flags let them in). All are ordered by date, then id.
    """

    config: Config
    now: datetime
    """In the site's time zone; the only clock."""
    posts: tuple[Post, ...]
    issues: tuple[Issue, ...]
    pages: tuple[Page, ...]
    held_posts: tuple[Post, ...] = ()
    held_issues: tuple[Issue, ...] = ()
    held_pages: tuple[Page, ...] = ()
    tags: tuple[Term, ...] = ()
    """By title."""
    categories: tuple[Term, ...] = ()
    series: tuple[Term, ...] = ()
    carried: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """For every issue the posts that its writer put into it, unpublished ones included."""
    positions: Mapping[str, int] = MappingProxyType({})
    """Where each of `posts` stands among them."""
    carriers: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """For every post that published issues carry, the ids of these issues."""
    authors: tuple[Author, ...] = ()
    """In the order of content/authors.yaml."""
    live: frozenset[str]
    """Ids of `posts`, `issues` and `pages`."""
    broken: tuple[str, ...] = ()
    """Paths of sources with errors: known, but not usable."""
    by_id: Mapping[str, Post | Issue | Page]
    """Every entry, held ones included."""
    directory: Directory
    """Everything that a reference can name."""

    def is_live(self, entry_id: str) -> bool:
        """Whether this build publishes the entry."""
        return entry_id in self.live

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The published posts before and after one in time."""
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
