# SPDX-License-Identifier: MIT
"""A kind of output: what the planner and the renderer need to know of it, in one value.

`plan` says which outputs there are and what each depends on; it runs in every build, so it makes no view. `job` gathers
what rendering one of them needs; it runs for stale outputs only. What `job` shows must be among the inputs that `plan`
gave, or an edit will leave the output as it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

import msgspec

from letterpress.diagnostics import Message
from letterpress.document import Body
from letterpress.load import Asset
from letterpress.locale.tags import direction
from letterpress.model import permalinks
from letterpress.model.entries import Author, Entry, Term
from letterpress.model.permalinks import absolute_url, href, output_path
from letterpress.model.site import Site
from letterpress.plan.entry_views import EntryViews
from letterpress.plan.input_digests import InputDigests
from letterpress.plan.inputs import NO_INPUTS, Inputs
from letterpress.plan.jobs import Job
from letterpress.plan.labels import Labels
from letterpress.plan.output import Output, Rank
from letterpress.plan.site_view import RSS, feed_link
from letterpress.plan.views import FeedLinkView, PageView, SiteView

T = TypeVar("T")


class PlanContext:
    """What a kind of output may look at when it names its outputs."""

    def __init__(self, site: Site, labels: Labels, assets: Sequence[Asset]) -> None:
        self.site = site
        self.labels = labels
        self.assets = assets
        """The files that are copied as they are."""
        self.digests = InputDigests(site)

    def is_own(self, url: str) -> bool:
        """Whether content/static/ has a file at a site path, which then takes the place of what would be made."""
        path = output_path(url)
        return any(asset.kind == "static" and asset.output == path for asset in self.assets)


class JobContext:
    """What a kind of output may look at when it makes a job; views that several jobs show are made once."""

    def __init__(
        self,
        site: Site,
        site_view: SiteView,
        labels: Labels,
        *,
        image_files: Mapping[str, tuple[int, str]],
        read_body: Callable[[str], Body],
        read_tree: Callable[[str], bytes],
    ) -> None:
        """Begin with the jobs of one site.

        Args:
            site: At least all of it that the jobs show.
            site_view: What every page shows of the site.
            labels: What the parts of the site are called.
            image_files: Size in bytes and media type of every image file of the site, by site path.
            read_body: Reads an entry's body, by the entry's id.
            read_tree: Reads an entry's body as a tree, for `decode_tree`.
        """
        self.site = site
        self.site_view = site_view
        self.labels = labels
        self.image_files = image_files
        self.read_body = read_body
        self.read_tree = read_tree
        self.base = site.config.base_path
        self.views = EntryViews(site, labels)
        self._made: dict[tuple[str, str], object] = {}

    def once(self, make: Callable[[], T], name: str, subject: str = "") -> T:
        """A value that several jobs need, made when the first one asks for it.

        Args:
            make: Makes it.
            name: What it is; no two kinds of output may mean different things by one name.
            subject: Which one, where there are several.
        """
        key = (name, subject)
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    @cached_property
    def terms(self) -> Mapping[tuple[str, str], Term]:
        """Every term by its group (`tag`, `category`, `series`) and its id."""
        site = self.site
        groups = (("tag", site.tags), ("category", site.categories), ("series", site.series))
        return {(group, term.id): term for group, terms in groups for term in terms}

    @cached_property
    def authors(self) -> Mapping[str, Author]:
        """Every author by id."""
        return {author.id: author for author in self.site.authors}

    def page(
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
        """The view of a page for its `<head>`.

        Args:
            kind: See `PageView.kind`.
            url: Its site path.
            title: Plain text; empty for the home page.
            entry: What it shows, if that is one post, issue or page.
            description: For search engines, where no entry says it.
            feeds: Besides those of the site.
            noindex: Whether search engines shall leave it out.
        """
        config = self.site.config
        absolute = absolute_url(url, config.base_url)
        lang = (entry.fields.lang if entry else None) or config.language
        if entry is not None:
            description = entry.document.excerpt
        image = None if entry is None or entry.image is None else absolute_url(entry.image, config.base_url)
        return PageView(
            kind=kind,
            title=title,
            description=description or (config.description if kind == "home" else ""),
            lang=lang,
            url=href(url, self.base),
            absolute_url=absolute,
            canonical=(entry.fields.canonical if entry else None) or absolute,
            feeds=(*self.site_view.feeds, *feeds),
            image=image,
            noindex=noindex,
            dir=direction(lang),
        )

    def absolute_html(self, entry: Entry) -> str:
        """An entry's body with absolute URLs only, as a feed carries it."""
        return self.read_body(entry.id).filled(self.views.absolute_body(entry).hrefs)

    def plain_text(self, entry: Entry) -> str:
        """An entry's body as plain text, with absolute URLs; see `body_tree.plain_text`."""
        from letterpress.body_tree import decode_tree, plain_text  # noqa: PLC0415 - most sites have no such output

        return plain_text(decode_tree(self.read_tree(entry.id)), self.views.absolute_urls(entry))

    def own_feeds(self, front: str, title: str) -> tuple[FeedLinkView, ...]:
        """The link to the feed of a tag or an author, given the site path of its list."""
        config = self.site.config
        if not config.feed.terms:
            return ()
        return (feed_link(permalinks.feed_url(front), f"{title} | {config.title}", RSS, config),)


class OutputKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of output."""

    name: str
    """Unique among all kinds; of a page also `PageView.kind`."""
    title: Message
    """What messages call an output of this kind: `a tag's page`."""
    rank: Rank = Rank.LIST
    plan: Callable[[PlanContext], Iterable[Output]]
    """Gives every output of this kind."""
    job: Callable[[JobContext, Output], Job]
    """Makes the job of one of these outputs."""
    is_rendered: bool = True
    """Whether its jobs go to workers, which have a renderer for them; else they copy a file or hold ready bytes."""
    from_inputs: bool = False
    """Whether plan and job need no more of the site than the entries that an output's inputs name.

    An edited body then reaches such an output without the rest of the site being looked at.
    """

    def output(
        self,
        url: str,
        inputs: Inputs = NO_INPUTS,
        subject: str = "",
        *,
        number: int | None = None,
        source: str = "",
    ) -> Output:
        """An output of this kind at a site path."""
        return Output(
            path=output_path(url),
            rank=self.rank,
            kind=self.name,
            subject=subject,
            number=number,
            source=source,
            inputs=inputs,
        )
