# SPDX-License-Identifier: MIT
"""Posts, issues and pages on pages of their own, and redirects from their old addresses."""

from collections.abc import Iterable, Iterator

from letterpress.diagnostics import Message
from letterpress.digests import digest_value
from letterpress.model import permalinks
from letterpress.model.entries import Entry, Page
from letterpress.model.permalinks import output_path
from letterpress.plan.inputs import InputKind, Inputs, single
from letterpress.plan.jobs import PageJob
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext


def _planned(entries: Iterable[tuple[Entry, Inputs]]) -> Iterator[Output]:
    rank = Rank.ENTRY
    for entry, inputs in entries:
        document = entry.document
        yield Output(
            path=output_path(entry.url),
            rank=rank,
            kind=document.kind,
            subject=entry.id,
            source=document.path,
            inputs=inputs,
        )


def _posts(context: PlanContext) -> Iterator[Output]:
    return _planned(zip(context.site.posts, context.digests.posts(), strict=True))


def _issues(context: PlanContext) -> Iterator[Output]:
    return _planned((issue, context.digests.issue(issue)) for issue in context.site.issues)


def _pages(context: PlanContext) -> Iterator[Output]:
    return _planned((page, context.digests.body(page)) for page in context.site.pages)


def _redirects(context: PlanContext) -> Iterator[Output]:
    site = context.site
    for entry in (*site.posts, *site.issues, *site.pages):
        for alias in entry.document.fields.aliases:
            address = digest_value((entry.url, entry.title, entry.fields.lang))
            inputs = single(InputKind.ADDRESS, address, entry.id)
            yield REDIRECT.output(permalinks.alias_url(alias), inputs, entry.id, source=entry.document.path)


def _post_job(context: JobContext, output: Output) -> PageJob:
    post = context.site.post(output.subject)
    return PageJob(
        path=output.path,
        template="post.html",
        page=context.page("post", post.url, post.title, entry=post),
        post=context.views.post(post),
        bodies=(context.views.body(post),),
        toc=post.fields.toc,
    )


def _issue_job(context: JobContext, output: Output) -> PageJob:
    issue = context.site.issue(output.subject)
    view = context.views.issue(issue)
    title = " ".join(filter(None, (view.card.label, issue.title)))
    return PageJob(
        path=output.path,
        template="issue.html",
        page=context.page("issue", issue.url, title, entry=issue),
        issue=view,
        bodies=(context.views.body(issue),),
    )


def _page_job(context: JobContext, output: Output) -> PageJob:
    entry = context.site.by_id[output.subject]
    if not isinstance(entry, Page):
        raise KeyError(output.subject)
    return PageJob(
        path=output.path,
        template="page.html",
        page=context.page("page", entry.url, entry.title, entry=entry),
        content=context.views.page(entry),
        bodies=(context.views.body(entry),),
        toc=entry.fields.toc is True,
    )


def _redirect_job(context: JobContext, output: Output) -> PageJob:
    entry = context.site.by_id[output.subject]
    page = context.page("redirect", entry.url, entry.title, entry=entry, noindex=True)
    return PageJob(path=output.path, template="redirect.html", page=page, target=page.absolute_url)


POST = OutputKind(
    name="post",
    title=Message("記事のページ", "a post's page"),
    rank=Rank.ENTRY,
    plan=_posts,
    job=_post_job,
    from_inputs=True,
)
ISSUE = OutputKind(
    name="issue",
    title=Message("号のページ", "an issue's page"),
    rank=Rank.ENTRY,
    plan=_issues,
    job=_issue_job,
    from_inputs=True,
)
PAGE = OutputKind(
    name="page",
    title=Message("固定ページ", "a page"),
    rank=Rank.ENTRY,
    plan=_pages,
    job=_page_job,
    from_inputs=True,
)
REDIRECT = OutputKind(
    name="redirect", title=Message("転送のページ", "a redirect"), plan=_redirects, job=_redirect_job
)
