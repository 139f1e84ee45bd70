# SPDX-License-Identifier: MIT
"""The text after a build: what was written, what was left out and why, and what a good editor would say."""

from collections.abc import Iterable

from letterpress.diagnostics import Language
from letterpress.report.build_report import BuildReport
from letterpress.report.terminal.editorial import editorial_text
from letterpress.report.terminal.style import Screen
from letterpress.report.terminal.summary import (
    file_lines,
    left_out_lines,
    reason_lines,
    report_line,
    summary_lines,
)

NARROWEST = 60


def build_text(
    report: BuildReport,
    *,
    language: Language,
    colour: bool,
    width: int = 80,
    verbose: bool = False,
    explain: bool = False,
    timing: bool = False,
) -> str:
    """Everything about a build but its diagnostics, ends with a line end.

    Args:
        report: The build.
        language: Of the words; ids, paths and rule names are the same in both.
        colour: Whether to repeat in colour what the words say.
        width: The terminal's, in cells; at least 60 are used.
        verbose: Also every path that was written or removed, and the seconds of each stage.
        explain: Also why each output was made again.
        timing: Whether the first line says how long it took.
    """
    screen = Screen(language=language, colour=colour, width=max(width, NARROWEST))
    sections = [
        _joined(summary_lines(report, screen, timing=timing)),
        _joined(left_out_lines(report, screen)),
        _joined(reason_lines(report, screen)) if explain else "",
        _joined(file_lines(report, screen)) if verbose else "",
        _editorial(report, screen),
        _joined(report_line(report, screen)),
    ]
    return "\n".join(section for section in sections if section)


def _editorial(report: BuildReport, screen: Screen) -> str:
    # Without the broken files the numbers would be wrong.
    if report.editorial is None or not report.published:
        return ""
    return editorial_text(
        report.editorial,
        report.settings,
        language=screen.language,
        colour=screen.colour,
        width=screen.width,
    )


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines if line)
