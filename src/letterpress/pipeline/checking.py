# SPDX-License-Identifier: MIT
"""Checking: everything that can be said of a project without rendering or publishing anything."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import msgspec

from letterpress.body_tree import decode_tree
from letterpress.body_tree.nodes import Image, Link
from letterpress.check.external_links import ExternalLink
from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Severity, Span, worst
from letterpress.editions import checks
from letterpress.load import Reader
from letterpress.model.entries import Entry
from letterpress.model.site import Site
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.stages.load import open_project
from letterpress.pipeline.stages.parse import BodyReader, parse_sources
from letterpress.pipeline.stages.plan import plan_site
from letterpress.pipeline.stages.site import assemble_site, check_site
from letterpress.plan.staleness import Ledger


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a project holds, what is wrong with it, and where it links to."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    external: tuple[ExternalLink, ...] = ()


def check_project(root: Path, config: Config, options: BuildOptions, *, external: bool = False) -> Checked:
    """Check the project at `root`: sources, links, names of outputs, and the letters that have not gone out.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: The rest.
        external: Whether to gather the links to other sites.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    context = BuildContext(root, config, options)
    with open_project(context) as project:
        parsed = parse_sources(context, project.tree.sources)
        assembled = check_site(context, assemble_site(context, project.tree, parsed))
        found = [*context.warnings, *project.notes, *context.notes, *assembled.diagnostics]
        if worst(tuple(found)) is not Severity.ERROR:
            found += plan_site(context, project.tree, assembled, Ledger(records={})).diagnostics
        found += _letters(root, assembled.site)
        links: tuple[ExternalLink, ...] = ()
        if external:
            links = tuple(_external(root, assembled.site, BodyReader(context, assembled.keys)))
            with context.saving_for_the_next_build():
                context.cache.store()
    return Checked(site=assembled.site, diagnostics=tuple(dict.fromkeys(found)), external=links)


def _letters(root: Path, site: Site) -> Iterator[Diagnostic]:
    """Check the issues that have not gone out."""
    for issue in site.held_issues:
        subject = issue.fields.subject or issue.title
        yield from checks.check_entry(issue, subject=subject, preheader=issue.fields.preheader or "")
        yield from checks.check_source(issue.document.path, _text(root, issue))
        yield from checks.check_order(issue, (*site.issues, *site.held_issues))


def _external(root: Path, site: Site, read_body: BodyReader) -> Iterator[ExternalLink]:
    """The links of published and scheduled entries to other sites, each URL with all its places."""
    places: dict[str, list[Span]] = {}
    for entry in site.entries:
        lines: list[str] | None = None
        for url in dict.fromkeys(_urls(decode_tree(read_body.tree(entry.document)))):
            if lines is None:
                lines = _text(root, entry).splitlines()
            places.setdefault(urldefrag(url).url, []).append(_place(entry, url, lines))
    for url, found in places.items():
        yield ExternalLink(url=url, places=tuple(found))


def _urls(node: object) -> Iterator[str]:
    """The absolute web addresses in a tree, in order."""
    if isinstance(node, Link | Image) and isinstance(node.target, str):
        parts = urlsplit(node.target)
        if parts.scheme in {"http", "https"} and parts.hostname:
            yield node.target
    if isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            yield from _urls(getattr(node, field))
    elif isinstance(node, tuple):
        for each in node:
            yield from _urls(each)


def _place(entry: Entry, url: str, lines: list[str]) -> Span:
    """Where a URL stands in its source; the whole file where it is written in another way there."""
    path = entry.document.path
    for number, line in enumerate(lines, 1):
        if (column := line.find(url)) >= 0:
            return Span(path, number, column + 1, len(url))
    return Span(path)


def _text(root: Path, entry: Entry) -> str:
    return Reader(root).read(entry.document.path).decode("utf-8-sig", errors="replace")
