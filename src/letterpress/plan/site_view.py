# SPDX-License-Identifier: MIT
"""What every page shows of the site, as a view."""

from collections.abc import Mapping
from typing import Any

from letterpress.config import Config
from letterpress.locale.tags import direction
from letterpress.model import permalinks
from letterpress.model.permalinks import absolute_url, href
from letterpress.model.site import Site
from letterpress.plan.labels import Labels
from letterpress.plan.views import FeedLinkView, FormView, LinkView, SiteView

RSS = "application/rss+xml"
JSON_FEED = "application/feed+json"


def site_view(site: Site, labels: Labels, *, settings: Mapping[str, Any], version: str) -> SiteView:
    """The view of the site; `settings` are the theme's own defaults under the site's `theme_settings`."""
    config = site.config
    base = config.base_path
    return SiteView(
        title=config.title,
        description=config.description,
        language=config.language,
        dir=direction(config.language),
        url=config.base_url,
        home=href(permalinks.HOME, base),
        root=href(permalinks.HOME, base),
        navigation=_navigation(site, labels),
        feeds=_feeds(site, labels),
        subscribe=FormView(action=config.subscribe.action, field=config.subscribe.field)
        if config.subscribe.action
        else None,
        sender=config.sender.name,
        settings=settings,
        has_newsletter=bool(site.issues),
        archive=href(permalinks.ARCHIVE, base),
        tags=href(permalinks.index_url("tags"), base),
        newsletter=href(permalinks.NEWSLETTER, base),
        generator=f"letterpress {version}",
    )


def feed_link(url: str, title: str, media_type: str, config: Config) -> FeedLinkView:
    """A link for autodiscovery, absolute."""
    return FeedLinkView(title=title, url=absolute_url(url, config.base_url), type=media_type)


def _feeds(site: Site, labels: Labels) -> tuple[FeedLinkView, ...]:
    config = site.config
    feeds = [
        feed_link(permalinks.feed_url("/"), config.title, RSS, config),
        feed_link(permalinks.json_feed_url("/"), config.title, JSON_FEED, config),
    ]
    if site.issues:
        url = permalinks.feed_url(permalinks.NEWSLETTER)
        feeds.append(feed_link(url, labels.newsletter_title(config.title), RSS, config))
    return tuple(feeds)


def _navigation(site: Site, labels: Labels) -> tuple[LinkView, ...]:
    config = site.config
    base = config.base_path
    if config.navigation:
        return tuple(
            LinkView(title=item.title, url=href(item.url, base) if item.url.startswith("/") else item.url)
            for item in config.navigation
        )
    links = [LinkView(title=labels.archive, url=href(permalinks.ARCHIVE, base))]
    if site.issues:
        links.append(LinkView(title=labels.newsletter, url=href(permalinks.NEWSLETTER, base)))
    if site.tags:
        links.append(LinkView(title=labels.tags, url=href(permalinks.index_url("tags"), base)))
    links += [LinkView(title=page.title, url=href(page.url, base)) for page in site.pages]
    return tuple(links)
