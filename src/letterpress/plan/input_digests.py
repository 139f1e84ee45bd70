# SPDX-License-Identifier: MIT
"""Digests of what goes into outputs, computed from the site alone; no view is built for them."""

from collections.abc import Iterable, Sequence
from itertools import chain

from letterpress.digests import DIGEST_SIZE, Digest, digest, digest_value
from letterpress.model.entries import Author, Entry, Issue, Post, Term
from letterpress.model.site import Site
from letterpress.plan.inputs import NO_INPUTS, InputKey, InputKind, Inputs, single

_BY_TEXT_ALONE = frozenset(("path", "fragment"))
"""What a link means that leads to the same place whatever else the site holds."""


class InputDigests:
    """The digests of one site's entries, terms and authors, each computed once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._keys = {entry_id: InputKey(InputKind.CARD, entry_id) for entry_id in site.by_id}
        self._cards = {entry_id: entry.document.card_digest for entry_id, entry in site.by_id.items()}
        self._authors = {author.id: _author_digest(author) for author in site.authors}
        self._series = {term.id: self._members(term) for term in site.series}

    def card(self, entry_id: str) -> Inputs:
        """The card of an entry."""
        return Inputs((self._keys[entry_id],), self._cards[entry_id])

    def cards(self, ids: Sequence[str]) -> Inputs:
        """The cards of entries and, once each, the authors that they show."""
        keys = tuple(map(self._keys.__getitem__, ids))
        cards = Inputs(keys, b"".join(map(self._cards.__getitem__, ids)))
        if not self._authors:
            return cards
        by_id = self._site.by_id
        return cards + self.authors(dict.fromkeys(chain.from_iterable([by_id[each].authors for each in ids])))

    def authors(self, ids: Iterable[str]) -> Inputs:
        """Authors' profiles."""
        known = tuple(ids)
        keys = tuple([InputKey(InputKind.AUTHOR, each) for each in known])
        return Inputs(keys, b"".join([self._authors[each] for each in known]))

    def body(self, entry: Entry) -> Inputs:
        """An entry's own content: card, body, authors, and where its links lead."""
        document = entry.document
        keys = (self._keys[entry.id], InputKey(InputKind.BODY, entry.id))
        found = Inputs(keys, document.card_digest + document.body_digest)
        if entry.authors:
            found += self.authors(entry.authors)
        if entry.links:
            found += _links(entry)
        return found

    def posts(self) -> list[Inputs]:
        """Everything on the page of each post, in their order."""
        bodies = [self.body(post) for post in self._site.posts]
        cards = [NO_INPUTS, *[self.card(post.id) for post in self._site.posts], NO_INPUTS]
        found = [
            Inputs(body.keys + one.keys + other.keys, body.digests + one.digests + other.digests)
            for body, one, other in zip(bodies, cards[:-2], cards[2:], strict=True)
        ]
        if self._site.series or self._site.issues_by_post:
            return [each + self._around(post) for each, post in zip(found, self._site.posts, strict=True)]
        return found

    def issue(self, issue: Issue) -> Inputs:
        """Everything on an issue's page."""
        neighbours = [self.card(each) for each in (issue.previous, issue.next) if each]
        return sum(neighbours, start=self.body(issue) + self.cards(issue.items))

    def _around(self, post: Post) -> Inputs:
        """The series that a post is part of, and the issues that carry it."""
        found = NO_INPUTS
        if post.series:
            found += single(InputKind.SERIES, self._series[post.series], post.series)
        for each in self._site.issues_by_post.get(post.id, ()):
            found += self.card(each)
        return found

    def _members(self, term: Term) -> Digest:
        return digest(b"".join([self._cards[each] for each in term.posts]))


def pages_between(newer: int | None, older: int | None) -> Digest:
    """The numbers of a list page's neighbours, which fit into a digest as they are."""
    half = DIGEST_SIZE // 2
    return (newer or 0).to_bytes(half, "big") + (older or 0).to_bytes(half, "big")


def title_of(term: Term) -> Inputs:
    """The title of a term."""
    return single(InputKind.TITLE, digest(term.title.encode()), term.id)


def _links(entry: Entry) -> Inputs:
    """Where those links of an entry lead that depend on other files; the body's digest covers the others."""
    places = [link.url or "" for link in entry.links if link.meaning not in _BY_TEXT_ALONE]
    return single(InputKind.LINKS, digest("\n".join(places).encode()), entry.id) if places else NO_INPUTS


def terms_digest(terms: Iterable[Term]) -> Digest:
    """A digest of what an index page shows of its terms."""
    return digest_value([(term.title, term.url, len(term.posts)) for term in terms])


def _author_digest(author: Author) -> Digest:
    links = [(link.title, link.url) for link in author.links]
    return digest_value((author.name, author.is_person, author.bio, author.image, links, author.url))
