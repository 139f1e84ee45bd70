# SPDX-License-Identifier: MIT
"""The first half of every command: read the project, understand every source, assemble the site, check it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from letterpress.check import checks_with
from letterpress.config import Config
from letterpress.config.authors import read_authors
from letterpress.config.settings import AuthorProfile
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.load import Reader, Tree
from letterpress.model.assemble import assemble
from letterpress.model.permalinks import encode
from letterpress.model.site import Site
from letterpress.model.status import Include
from letterpress.parse.options import parse_options
from letterpress.pipeline.progress import Progress
from letterpress.pipeline.stages.documents import Cache, read_documents
from letterpress.plugins.diagnostics import told_once
from letterpress.plugins.loading import Plugins
from letterpress.workers.executors import Workers


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A project as it stands at one moment."""

    tree: Tree
    site: Site
    keys: Mapping[str, Digest]
    """Source path to the key that the document cache holds its body by."""
    parsed: int
    """How many sources were not in the cache."""
    diagnostics: tuple[Diagnostic, ...]


def survey(
    root: Path,
    config: Config,
    tree: Tree,
    *,
    now: datetime,
    include: Include,
    plugins: Plugins,
    cache: Cache,
    workers: Workers,
    progress: Progress,
) -> Survey:
    """Read a project.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        tree: What `scan` found.
        now: The only clock.
        include: Which unpublished entries count as published.
        plugins: What they bring for Markdown and for checks is used.
        cache: Parsed documents; those that are not in it are added.
        workers: Where to parse.
        progress: Told how far parsing is.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    reader = Reader(root)
    profiles, author_problems = authors_in(tree, reader)
    found = read_documents(
        tree.sources,
        options=parse_options(config, plugins),
        cache=cache,
        reader=reader,
        workers=workers,
        progress=progress,
    )
    site = assemble(
        found.documents, config=config, now=now, include=include, files=files_in(tree), profiles=profiles
    )
    return Survey(
        tree=tree,
        site=site,
        keys=found.keys,
        parsed=found.parsed,
        diagnostics=(
            *plugins.diagnostics,
            *tree.diagnostics,
            *author_problems,
            *told_once([problem for document in found.documents for problem in document.diagnostics]),
            *(problem for check in checks_with(plugins) for problem in check(site)),
        ),
    )


def authors_in(tree: Tree, reader: Reader) -> tuple[tuple[AuthorProfile, ...], tuple[Diagnostic, ...]]:
    """The profiles of content/authors.yaml, and what is wrong with them."""
    if tree.authors is None:
        return (), ()
    return read_authors(reader.read(tree.authors.path), tree.authors.path)


def files_in(tree: Tree) -> dict[str, str]:
    """Every file that content can name, with its site path."""
    return {asset.path: f"/{encode(asset.output)}" for asset in tree.assets if asset.kind != "theme"}
