# SPDX-License-Identifier: MIT
"""The files for search engines: sitemap.xml and robots.txt."""

from collections.abc import Iterator, Sequence

from letterpress.diagnostics import Message
from letterpress.digests import digest_value
from letterpress.model import permalinks
from letterpress.model.entries import Issue, Post
from letterpress.model.permalinks import absolute_url
from letterpress.model.site import Site
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import RobotsJob, SitemapEntry, SitemapJob
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext


def _dated(site: Site) -> Sequence[Post | Issue]:
    return (*site.posts, *site.issues)


def _undated_urls(site: Site) -> list[str]:
    """The site paths of everything without a date of its own, but the front page and the newsletter."""
    urls = [page.url for page in site.pages]
    urls += [term.url for term in (*site.tags, *site.categories, *site.series)]
    return [*urls, *(author.url for author in site.authors)]


def _sitemap(context: PlanContext) -> Iterator[Output]:
    site = context.site
    if context.is_own(permalinks.SITEMAP):
        return
    dated = [(entry.url, entry.document.fields.updated or entry.date) for entry in _dated(site)]
    addresses = digest_value((dated, _undated_urls(site), len(site.posts)))
    yield SITEMAP.output(permalinks.SITEMAP, single(InputKind.ADDRESSES, addresses))


def _sitemap_job(context: JobContext, output: Output) -> SitemapJob:
    site = context.site
    base_url = site.config.base_url
    entries = [
        SitemapEntry(url=absolute_url(each.url, base_url), changed=each.fields.updated or each.date)
        for each in _dated(site)
    ]
    undated = [permalinks.HOME, *_undated_urls(site), *([permalinks.NEWSLETTER] if site.issues else [])]
    entries += [SitemapEntry(url=absolute_url(url, base_url), changed=None) for url in undated]
    return SitemapJob(
        path=output.path,
        url=absolute_url(permalinks.SITEMAP, base_url),
        entries=tuple(sorted(entries, key=lambda entry: entry.url)),
    )


def _robots(context: PlanContext) -> Iterator[Output]:
    if not context.is_own(permalinks.ROBOTS):
        yield ROBOTS.output(permalinks.ROBOTS)


def _robots_job(context: JobContext, output: Output) -> RobotsJob:
    return RobotsJob(path=output.path, sitemap=absolute_url(permalinks.SITEMAP, context.site.config.base_url))


SITEMAP = OutputKind(
    name="sitemap",
    title=Message("サイトマップ", "the sitemap"),
    rank=Rank.FEED,
    plan=_sitemap,
    job=_sitemap_job,
)
ROBOTS = OutputKind(
    name="robots", title=Message("robots.txt", "robots.txt"), rank=Rank.FEED, plan=_robots, job=_robots_job
)
