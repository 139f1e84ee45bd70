# SPDX-License-Identifier: MIT
"""Checks of the ids and authors of entries."""

from collections.abc import Iterator

from letterpress.diagnostics import Diagnostic, Message, Severity, suggestion
from letterpress.model.entries import Author, Entry
from letterpress.model.site import Site


def check_ids(site: Site) -> Iterator[Diagnostic]:
    """Report entries that share an id but not a URL; the plan reports a shared URL."""
    if not site.has_shared_ids:
        return
    first: dict[str, Entry] = {}
    for entry in site.entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry and other.url != entry.url:
            yield Diagnostic(
                code="id-duplicate",
                severity=Severity.ERROR,
                message=Message(
                    f"id `{entry.id}` は `{other.document.path}` でも使われています",
                    f"the id `{entry.id}` is also used by `{other.document.path}`",
                ),
                span=entry.document.span("id"),
                hint=Message("どちらかの `id` を変えてください", "give one of them another `id`"),
                related=(other.document.span("id"),),
            )


def check_authors(site: Site) -> Iterator[Diagnostic]:
    """Report authors that front matter names but content/authors.yaml does not; nothing where it names none."""
    listed = tuple(author.id for author in site.authors if author.is_listed)
    if listed:
        for author in site.authors:
            if not author.is_listed:
                yield _unknown_author(author, site, listed)


def _unknown_author(author: Author, site: Site, listed: tuple[str, ...]) -> Diagnostic:
    naming = (entry for entry in site.entries if author.id in entry.authors)
    first = min(naming, key=lambda entry: entry.document.path)
    return Diagnostic(
        code="author-unknown",
        severity=Severity.WARNING,
        message=Message(
            f"著者 `{author.id}` は `content/authors.yaml` にありません",
            f"author `{author.id}` is not in `content/authors.yaml`",
        ),
        span=first.document.span("authors"),
        hint=suggestion(author.id, listed)
        or Message("`content/authors.yaml` に書き足してください", "add a profile to `content/authors.yaml`"),
    )
