# SPDX-License-Identifier: MIT
"""The last step to a page's view: its body, which whoever renders puts in, for it is most of what has to travel."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from letterpress.document import Body
from letterpress.plan.jobs import Filling, PageJob
from letterpress.plan.views import ContentPageView, HeadingView, PostView

View = TypeVar("View", PostView, ContentPageView)
_HEADINGS_FOR_TOC = 3


def with_body(job: PageJob, body: Body) -> PageJob:
    """A job whose post, issue or page has its body, the holes filled; `job.filling` says with what."""
    filling = job.filling or Filling()
    html = fill(body, filling.hrefs)
    if job.issue is not None:
        return msgspec.structs.replace(job, issue=msgspec.structs.replace(job.issue, html=html))
    if job.post is not None:
        return msgspec.structs.replace(job, post=_with_contents(job.post, html, body, filling))
    if job.content is not None:
        return msgspec.structs.replace(job, content=_with_contents(job.content, html, body, filling))
    return job


def fill(body: Body, links: Sequence[str]) -> str:
    """The body's HTML with each hole filled by the link of its reference; `links` are escaped for attributes."""
    if not body.holes:
        return body.segments[0]
    pieces = [body.segments[0]]
    for hole, segment in zip(body.holes, body.segments[1:], strict=True):
        pieces += (links[hole], segment)
    return "".join(pieces)


def _with_contents(view: View, html: str, body: Body, filling: Filling) -> View:
    headings = tuple([HeadingView(level=each.level, id=each.id, text=each.text) for each in body.headings])
    toc = len(headings) >= _HEADINGS_FOR_TOC if filling.toc is None else filling.toc
    return msgspec.structs.replace(view, html=html, headings=headings, toc=toc)
