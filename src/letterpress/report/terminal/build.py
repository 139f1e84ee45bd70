# SPDX-License-Identifier: MIT
"""A build as text: what was written, what was left out and why, and the editorial report."""

from collections.abc import Iterable, Iterator

from letterpress.diagnostics import Language, Message
from letterpress.report.build_report import BuildReport
from letterpress.report.display_width import cell_width, fit, pad, printable
from letterpress.report.formats import (
    listed,
    moment_text,
    number_text,
    severities_text,
)
from letterpress.report.phrases import held_text, left_out_reason
from letterpress.report.terminal.editorial import editorial_text
from letterpress.report.terminal.style import Screen

INDENT = "  "

_NOTHING_PUBLISHED = Message(
    "何も公開していません。{} は前回のままです", "Nothing was published: {} keeps its last good state"
)
_WRITTEN = Message("書き出し{}件", "{} written")
_UNCHANGED = Message("変更なし{}件", "{} unchanged")
_REMOVED = Message("削除{}件", "{} removed")
_SECONDS = Message("{:.2f}秒", "{:.2f} s")
_LEFT_OUT = Message("公開しなかったもの", "Left out")
_NEXT = Message("次にビルドが必要な時刻: {}", "Next build due: {}")
_WHY = Message("理由", "Why")
_FILES = Message("ファイル", "Files")
_STAGES = Message("所要時間", "Time")
_REPORT = Message("詳しいレポート: {}", "Full report: {}")


def summary_lines(report: BuildReport, screen: Screen, *, timing: bool) -> Iterator[str]:
    """Yield the lines that say what was written, what the site holds, and how many diagnostics there are."""
    problems = severities_text((each.severity for each in report.diagnostics), screen.language)
    if not report.published:
        stays = _NOTHING_PUBLISHED.text(screen.language).format(report.output)
        yield screen.paint(stays, "bold", "red")
        yield problems
        return
    yield f"{screen.paint(report.output, 'bold')}: {_files(report, screen.language, timing)}"
    yield listed((held_text(report, screen.language), problems), screen.language)


def left_out_lines(report: BuildReport, screen: Screen) -> Iterator[str]:
    """Yield a line for every entry that was left out: why, which file, which title."""
    if report.left_out:
        yield screen.paint(_LEFT_OUT.text(screen.language), "bold")
        rows = [
            (left_out_reason(left, screen.language), printable(left.path), printable(left.title))
            for left in report.left_out
        ]
        yield from _table(rows, screen.width)
    if report.next_change:
        yield _NEXT.text(screen.language).format(moment_text(report.next_change))


def file_lines(report: BuildReport, screen: Screen) -> Iterator[str]:
    """Yield a line for every output written or removed, and for the seconds of each stage."""
    if report.written or report.removed:
        yield screen.paint(_FILES.text(screen.language), "bold")
    for sign, paths in (("+", report.written), ("-", report.removed)):
        yield from (f"{INDENT}{sign} {printable(path)}" for path in paths)
    yield screen.paint(_STAGES.text(screen.language), "bold")
    name_cells = max(map(len, report.seconds), default=0)
    for stage, seconds in report.seconds.items():
        yield f"{INDENT}{stage:<{name_cells}}  {seconds:7.3f} s"


def reason_lines(report: BuildReport, screen: Screen) -> Iterator[str]:
    """Yield a line for each output that was made, with its reasons."""
    if report.reasons:
        yield screen.paint(_WHY.text(screen.language), "bold")
    for path, reasons in report.reasons.items():
        yield f"{INDENT}{printable(path)}: {'; '.join(map(printable, reasons))}"


def report_line(report: BuildReport, screen: Screen) -> Iterator[str]:
    """Yield the line that says where the full report is, if it was written."""
    if report.report:
        yield _REPORT.text(screen.language).format(report.report)


def _files(report: BuildReport, language: Language, timing: bool) -> str:
    numbers = (
        (_WRITTEN, len(report.written)),
        (_UNCHANGED, report.unchanged),
        (_REMOVED, len(report.removed)),
    )
    parts = [words.text(language).format(number_text(number)) for words, number in numbers]
    if timing and report.seconds:
        parts.append(_SECONDS.text(language).format(sum(report.seconds.values())))
    return listed(parts, language)


def _table(rows: Iterable[tuple[str, str, str]], width: int) -> Iterator[str]:
    """Aligned columns; the last one is cut where the terminal ends, or left out where too little is left."""
    rows = list(rows)
    first, second = (max(cell_width(row[column]) for row in rows) for column in (0, 1))
    for reason, path, title in rows:
        start = f"{INDENT}{pad(reason, first)}  {pad(path, second)}"
        room = width - cell_width(start) - 2
        yield f"{start}  {fit(title, room)}".rstrip() if room >= 8 else start.rstrip()


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
