# SPDX-License-Identifier: MIT
"""Group posts by tag, category, series and author."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from letterpress.config.settings import AuthorProfile
from letterpress.diagnostics import Diagnostic, Message, Severity, suggestion
from letterpress.model import permalinks
from letterpress.model.entries import Author, AuthorLink, Entry, Post, Term
from letterpress.model.link_resolution import Directory, image_url
from letterpress.normalization import match_key

Group = Literal["tags", "categories", "series"]


@lru_cache(maxsize=16_384)
def term_id(title: str) -> str:
    """What makes two spellings of a term one term: case and full width do not count."""
    return match_key(title)


@lru_cache(maxsize=16_384)
def term_ids(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The terms that some titles name, each once."""
    return tuple(dict.fromkeys(map(term_id, titles)))


def group_posts(posts: Sequence[Post], group: Group) -> tuple[Term, ...]:
    """The terms that these posts name, by title; each with its posts in the given order, oldest first."""
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


def written_authors(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Every author id that an entry or the site's defaults name, with the first entry by path that does."""
    found: dict[str, Entry] = {}
    for entry in sorted([each for each in entries if each.authors], key=lambda each: each.document.path):
        for author in entry.authors:
            found.setdefault(author, entry)
    return found


def authors_of(
    posts: Sequence[Post],
    written: dict[str, Entry],
    profiles: tuple[AuthorProfile, ...],
    directory: Directory,
) -> tuple[tuple[Author, ...], tuple[Diagnostic, ...]]:
    """The authors of a site: those of content/authors.yaml in its order, then those that entries alone name."""
    members: dict[str, list[str]] = {}
    for post in posts:
        for author in post.authors:
            members.setdefault(author, []).append(post.id)
    known = {profile.id for profile in profiles}
    unknown = sorted(set(written) - known)
    authors = [_author(profile, members, directory) for profile in profiles]
    authors += [_author(AuthorProfile(id=each, name=each), members, directory) for each in unknown]
    names = tuple(profile.id for profile in profiles)
    problems = tuple(_unknown_author(each, written[each], names) for each in unknown) if profiles else ()
    return tuple(authors), problems


def _author(profile: AuthorProfile, members: dict[str, list[str]], directory: Directory) -> Author:
    return Author(
        id=profile.id,
        name=profile.name,
        is_person=profile.is_person,
        bio=profile.bio,
        image=image_url(profile.image, "content/authors.yaml", directory) if profile.image else None,
        links=tuple(AuthorLink(title=link.title, url=link.url) for link in profile.links),
        url=permalinks.term_url("authors", profile.id),
        posts=tuple(members.get(profile.id, ())),
    )


def _unknown_author(author: str, entry: Entry, names: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        code="author-unknown",
        severity=Severity.WARNING,
        message=Message(
            f"著者 `{author}` は `content/authors.yaml` にありません",
            f"author `{author}` is not in `content/authors.yaml`",
        ),
        span=entry.document.span("authors"),
        hint=suggestion(author, names)
        or Message("`content/authors.yaml` に書き足してください", "add a profile to `content/authors.yaml`"),
    )
