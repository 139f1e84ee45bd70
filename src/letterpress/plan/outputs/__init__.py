# SPDX-License-Identifier: MIT
"""The kinds of output, one value each; a new kind is a module here and a line in `OUTPUT_KINDS`."""

from letterpress.plan.outputs.assets import COPY
from letterpress.plan.outputs.entries import ISSUE, PAGE, POST, REDIRECT
from letterpress.plan.outputs.feeds import JSON_FEED, RSS
from letterpress.plan.outputs.indexes import (
    ARCHIVE,
    AUTHORS,
    CATEGORIES,
    MONTH,
    NEWSLETTER,
    NOT_FOUND,
    SERIES_INDEX,
    TAGS,
)
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext
from letterpress.plan.outputs.lists import AUTHOR, CATEGORY, HOME, SERIES, TAG
from letterpress.plan.outputs.sitemap import ROBOTS, SITEMAP

__all__ = ["OUTPUT_KINDS", "JobContext", "OutputKind", "PlanContext"]

OUTPUT_KINDS: tuple[OutputKind, ...] = (
    COPY,
    POST,
    ISSUE,
    PAGE,
    REDIRECT,
    HOME,
    TAG,
    CATEGORY,
    AUTHOR,
    SERIES,
    TAGS,
    CATEGORIES,
    SERIES_INDEX,
    AUTHORS,
    NEWSLETTER,
    ARCHIVE,
    MONTH,
    NOT_FOUND,
    RSS,
    JSON_FEED,
    SITEMAP,
    ROBOTS,
)
