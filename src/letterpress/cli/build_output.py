# SPDX-License-Identifier: MIT
"""Say what a build did: on the terminal, in files, and to GitHub."""

import os
import sys
from pathlib import Path

from letterpress.cli.options import Project
from letterpress.cli.terminal import has_colour, show, show_diagnostics, width
from letterpress.config import Config
from letterpress.pipeline.build import Built


def announce_build(
    built: Built, config: Config, project: Project, *, form: str, explain: bool, verbose: bool, quiet: bool
) -> None:
    """Diagnostics to standard error, the summary to standard output, annotations and a summary to GitHub."""
    report = built.report
    show_diagnostics(report.diagnostics, project.language)
    if form == "json":
        from letterpress.report.json_report import build_json

        show(build_json(report, config, timing=verbose).decode())
        return
    if not quiet:
        from letterpress.report.terminal import build_text

        show(
            build_text(
                report,
                language=project.language,
                colour=has_colour(sys.stdout),
                width=width(),
                verbose=verbose,
                explain=explain,
                timing=verbose or sys.stdout.isatty(),
            )
        )
    if form == "github":
        _tell_github(built, project)


def _tell_github(built: Built, project: Project) -> None:
    """Annotations along with the text, and the summary of the step where GitHub wants one."""
    # ruff: noqa: PLC0415
    from letterpress.report.github import annotations
    from letterpress.report.markdown import summary

    report = built.report
    findings = report.editorial.findings if report.editorial else ()
    prefix = _within_repository(project.root)
    show(annotations(report.diagnostics, findings, language=project.language, prefix=prefix))
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(summary(report, language=project.language))


def _within_repository(root: Path) -> str:
    """The project's folder below the repository's, empty where they are the same."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(workspace):
        return ""
    inside = root.relative_to(workspace).as_posix()
    return "" if inside == "." else inside
