# SPDX-License-Identifier: MIT
"""Render jobs: the same bytes on every machine and in every process."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from letterpress.plan.jobs import FeedJob, PageJob, RenderJob, RobotsJob, SitemapJob
from letterpress.plugins.loading import PluginError
from letterpress.render.context import RenderSetup
from letterpress.render.rendered import Rendered
from letterpress.render.templates.pages import NO_FILTERS, Templates, open_templates
from letterpress.render.templates.plugin_filters import plugin_filters


def _render_feed(job: FeedJob) -> tuple[Rendered, ...]:
    from letterpress.render.feeds.feed import render_feed  # noqa: PLC0415 - 10 ms, and feedgen 70 more

    return (render_feed(job),)


def _render_for_search_engines(job: SitemapJob | RobotsJob) -> tuple[Rendered, ...]:
    from letterpress.render.sitemap import render_robots, render_sitemap  # noqa: PLC0415 - 7 ms; most builds need none

    return (render_robots(job),) if isinstance(job, RobotsJob) else render_sitemap(job)


RENDERERS: Mapping[type[RenderJob], Callable[[Any], tuple[Rendered, ...]]] = MappingProxyType(
    {
        FeedJob: _render_feed,
        SitemapJob: _render_for_search_engines,
        RobotsJob: _render_for_search_engines,
    }
)
"""The renderer of each type of job; pages alone need the theme, and so the `Renderer` of a build."""


class Renderer:
    """Renders the jobs of one build."""

    def __init__(self, setup: RenderSetup) -> None:
        self._setup = setup
        self._templates: Templates | None = None

    def render(self, job: RenderJob) -> tuple[Rendered, ...]:
        """Render the output of a job, with its diagnostics; a very large sitemap comes as several files."""
        return (self._page(job),) if isinstance(job, PageJob) else RENDERERS[type(job)](job)

    def prepare(self) -> None:
        """Compile the templates ahead of the first job; one that is at fault is left to the page that needs it."""
        with suppress(PluginError):
            self._theme().prepare()

    def _page(self, job: PageJob) -> Rendered:
        try:
            theme = self._theme()
        except PluginError as error:
            # It was loaded where the site was planned, but this machine lacks it, or something that it needs.
            return Rendered(path=job.path, diagnostics=(error.diagnostic,))
        return theme.render(job, self._setup.site, self._setup.data)

    def _theme(self) -> Templates:
        if self._templates is None:
            setup = self._setup
            self._templates = open_templates(
                setup.templates,
                language=setup.language,
                words=setup.words,
                conventions=setup.conventions,
                folder=setup.folder,
                bytecode=_bytecode_folder(setup),
                assets=None if setup.assets is None else frozenset(setup.assets),
                filters=plugin_filters(setup.plugins) if setup.plugins else NO_FILTERS,
            )
        return self._templates


def _bytecode_folder(setup: RenderSetup) -> Path | None:
    """Where compiled templates are kept; None on a machine that does not have the project."""
    folder = Path(setup.bytecode)
    return folder if folder.parent.is_dir() else None


@lru_cache(maxsize=2)
def renderer_for(setup: bytes) -> Renderer:
    """The renderer of a build, made once in a process; its setup comes as JSON, too."""
    return Renderer(msgspec.json.decode(setup, type=RenderSetup))
