# SPDX-License-Identifier: MIT
"""From a planned output to the job that makes it: views are built here, for stale outputs only."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from letterpress.document import Document
from letterpress.model import permalinks
from letterpress.model.entries import Entry, Issue, Post, Term
from letterpress.model.permalinks import absolute_url, href
from letterpress.model.site import Site
from letterpress.plan.entry_views import EntryViews
from letterpress.plan.feed_jobs import FeedJobs, ReadBody
from letterpress.plan.jobs import CopyJob, Job, Output, PageJob, RobotsJob, SitemapEntry, SitemapJob
from letterpress.plan.labels import newsletter_title
from letterpress.plan.months import months_of
from letterpress.plan.paging import ListPage, paged
from letterpress.plan.planner import pinned_ids
from letterpress.plan.site_view import RSS, feed_link
from letterpress.plan.views import FeedLinkView, LinkView, MonthView, PagerView, PageView, SiteView

_WITH_BODY = frozenset({"post", "issue", "page"})


class JobMaker:
    """Makes the jobs of one site."""

    def __init__(
        self, site: Site, site_view: SiteView, read_body: ReadBody, image_files: Mapping[str, tuple[int, str]]
    ) -> None:
        self._site = site
        self._site_view = site_view
        self._base = site.config.base_path
        self._views = EntryViews(site)
        self._feeds = FeedJobs(site, self._views, read_body, image_files)
        self._terms = {
            "tag": {term.id: term for term in site.tags},
            "category": {term.id: term for term in site.categories},
            "series": {term.id: term for term in site.series},
        }
        self._authors = {author.id: author for author in site.authors}
        self._pages = {page.id: page for page in site.pages}
        self._all_posts = tuple(post.id for post in site.posts)
        self._pages_of: dict[str, dict[int | None, ListPage]] = {}
        self._posts_by_month = {month.id: month for month in months_of(site.posts)}

    def job(self, output: Output) -> Job:
        """The job that makes this output."""
        return _MAKERS[output.kind](self, output)

    def body_of(self, output: Output) -> Document | None:
        """The document whose body the job of this output needs."""
        return self._site.by_id[output.subject].document if output.kind in _WITH_BODY else None

    def _post(self, output: Output) -> Job:
        post = self._site.post(output.subject)
        view = self._views.post(post)
        page = self._page_view("post", post.url, post.title, entry=post)
        filling = self._views.filling(post)
        return PageJob(path=output.path, template="post.html", page=page, post=view, filling=filling)

    def _issue(self, output: Output) -> Job:
        issue = self._site.issue(output.subject)
        view = self._views.issue(issue)
        title = " ".join(filter(None, (view.card.label, issue.title)))
        page = self._page_view("issue", issue.url, title, entry=issue)
        filling = self._views.filling(issue)
        return PageJob(path=output.path, template="issue.html", page=page, issue=view, filling=filling)

    def _page(self, output: Output) -> Job:
        entry = self._pages[output.subject]
        page = self._page_view("page", entry.url, entry.title, entry=entry)
        content, filling = self._views.page(entry), self._views.filling(entry)
        return PageJob(path=output.path, template="page.html", page=page, content=content, filling=filling)

    def _redirect(self, output: Output) -> Job:
        entry = self._site.by_id[output.subject]
        page = self._page_view("redirect", entry.url, entry.title, entry=entry, noindex=True)
        return PageJob(path=output.path, template="redirect.html", page=page, target=page.absolute_url)

    def _home(self, output: Output) -> Job:
        ids, pager = self._list_page(permalinks.HOME, self._all_posts, output.number)
        front = output.number is None
        url = permalinks.list_page_url(permalinks.HOME, output.number)
        pinned = [each for each in pinned_ids(self._site) if each not in ids] if front else []
        latest = [issue.id for issue in self._site.issues[-1:]] if front else []
        return PageJob(
            path=output.path,
            template="home.html",
            page=self._page_view("home", url, ""),
            posts=self._views.cards(ids),
            pinned=self._views.cards(pinned),
            issues=tuple(self._views.issue_card(each) for each in latest),
            pager=pager,
        )

    def _term_list(self, output: Output) -> Job:
        term = self._terms[output.kind][output.subject]
        ids, pager = self._list_page(term.url, term.posts, output.number)
        url = permalinks.list_page_url(term.url, output.number)
        feeds = self._own_feeds(term.url, term.title) if output.kind == "tag" else ()
        return PageJob(
            path=output.path,
            template=f"{output.kind}.html",
            page=self._page_view(output.kind, url, term.title, feeds=feeds),
            posts=self._views.cards(ids),
            pager=pager,
        )

    def _author_list(self, output: Output) -> Job:
        author = self._authors[output.subject]
        ids, pager = self._list_page(author.url, author.posts, output.number)
        url = permalinks.list_page_url(author.url, output.number)
        feeds = self._own_feeds(author.url, author.name) if author.posts else ()
        return PageJob(
            path=output.path,
            template="author.html",
            page=self._page_view("author", url, author.name, description=author.bio, feeds=feeds),
            posts=self._views.cards(ids),
            pager=pager,
            author=self._views.author(author),
        )

    def _series(self, output: Output) -> Job:
        term = self._terms["series"][output.subject]
        page = self._page_view("series", term.url, term.title)
        posts = self._views.cards(term.posts)
        return PageJob(path=output.path, template="series.html", page=page, posts=posts)

    def _newsletter(self, output: Output) -> Job:
        title = newsletter_title(self._site.config).partition(" | ")[0]
        issues = tuple(self._views.issue_card(issue.id) for issue in reversed(self._site.issues))
        page = self._page_view("newsletter", permalinks.NEWSLETTER, title)
        return PageJob(path=output.path, template="newsletter.html", page=page, issues=issues)

    def _index(self, output: Output, terms: tuple[Term, ...]) -> Job:
        links = tuple(
            LinkView(title=term.title, url=href(term.url, self._base), count=len(term.posts))
            for term in terms
        )
        return self._index_page(output, links)

    def _author_index(self, output: Output) -> Job:
        links = tuple(
            LinkView(title=author.name, url=href(author.url, self._base), count=len(author.posts))
            for author in self._site.authors
        )
        return self._index_page(output, links)

    def _index_page(self, output: Output, links: tuple[LinkView, ...]) -> Job:
        url = "/" + output.path.removesuffix("index.html")
        page = self._page_view(output.kind, url, "")
        return PageJob(path=output.path, template=f"{output.kind}.html", page=page, links=links)

    def _archive(self, output: Output) -> Job:
        page = self._page_view("archive", permalinks.ARCHIVE, "")
        return PageJob(path=output.path, template="archive.html", page=page, months=self._months())

    def _months(self) -> tuple[MonthView, ...]:
        return tuple(
            MonthView(
                year=month.year,
                month=month.month,
                url=href(permalinks.month_url(month.year, month.month), self._base),
                count=len(month.posts),
            )
            for month in self._posts_by_month.values()
        )

    def _month(self, output: Output) -> Job:
        month = self._posts_by_month[output.subject]
        page = self._page_view("month", permalinks.month_url(month.year, month.month), month.id)
        posts = self._views.cards(reversed(month.posts))
        return PageJob(path=output.path, template="month.html", page=page, posts=posts)

    def _not_found(self, output: Output) -> Job:
        page = self._page_view("not_found", permalinks.NOT_FOUND, "", noindex=True)
        return PageJob(path=output.path, template="not_found.html", page=page)

    def _sitemap(self, output: Output) -> Job:
        site = self._site
        base_url = site.config.base_url
        dated: list[Post | Issue] = [*site.posts, *site.issues]
        entries = [
            SitemapEntry(url=absolute_url(each.url, base_url), changed=each.fields.updated or each.date)
            for each in dated
        ]
        undated = [permalinks.HOME, *(page.url for page in site.pages)]
        undated += [term.url for term in (*site.tags, *site.categories, *site.series)]
        undated += [author.url for author in site.authors]
        undated += [permalinks.NEWSLETTER] if site.issues else []
        entries += [SitemapEntry(url=absolute_url(url, base_url), changed=None) for url in undated]
        return SitemapJob(
            path=output.path,
            url=absolute_url(permalinks.SITEMAP, base_url),
            entries=tuple(sorted(entries, key=lambda entry: entry.url)),
        )

    def _robots(self, output: Output) -> Job:
        return RobotsJob(
            path=output.path, sitemap=absolute_url(permalinks.SITEMAP, self._site.config.base_url)
        )

    def _list_page(
        self, front: str, ids: Sequence[str], number: int | None
    ) -> tuple[tuple[str, ...], PagerView]:
        pages = self._pages_of.get(front)
        if pages is None:
            found = paged(ids, self._site.config.page_size)
            pages = self._pages_of[front] = {page.number: page for page in found}
        page = pages[number]
        newer = None if number is None else permalinks.list_page_url(front, page.newer)
        older = None if page.older is None else permalinks.list_page_url(front, page.older)
        return page.ids, PagerView(
            number=number,
            newer=newer and href(newer, self._base),
            older=older and href(older, self._base),
        )

    def _own_feeds(self, front: str, title: str) -> tuple[FeedLinkView, ...]:
        if not self._site.config.feed.terms:
            return ()
        name = f"{title} | {self._site.config.title}"
        return (feed_link(permalinks.feed_url(front), name, RSS, self._site.config),)

    def _page_view(
        self,
        kind: str,
        url: str,
        title: str,
        *,
        entry: Entry | None = None,
        description: str = "",
        feeds: tuple[FeedLinkView, ...] = (),
        noindex: bool = False,
    ) -> PageView:
        config = self._site.config
        absolute = absolute_url(url, config.base_url)
        if entry is not None:
            description = entry.document.excerpt
        image = None if entry is None or entry.image is None else absolute_url(entry.image, config.base_url)
        return PageView(
            kind=kind,
            title=title,
            description=description or (config.description if kind == "home" else ""),
            lang=(entry.fields.lang if entry else None) or config.language,
            url=href(url, self._base),
            absolute_url=absolute,
            canonical=(entry.fields.canonical if entry else None) or absolute,
            feeds=(*self._site_view.feeds, *feeds),
            image=image,
            noindex=noindex,
        )


_MAKERS: Mapping[str, Callable[[JobMaker, Output], Job]] = MappingProxyType(
    {
        "copy": lambda _, output: CopyJob(path=output.path, source=output.subject),
        "post": JobMaker._post,
        "issue": JobMaker._issue,
        "page": JobMaker._page,
        "redirect": JobMaker._redirect,
        "home": JobMaker._home,
        "tag": JobMaker._term_list,
        "category": JobMaker._term_list,
        "author": JobMaker._author_list,
        "series": JobMaker._series,
        "newsletter": JobMaker._newsletter,
        "tags": lambda maker, output: maker._index(output, maker._site.tags),
        "categories": lambda maker, output: maker._index(output, maker._site.categories),
        "series_index": lambda maker, output: maker._index(output, maker._site.series),
        "authors": JobMaker._author_index,
        "archive": JobMaker._archive,
        "month": JobMaker._month,
        "not_found": JobMaker._not_found,
        "rss": lambda maker, output: maker._feeds.job(output),
        "json_feed": lambda maker, output: maker._feeds.job(output),
        "sitemap": JobMaker._sitemap,
        "robots": JobMaker._robots,
    }
)
"""By kind of output; a table of bound methods would be a circle, which keeps a whole site in memory for long."""
