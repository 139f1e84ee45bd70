# SPDX-License-Identifier: MIT
"""What goes into each output, as names and digests; cheap, because no view is built for it."""

from collections.abc import Iterable, Sequence
from itertools import chain

from letterpress.digests import DIGEST_SIZE, Digest, digest, digest_value
from letterpress.model.entries import Author, Entry, Issue, Post, Term
from letterpress.model.site import Site
from letterpress.plan.jobs import NO_INPUTS, Inputs

_BY_TEXT_ALONE = frozenset(("path", "fragment"))
"""What a link means that leads to the same place whatever else the site holds."""


class InputDigests:
    """The digests of one site's entries, terms and authors, each computed once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names = {entry_id: f"card of {entry_id}" for entry_id in site.by_id}
        self._cards = {entry_id: entry.document.card_digest for entry_id, entry in site.by_id.items()}
        self._authors = {author.id: _author_digest(author) for author in site.authors}
        self._series = {term.id: self._members(term) for term in site.series}

    def card(self, entry_id: str) -> Inputs:
        """The card of an entry."""
        return Inputs((self._names[entry_id],), self._cards[entry_id])

    def cards(self, ids: Sequence[str]) -> Inputs:
        """The cards of entries and, once each, the authors that they show."""
        names = tuple(map(self._names.__getitem__, ids))
        cards = Inputs(names, b"".join(map(self._cards.__getitem__, ids)))
        if not self._authors:
            return cards
        by_id = self._site.by_id
        return cards + self.authors(dict.fromkeys(chain.from_iterable([by_id[each].authors for each in ids])))

    def authors(self, ids: Iterable[str]) -> Inputs:
        """Authors' profiles."""
        known = tuple(ids)
        names = tuple([f"author {each}" for each in known])
        return Inputs(names, b"".join([self._authors[each] for each in known]))

    def body(self, entry: Entry) -> Inputs:
        """An entry's own content: card, body, authors, and where its links lead."""
        document = entry.document
        names = (self._names[entry.id], f"body of {entry.id}")
        found = Inputs(names, document.card_digest + document.body_digest)
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
            Inputs(body.names + one.names + other.names, body.digests + one.digests + other.digests)
            for body, one, other in zip(bodies, cards[:-2], cards[2:], strict=True)
        ]
        if self._site.series or self._site.carriers:
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
            found += Inputs((f"series {post.series}",), self._series[post.series])
        for each in self._site.carriers.get(post.id, ()):
            found += self.card(each)
        return found

    def _members(self, term: Term) -> Digest:
        return digest(b"".join([self._cards[each] for each in term.posts]))


def single(name: str, value: Digest) -> Inputs:
    """One input."""
    return Inputs((name,), value)


def pages_between(newer: int | None, older: int | None) -> Digest:
    """Of the numbers of a list page's neighbours; they fit as they are, and are many."""
    half = DIGEST_SIZE // 2
    return (newer or 0).to_bytes(half, "big") + (older or 0).to_bytes(half, "big")


def _links(entry: Entry) -> Inputs:
    """Where those links of an entry lead that depend on other files; its body says where the others do."""
    places = [link.url or "" for link in entry.links if link.meaning not in _BY_TEXT_ALONE]
    return single(f"links of {entry.id}", digest("\n".join(places).encode())) if places else NO_INPUTS


def terms_digest(terms: Iterable[Term]) -> Digest:
    """Of what an index page shows of its terms."""
    return digest_value([(term.title, term.url, len(term.posts)) for term in terms])


def _author_digest(author: Author) -> Digest:
    links = [(link.title, link.url) for link in author.links]
    return digest_value((author.name, author.is_person, author.bio, author.image, links, author.url))
