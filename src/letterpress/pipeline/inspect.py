# SPDX-License-Identifier: MIT
"""Inspection: what a project holds and how it reads, without rendering or publishing anything."""

from pathlib import Path

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.editorial.findings import EditorialReport
from letterpress.model.site import Site
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.stages.editorial import judge_site
from letterpress.pipeline.stages.load import look_at_project
from letterpress.pipeline.stages.parse import parse_sources
from letterpress.pipeline.stages.site import assemble_site, check_site


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What a project holds, and what there is to say about it."""

    site: Site
    editorial: EditorialReport
    diagnostics: tuple[Diagnostic, ...]


def inspect_project(root: Path, config: Config, options: BuildOptions) -> Inspection:
    """Inspect the project at `root`.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    context = BuildContext(root, config, options)
    with look_at_project(context) as project:
        parsed = parse_sources(context, project.tree.sources)
        assembled = check_site(context, assemble_site(context, project.tree, parsed))
        editorial, site = judge_site(context, assembled)
        return Inspection(
            site=site.site,
            editorial=editorial,
            diagnostics=(*context.warnings, *project.notes, *context.notes, *site.diagnostics),
        )
