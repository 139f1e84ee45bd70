# SPDX-License-Identifier: MIT
"""Put bodies into jobs where these are rendered: they are most of what would have to be sent with a job."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from letterpress.document import Body
from letterpress.plan.jobs import FeedJob, JobBody, PageJob, RenderJob
from letterpress.plan.views import ContentPageView, HeadingView, PostView

View = TypeVar("View", PostView, ContentPageView)
_HEADINGS_FOR_TOC = 3


def with_bodies(job: RenderJob, bodies: Sequence[Body]) -> RenderJob:
    """Return a job with the bodies that it names, their holes filled.

    Args:
        job: Of any kind.
        bodies: One for each of `job.bodies`.
    """
    if isinstance(job, FeedJob) and bodies:
        items = [
            msgspec.structs.replace(item, html=body.filled(named.hrefs))
            for item, named, body in zip(job.items, job.bodies, bodies, strict=True)
        ]
        return msgspec.structs.replace(job, items=tuple(items))
    if isinstance(job, PageJob) and bodies:
        return _page_with_body(job, job.bodies[0], bodies[0])
    return job


def _page_with_body(job: PageJob, named: JobBody, body: Body) -> PageJob:
    html = body.filled(named.hrefs)
    if job.issue is not None:
        return msgspec.structs.replace(job, issue=msgspec.structs.replace(job.issue, html=html))
    if job.post is not None:
        return msgspec.structs.replace(job, post=_with_contents(job.post, html, body, job.toc))
    if job.content is not None:
        return msgspec.structs.replace(job, content=_with_contents(job.content, html, body, job.toc))
    return job


def _with_contents(view: View, html: str, body: Body, wants_toc: bool | None) -> View:
    headings = tuple([HeadingView(level=each.level, id=each.id, text=each.text) for each in body.headings])
    if wants_toc is None:
        wants_toc = len(headings) >= _HEADINGS_FOR_TOC and not body.has_contents
    return msgspec.structs.replace(view, html=html, headings=headings, toc=wants_toc)
