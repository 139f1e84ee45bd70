# SPDX-License-Identifier: MIT
"""One build, from the project's files to the published site. Read this page first.

    load --> parse --> assemble --> check --> plan --> render --> publish --> report

Every stage takes the context of the build and the values of the stages before it, and makes a new frozen value.
Only load and publish touch files of the project and the site; `.letterpress/` is read and written through `store`.

Before the plain way two shortcuts are tried, which give what it would give: one for a build with nothing to do, which
ends after load and imports nothing of the later stages, and one for a build in which only bodies changed.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.digests import Digest
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.incremental.last_build import unchanged_report
from letterpress.pipeline.options import BuildOptions, Progress, ignore_progress
from letterpress.pipeline.stages.load import LoadedProject, open_project
from letterpress.report.build_report import BuildReport
from letterpress.store.background_check import OutputVerifier

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a build had to do: counts, the same on every machine."""

    files_read: int
    """Of the project and the theme; a file with an unchanged stat is not read."""
    bytes_read: int
    parsed: int
    """Sources that were not in the cache."""
    rendered: int
    """Outputs that were made, copies included."""
    written: int
    """Outputs that differed from what was there."""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """A finished build."""

    report: BuildReport
    work: Work


def build(
    root: Path,
    config: Config,
    options: BuildOptions,
    *,
    warnings: tuple[Diagnostic, ...] = (),
    executor: "Executor | None" = None,
    progress: Progress = ignore_progress,
    memory: dict[Digest, Any] | None = None,
) -> Built:
    """Build the site of the project at `root`.

    With an error among the diagnostics nothing is published: the output keeps its last good state.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: The rest.
        warnings: What was found wrong in letterpress.yaml itself.
        executor: Where to parse and render instead of this machine's cores.
        progress: Told how far the work is.
        memory: What `DocumentCache` decoded in the builds before, where one process does several.

    Raises:
        LetterpressError: The build cannot go on; nothing was published. It tells of everything found by then.
    """
    context = BuildContext(
        root, config, options, warnings=warnings, executor=executor, progress=progress, memory=memory
    )
    with OutputVerifier(context.state_root, context.output) as verifier, open_project(context) as project:
        report = unchanged_report(context, project, verifier)
        if report is None:
            # Only a build with work to do pays for what it imports.
            from letterpress.pipeline.incremental.body_edits import edited_bodies_report
            from letterpress.pipeline.report_files import check_report_folder

            if options.report_folder is not None:
                check_report_folder(options.report_folder)
            report = edited_bodies_report(context, project, verifier) or _build_site(
                context, project, verifier
            )
    if context.unsaved:
        report = msgspec.structs.replace(report, diagnostics=(*report.diagnostics, *context.unsaved))
    return Built(report=report, work=_work(context, project, report))


def _build_site(context: BuildContext, project: LoadedProject, verifier: OutputVerifier) -> BuildReport:
    """Build a site the plain way: every stage, in order."""
    # ruff: noqa: PLC0415 - as above
    from letterpress.pipeline.stages.editorial import judge_site
    from letterpress.pipeline.stages.parse import parse_sources
    from letterpress.pipeline.stages.plan import find_stale, plan_site
    from letterpress.pipeline.stages.publish import last_ledger, nothing_published, publish_outputs, staging
    from letterpress.pipeline.stages.removals import check_removals
    from letterpress.pipeline.stages.render import render_outputs
    from letterpress.pipeline.stages.report import report_on_build, told_along
    from letterpress.pipeline.stages.site import assemble_site, check_site

    parsed = parse_sources(context, project.tree.sources)
    assembled = assemble_site(context, project.tree, parsed)
    site = check_site(context, assembled)
    editorial = None
    if context.plugins.bringing("rules"):
        # A rule of a plugin may fail, and then nothing is published; else no page waits for the report.
        editorial, site = judge_site(context, site)
    context.stopwatch.lap("read")

    with told_along(context, site.diagnostics):
        ledger = last_ledger(context)
        planned = plan_site(context, project.tree, site, ledger)
        if worst((*site.diagnostics, *planned.diagnostics)) is Severity.ERROR:
            published = nothing_published(context, ledger)
        else:
            stale = find_stale(context, project.tree, planned, ledger, verifier)
            removals = check_removals(context, project.tree, planned, stale)
            if worst(removals.diagnostics) is Severity.ERROR:
                published = nothing_published(context, ledger)
            else:
                with staging(context, removals.stale) as stage:
                    rendered = render_outputs(context, project.tree, planned, removals.stale, stage)
                    published = publish_outputs(
                        context,
                        project,
                        planned,
                        removals.stale,
                        rendered,
                        stage,
                        taken_over=removals.taken_over,
                    )
            published = published.after(removals.diagnostics)
        context.close_workers()
        # Outputs may have asked for trees that were not there yet.
        with context.saving_for_the_next_build():
            context.cache.store()
    context.stopwatch.lap("publish")

    if editorial is None:
        editorial, site = judge_site(context, site)
    return report_on_build(context, project, site, editorial, planned, published)


def _work(context: BuildContext, project: LoadedProject, report: BuildReport) -> Work:
    return Work(
        files_read=project.tree.read,
        bytes_read=project.tree.bytes_read,
        parsed=context.parsed,
        rendered=len(report.reasons),
        written=len(report.written),
    )
