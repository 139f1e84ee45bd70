# SPDX-License-Identifier: MIT
"""Posts, issues, pages and authors as views."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

from letterpress.locale.tags import direction
from letterpress.model import permalinks
from letterpress.model.entries import Author, Entry, Issue, Page, Post
from letterpress.model.link_resolution import Resolution
from letterpress.model.permalinks import absolute_url, href
from letterpress.model.site import Site
from letterpress.model.taxonomies import term_id
from letterpress.plan.jobs import JobBody, packed
from letterpress.plan.labels import Labels
from letterpress.plan.views import (
    AuthorView,
    CardView,
    ContentPageView,
    IssueCardView,
    IssueView,
    LinkView,
    PostView,
    SeriesView,
)


class EntryViews:
    """Makes the views of one site's entries, to travel in jobs; each card is made and packed once."""

    def __init__(self, site: Site, labels: Labels) -> None:
        self._site = site
        self._labels = labels
        self._base = site.config.base_path
        self._dir_of_site = direction(site.config.language)
        self._authors = {author.id: author for author in site.authors}
        self._cards: dict[str, CardView] = {}
        self._term_links: dict[tuple[str, str], tuple[str, LinkView]] = {}
        self._series = {term.id: term for term in site.series}

    def card(self, post_id: str) -> CardView:
        """A post as a list shows it, packed."""
        card = self._cards.get(post_id)
        if card is None:
            card = self._cards[post_id] = packed(self._card(self._site.post(post_id)))
        return card

    def cards(self, ids: Iterable[str]) -> tuple[CardView, ...]:
        """Several posts as a list shows them, packed."""
        return tuple([self.card(each) for each in ids])

    def post(self, post: Post) -> PostView:
        """A post on its own page."""
        fields = post.fields
        previous, following = self._site.neighbours(post)
        public = self._site.config.editorial.public
        return PostView(
            card=self.card(post.id),
            title_html=post.document.title_html,
            updated=fields.updated,
            authors=self.authors(post.authors),
            series=self._series_of(post),
            issues=tuple([self._issue_link(each) for each in self._site.issues_by_post.get(post.id, ())]),
            previous=None if previous is None else self._entry_link(previous),
            next=None if following is None else self._entry_link(following),
            cta=fields.cta,
            stages=fields.stages if public else (),
            value_theme=fields.value_theme if public else None,
        )

    def issue_card(self, issue_id: str) -> IssueCardView:
        """An issue as the archive shows it."""
        issue = self._site.issue(issue_id)
        document = issue.document
        return IssueCardView(
            id=issue.id,
            title=issue.title,
            url=href(issue.url, self._base),
            date=issue.date,
            numbers=issue.numbers,
            label=self._labels.issue(issue.numbers),
            excerpt=document.excerpt,
            lang=self._lang(issue),
            items=len(issue.items),
            dir=self._dir(issue),
        )

    def issue(self, issue: Issue) -> IssueView:
        """An issue on its own page."""
        fields = issue.fields
        card = self.issue_card(issue.id)
        return IssueView(
            card=card,
            title_html=issue.document.title_html,
            subject=fields.subject or " ".join(filter(None, (card.label, issue.title))),
            preheader=fields.preheader or "",
            items=self.cards(issue.items),
            authors=self.authors(issue.authors),
            previous=self.issue_card(issue.previous) if issue.previous else None,
            next=self.issue_card(issue.next) if issue.next else None,
            cta=fields.cta,
        )

    def page(self, page: Page) -> ContentPageView:
        """A page such as about."""
        return ContentPageView(
            title=page.title,
            title_html=page.document.title_html,
            updated=page.fields.updated,
            lang=self._lang(page),
            extra=page.fields.extra,
        )

    def body(self, entry: Entry) -> JobBody:
        """An entry's body as a page of the site shows it."""
        hrefs = [_site_link(link, self._base) for link in entry.links]
        if "" in hrefs:
            written = [reference.target for reference in entry.document.references]
            hrefs = [url or escape(_dead(target)) for url, target in zip(hrefs, written, strict=True)]
        return JobBody(entry.id, tuple(hrefs))

    def absolute_body(self, entry: Entry) -> JobBody:
        """An entry's body with absolute URLs only."""
        return JobBody(entry.id, tuple(map(escape, self.absolute_urls(entry))))

    def absolute_urls(self, entry: Entry) -> list[str]:
        """Where each reference of an entry's body leads."""
        base_url = self._site.config.base_url
        page = absolute_url(entry.url, base_url)
        urls = [_absolute_link(link, base_url, page) for link in entry.links]
        if "" in urls:
            written = [reference.target for reference in entry.document.references]
            urls = [url or urljoin(page, _dead(target)) for url, target in zip(urls, written, strict=True)]
        return urls

    def authors(self, ids: Iterable[str]) -> tuple[AuthorView, ...]:
        """Authors in full."""
        return tuple([self.author(self._authors[each]) for each in ids])

    def author(self, author: Author) -> AuthorView:
        """One author in full."""
        return AuthorView(
            id=author.id,
            name=author.name,
            is_person=author.is_person,
            url=href(author.url, self._base),
            bio=author.bio,
            image=self.image(author.image),
            links=tuple(LinkView(title=link.title, url=self._outside(link.url)) for link in author.links),
        )

    def _outside(self, url: str) -> str:
        return href(url, self._base) if url.startswith("/") else url

    def author_names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Authors by name."""
        return tuple(self._authors[each].name for each in ids)

    def image(self, image: str | None) -> str | None:
        """What a page writes into `src` for an image that front matter names."""
        if image is None or "://" in image:
            return image
        return href(image, self._base)

    def _card(self, post: Post) -> CardView:
        fields = post.fields
        document = post.document
        return CardView(
            id=post.id,
            title=post.title,
            url=href(post.url, self._base),
            date=post.date,
            excerpt=document.excerpt,
            minutes=document.minutes,
            lang=self._lang(post),
            image=self.image(post.image),
            image_alt=fields.image_alt or "",
            pinned=fields.pin,
            tags=self._terms("tags", fields.tags),
            categories=self._terms("categories", fields.categories),
            authors=tuple(
                [
                    LinkView(title=author.name, url=href(author.url, self._base))
                    for author in (self._authors[each] for each in post.authors)
                ]
            ),
            series=LinkView(
                title=fields.series, url=href(permalinks.term_url("series", post.series), self._base)
            )
            if fields.series and post.series
            else None,
            extra=fields.extra or {},  # for a mapping of ours the encoder asks what to make of it
            dir=self._dir(post),
        )

    def _terms(self, group: str, titles: tuple[str, ...]) -> tuple[LinkView, ...]:
        if not titles:
            return ()
        # Two spellings of one term in one post make one link, under the first spelling.
        named: dict[str, LinkView] = {}
        for title in titles:
            term, link = self._term_links.get((group, title)) or self._term_link(group, title)
            named.setdefault(term, link)
        return tuple(named.values())

    def _term_link(self, group: str, title: str) -> tuple[str, LinkView]:
        """A term's id, and the link to it under one of its spellings."""
        term = term_id(title)
        link = packed(LinkView(title=title, url=href(permalinks.term_url(group, term), self._base)))
        self._term_links[group, title] = found = term, link
        return found

    def _series_of(self, post: Post) -> SeriesView | None:
        if post.series is None:
            return None
        term = self._series[post.series]
        links = tuple([self._entry_link(self._site.by_id[each]) for each in term.posts])
        return SeriesView(
            title=term.title, url=href(term.url, self._base), part=term.posts.index(post.id) + 1, posts=links
        )

    def _issue_link(self, issue_id: str) -> LinkView:
        card = self.issue_card(issue_id)
        return LinkView(title=" ".join(filter(None, (card.label, card.title))), url=card.url)

    def _entry_link(self, entry: Entry) -> LinkView:
        return LinkView(
            title=entry.title, url=href(entry.url, self._base), lang=self._lang(entry), dir=self._dir(entry)
        )

    def _lang(self, entry: Entry) -> str | None:
        lang = entry.fields.lang
        return None if lang == self._site.config.language else lang

    def _dir(self, entry: Entry) -> str | None:
        lang = entry.fields.lang
        found = None if lang is None else direction(lang)
        return None if found == self._dir_of_site else found


def _site_link(link: Resolution, base: str) -> str:
    """Where a link leads, escaped; empty where it leads nowhere."""
    url = link.url
    return "" if url is None else escape(url if url.startswith("#") else href(url, base))


def _dead(target: str) -> str:
    """The URL of a link that leads nowhere, where that is no error: as it was written; for an issue, none."""
    return "" if target.startswith("issue:") else target


def _absolute_link(link: Resolution, base_url: str, page: str) -> str:
    url = link.url
    if url is None:
        return ""
    return page + url if url.startswith("#") else absolute_url(url, base_url)
