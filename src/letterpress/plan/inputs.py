# SPDX-License-Identifier: MIT
"""What goes into each output, as names and digests; cheap, because no view is built for it."""

from collections.abc import Iterable

from letterpress.fingerprint import Digest, digest, digest_value
from letterpress.model.entries import Author, Entry, Issue, Post, Term
from letterpress.model.site import Site
from letterpress.plan.jobs import Inputs

Input = tuple[str, Digest]


class InputDigests:
    """The digests of one site's entries, terms and authors, each computed once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._authors = {author.id: _author_digest(author) for author in site.authors}
        self._series = {term.id: self._members(term) for term in site.series}

    def card(self, entry_id: str) -> Input:
        """The card of an entry."""
        return f"card of {entry_id}", self._site.by_id[entry_id].document.card_digest

    def cards(self, ids: Iterable[str]) -> list[Input]:
        """The cards of entries and, once each, the authors that they show."""
        entries = [self._site.by_id[entry_id] for entry_id in ids]
        found: list[Input] = [(f"card of {entry.id}", entry.document.card_digest) for entry in entries]
        authors = dict.fromkeys([author for entry in entries for author in entry.authors])
        found.extend([self.author(each) for each in authors])
        return found

    def author(self, author_id: str) -> Input:
        """An author's profile."""
        return f"author {author_id}", self._authors[author_id]

    def body(self, entry: Entry) -> list[Input]:
        """An entry's own content: card, body, authors, and where its links lead."""
        document = entry.document
        found = [(f"card of {entry.id}", document.card_digest), (f"body of {entry.id}", document.body_digest)]
        found.extend([self.author(each) for each in entry.authors])
        if entry.links:
            found.append((f"links of {entry.id}", links_digest(entry)))
        return found

    def post(self, post: Post) -> list[Input]:
        """Everything on a post's page."""
        found = self.body(post)
        for neighbour in self._site.neighbours(post):
            if neighbour is not None:
                found.append((f"card of {neighbour.id}", neighbour.document.card_digest))
        if post.series:
            found.append((f"series {post.series}", self._series[post.series]))
        found.extend([self.card(each) for each in self._site.carriers.get(post.id, ())])
        return found

    def issue(self, issue: Issue) -> list[Input]:
        """Everything on an issue's page."""
        found = self.body(issue)
        found.extend(self.cards(issue.items))
        found.extend(self.card(each) for each in (issue.previous, issue.next) if each)
        return found

    def _members(self, term: Term) -> Digest:
        by_id = self._site.by_id
        return digest(b"".join(by_id[each].document.card_digest for each in term.posts))


def inputs_from(found: Iterable[Input]) -> Inputs:
    """Names and digests, packed."""
    names, digests = tuple(zip(*found, strict=True)) or ((), ())
    return Inputs(names, b"".join(digests))


def links_digest(entry: Entry) -> Digest:
    """Of the site paths that an entry's references lead to."""
    return digest("\n".join([link.url or "" for link in entry.links]).encode())


def terms_digest(terms: Iterable[Term]) -> Digest:
    """Of what an index page shows of its terms."""
    return digest_value([(term.title, term.url, len(term.posts)) for term in terms])


def _author_digest(author: Author) -> Digest:
    links = [(link.title, link.url) for link in author.links]
    return digest_value((author.name, author.is_person, author.bio, author.image, links, author.url))
