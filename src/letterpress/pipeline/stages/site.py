# SPDX-License-Identifier: MIT
"""Assemble and check: documents become a site, and all that is wrong with it is told."""

from collections.abc import Mapping, Sequence

import msgspec

from letterpress.check import checks_with
from letterpress.config.authors import read_authors
from letterpress.config.settings import AuthorProfile
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.document import BrokenDocument, Document
from letterpress.load import Reader, Tree
from letterpress.model.assemble import assemble
from letterpress.model.permalinks import encode
from letterpress.model.site import Site
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.stages.parse import ParsedSources
from letterpress.plugins.diagnostics import told_once


class AssembledSite(msgspec.Struct, frozen=True, kw_only=True):
    """A project as it stands at one moment."""

    site: Site
    keys: Mapping[str, Digest]
    """See `ParsedSources.keys`."""
    diagnostics: tuple[Diagnostic, ...]
    """All that was found wrong so far."""


def assemble_site(context: BuildContext, tree: Tree, parsed: ParsedSources) -> AssembledSite:
    """The site that all documents make, with all that was found wrong so far.

    The cache keeps these documents, and no others, for the next build.

    Raises:
        LetterpressError: The author profiles changed since they were loaded, or the disk is full or refuses.
    """
    site, author_problems = _assemble(context, tree, parsed.documents)
    context.cache.save({*parsed.keys.values()})
    in_documents = [problem for document in parsed.documents for problem in document.diagnostics]
    return AssembledSite(
        site=site,
        keys=parsed.keys,
        diagnostics=context.told(
            (
                *context.plugins.diagnostics,
                *tree.diagnostics,
                *author_problems,
                *told_once(in_documents),
            )
        ),
    )


def assemble_part(context: BuildContext, tree: Tree, parsed: ParsedSources) -> AssembledSite:
    """The part of the site that some documents make; what may be wrong with it was told by an earlier build.

    Raises:
        LetterpressError: The author profiles changed since they were loaded.
    """
    site, _ = _assemble(context, tree, parsed.documents)
    return AssembledSite(site=site, keys=parsed.keys, diagnostics=())


def check_site(context: BuildContext, assembled: AssembledSite) -> AssembledSite:
    """The same site, with what the checks of the site as a whole found wrong besides."""
    checks = checks_with(context.plugins)
    found = context.told(problem for check in checks for problem in check(assembled.site))
    return msgspec.structs.replace(assembled, diagnostics=(*assembled.diagnostics, *found))


def _assemble(
    context: BuildContext, tree: Tree, documents: Sequence[Document | BrokenDocument]
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site of some documents, and what is wrong with content/authors.yaml."""
    profiles: tuple[AuthorProfile, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    if tree.authors is not None:
        path = tree.authors.path
        profiles, problems = read_authors(Reader(context.root).read(path), path)
    files = {asset.path: f"/{encode(asset.output)}" for asset in tree.assets if asset.kind != "theme"}
    options = context.options
    site = assemble(
        documents,
        config=context.config,
        now=options.now,
        include=options.include,
        files=files,
        profiles=profiles,
    )
    return site, problems
