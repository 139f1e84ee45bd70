# SPDX-License-Identifier: MIT
"""Checks of the links and images of entries."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from posixpath import dirname, relpath

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, did_you_mean, nearest
from letterpress.document import Document, Reference
from letterpress.model.entries import Entry
from letterpress.model.link_resolution import Resolution
from letterpress.model.near_links import NearLinks
from letterpress.model.permalinks import readable
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.parse.language.bare_urls import meant_url


def check_links(site: Site) -> Iterator[Diagnostic]:
    """Report broken links and missing images.

    In a published entry each is an error; in a scheduled one a warning, while there is time to mend it; drafts are
    not checked.
    """
    entries: tuple[Entry, ...] = (*site.posts, *site.issues, *site.pages)
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    files = NearLinks(site.targets.by_path)
    for entry in entries:
        # Nearly all entries have no broken link, and this finds out faster.
        if not _has_sound_links(entry, site.live):
            yield from _problems(site, entry, Severity.ERROR, files)
    for path, reference, resolution in site.links_of_broken:
        span = Span(path, reference.line, reference.column, reference.length)
        problem = _absent(reference, resolution, span, Severity.ERROR, files)
        if problem is not None:
            yield problem
    for entry in held:
        if entry.status is Status.SCHEDULED:
            yield from _problems(site, entry, Severity.WARNING, files)


def _has_sound_links(entry: Entry, live: AbstractSet[str]) -> bool:
    """Whether every link of an entry leads to something published, and its image exists."""
    for link in entry.links:
        if link.meaning not in _SOUND_MEANINGS or (link.id and link.id not in live):
            return False
    return entry.image is not None or not entry.document.fields.image


def _problems(site: Site, entry: Entry, severity: Severity, files: NearLinks) -> Iterator[Diagnostic]:
    for reference, resolution in zip(entry.document.references, entry.links, strict=True):
        problem = _problem(site, entry, reference, resolution, severity, files)
        if problem is not None:
            yield problem
    image = entry.fields.image
    if image and entry.image is None:
        reference = Reference(target=image, kind="image", line=0, column=0, length=0)
        yield _missing(reference, entry.document.span("image"), severity, files)


def _problem(
    site: Site,
    entry: Entry,
    reference: Reference,
    resolution: Resolution,
    severity: Severity,
    files: NearLinks,
) -> Diagnostic | None:
    document = entry.document
    span = Span(document.path, reference.line, reference.column, reference.length)
    if resolution.meaning == "missing_anchor":
        return _missing_anchor(reference, span, _anchors(site, document, resolution))
    if resolution.id and resolution.id not in site.live and entry.id in site.live:
        return _unpublished(reference.target, span, severity, site.by_id[resolution.id].status)
    return _absent(reference, resolution, span, severity, files)


def _absent(
    reference: Reference, resolution: Resolution, span: Span, severity: Severity, files: NearLinks
) -> Diagnostic | None:
    """Tell of a reference to a document, a file or an issue that does not exist."""
    if resolution.meaning == "missing":
        return _missing(reference, span, severity, files)
    if resolution.meaning == "missing_issue":
        number = reference.target.removeprefix("issue:")
        return Diagnostic(
            code="issue-reference-missing",
            severity=severity,
            message=Message(f"通巻{number}号はありません", f"there is no issue No. {number}"),
            span=span,
        )
    return None


def _anchors(site: Site, document: Document, resolution: Resolution) -> tuple[str, ...]:
    return site.by_id[resolution.id].document.anchors if resolution.id else document.anchors


def _unpublished(target: str, span: Span, severity: Severity, status: Status) -> Diagnostic:
    state = _STATUS_MESSAGES[status]
    return Diagnostic(
        code="link-target-unpublished",
        severity=severity,
        message=Message(state.ja.format(target), state.en.format(target)),
        span=span,
        hint=Message(
            "リンクを外すか、リンク先を公開してください", "remove the link, or publish what it leads to"
        ),
    )


def _missing(reference: Reference, span: Span, severity: Severity, files: NearLinks) -> Diagnostic:
    place = readable(reference.target.split("#", 1)[0].split("?", 1)[0])
    is_image = reference.kind == "image"
    return Diagnostic(
        code="image-missing" if is_image else "link-target-missing",
        severity=severity,
        message=Message(f"画像 `{place}` がありません", f"no image at `{place}`")
        if is_image
        else Message(f"`{place}` という原稿はありません", f"no document at `{place}`"),
        span=span,
        hint=_hint(place, reference.target, span.path, files),
    )


def _hint(place: str, target: str, path: str, files: NearLinks) -> Message | None:
    """Suggest what the document at `path` most likely means, as it would have to write it."""
    if url := meant_url(readable(target)):
        return did_you_mean(url)
    found = files.guess(place)
    return did_you_mean(relpath(found, dirname(path))) if found else None


def _missing_anchor(reference: Reference, span: Span, anchors: tuple[str, ...]) -> Diagnostic:
    fragment = readable(reference.target.rsplit("#", 1)[-1])
    close = nearest(fragment, anchors)
    return Diagnostic(
        code="link-anchor-missing",
        severity=Severity.WARNING,
        message=Message(f"見出し `#{fragment}` がありません", f"no heading with the anchor `#{fragment}`"),
        span=span,
        hint=did_you_mean(f"#{close}") if close else None,
    )


_SOUND_MEANINGS = frozenset(("found", "path", "fragment", "broken_source"))
_STATUS_MESSAGES = {
    Status.SCHEDULED: Message("`{}` はまだ公開されていません", "`{}` is not published yet"),
    Status.DRAFT: Message("`{}` は下書きです", "`{}` is a draft"),
    Status.EXPIRED: Message("`{}` は公開を終えています", "`{}` has expired"),
    Status.PUBLISHED: Message("`{}` は公開されていません", "`{}` is not published"),
}
