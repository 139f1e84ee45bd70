# SPDX-License-Identifier: MIT
"""Feeds as jobs: every item in full, with absolute URLs only."""

from collections.abc import Callable, Mapping

from letterpress.document import Body, Document
from letterpress.model.entries import Issue, Post
from letterpress.model.permalinks import absolute_url
from letterpress.model.site import Site
from letterpress.plan.entry_views import EntryViews
from letterpress.plan.feeds import FeedPlan, feed_plans
from letterpress.plan.jobs import FeedItemView, FeedJob, Output
from letterpress.plan.labels import issue_label

ReadBody = Callable[[Document], Body]


class FeedJobs:
    """Makes the feed jobs of one site; an item that several feeds carry is made once."""

    def __init__(
        self, site: Site, views: EntryViews, read_body: ReadBody, image_files: Mapping[str, tuple[int, str]]
    ) -> None:
        self._site = site
        self._views = views
        self._read_body = read_body
        self._image_files = image_files
        self._plans: dict[str, FeedPlan] = {}
        self._items: dict[str, FeedItemView] = {}

    def job(self, output: Output) -> FeedJob:
        """The job of a planned feed."""
        if not self._plans:
            self._plans = {feed.subject: feed for feed in feed_plans(self._site)}
        feed = self._plans[output.subject]
        config = self._site.config
        return FeedJob(
            path=output.path,
            format=feed.format,
            title=feed.title,
            description=config.description or config.title,
            language=config.language,
            home=absolute_url(feed.home, config.base_url),
            url=absolute_url(feed.url, config.base_url),
            items=tuple([self._item(each) for each in feed.items]),
            full_text=config.feed.full_text,
            max_bytes=config.feed.max_bytes,
        )

    def _item(self, entry_id: str) -> FeedItemView:
        item = self._items.get(entry_id)
        if item is None:
            item = self._items[entry_id] = self._make_item(self._site.dated(entry_id))
        return item

    def _make_item(self, entry: Post | Issue) -> FeedItemView:
        config = self._site.config
        fields = entry.fields
        title = entry.title
        if isinstance(entry, Issue):
            title = " ".join(filter(None, (issue_label(entry.numbers, config.language), title)))
        size, media_type = self._image_files.get(entry.image or "", (0, ""))
        return FeedItemView(
            id=entry.id,
            title=title,
            url=absolute_url(entry.url, config.base_url),
            date=entry.date,
            updated=fields.updated or entry.date,
            html=self._views.absolute_html(entry, self._read_body(entry.document)),
            excerpt=entry.document.excerpt,
            authors=self._views.author_names(entry.authors),
            tags=(*fields.categories, *fields.tags),
            image=entry.image and absolute_url(entry.image, config.base_url),
            image_size=size,
            image_type=media_type,
            lang=fields.lang or config.language,
            source=entry.document.path,
        )
