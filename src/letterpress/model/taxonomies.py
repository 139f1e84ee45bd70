# SPDX-License-Identifier: MIT
"""Taxonomies: posts grouped by tag, category, series and author."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from letterpress.config.settings import AuthorProfile
from letterpress.model import permalinks
from letterpress.model.entries import Author, AuthorLink, Entry, Post, Term
from letterpress.model.link_resolution import LinkTargets, image_url
from letterpress.normalization import match_key

Group = Literal["tags", "categories", "series"]


@lru_cache(maxsize=16_384)
def term_id(title: str) -> str:
    """The id of a term, equal for spellings that differ only in case or width."""
    return match_key(title)


@lru_cache(maxsize=16_384)
def term_ids(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of several terms, without repeats."""
    return tuple(dict.fromkeys(map(term_id, titles)))


def group_posts(posts: Sequence[Post], group: Group) -> tuple[Term, ...]:
    """Make the terms that posts name, ordered by id; each with its posts in the given order, oldest first."""
    titles: dict[str, str] = {}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for post in posts:
        for term in _terms(post, group):
            if term not in titles:
                titles[term] = next(each for each in _titles(post, group) if term_id(each) == term)
            members[term].append(post.id)
    terms = [
        Term(id=term, title=titles[term], url=permalinks.term_url(group, term), posts=tuple(ids))
        for term, ids in members.items()
    ]
    return tuple(sorted(terms, key=lambda term: (term.id, term.title)))


def _terms(post: Post, group: Group) -> tuple[str, ...]:
    if group == "tags":
        return post.tags
    if group == "categories":
        return post.categories
    return (post.series,) if post.series else ()


def _titles(post: Post, group: Group) -> tuple[str, ...]:
    fields = post.document.fields
    if group == "tags":
        return fields.tags
    if group == "categories":
        return fields.categories
    return (fields.series,) if fields.series else ()


def make_authors(
    posts: Sequence[Post],
    entries: Iterable[Entry],
    profiles: tuple[AuthorProfile, ...],
    targets: LinkTargets,
) -> tuple[Author, ...]:
    """Make the authors of a site: those of content/authors.yaml in its order, then those that entries alone name.

    Args:
        posts: The published posts, oldest first.
        entries: All entries, which may name authors without a profile.
        profiles: The authors of content/authors.yaml.
        targets: Everything that the image of a profile can name.
    """
    members: dict[str, list[str]] = {}
    for post in posts:
        for author in post.authors:
            members.setdefault(author, []).append(post.id)
    named = {author for entry in entries for author in entry.authors}
    unlisted = sorted(named - {profile.id for profile in profiles})
    return (
        *(_author(profile, members, targets) for profile in profiles),
        *(_author(AuthorProfile(id=each, name=each), members, targets, listed=False) for each in unlisted),
    )


def _author(
    profile: AuthorProfile, members: Mapping[str, list[str]], targets: LinkTargets, *, listed: bool = True
) -> Author:
    return Author(
        id=profile.id,
        name=profile.name,
        is_listed=listed,
        is_person=profile.is_person,
        bio=profile.bio,
        image=image_url(profile.image, "content/authors.yaml", targets) if profile.image else None,
        links=tuple(AuthorLink(title=link.title, url=link.url) for link in profile.links),
        url=permalinks.term_url("authors", profile.id),
        posts=tuple(members.get(profile.id, ())),
    )
