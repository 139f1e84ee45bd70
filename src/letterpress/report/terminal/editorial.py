# SPDX-License-Identifier: MIT
"""The editorial report as text: metrics, findings each with its fix, and what to write next."""

from collections.abc import Iterator

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import Advice, EditorialReport, Finding
from letterpress.report.display_width import printable, wrap
from letterpress.report.formats import day_text, listed
from letterpress.report.phrases import NEXT, NOTHING_FOUND, proposal, unmeasured_text
from letterpress.report.terminal.metrics import metric_lines
from letterpress.report.terminal.style import HANGING, Screen, severity_look

INDENT = "  "

_TITLE = Message("編集レポート", "Editorial report")
_FIX = Message("改善", "fix")
_NEAREST = Message("近いもの", "nearest")
_PLACED = Message("{}（{}）", "{} ({})")
_QUEUE = Message("予定どおりに公開すると", "with the queue published as planned")


def editorial_text(
    report: EditorialReport, settings: Editorial, *, language: Language, colour: bool, width: int = 80
) -> str:
    """The whole report, each line ended; lines wrap at `width` cells."""
    screen = Screen(language=language, colour=colour, width=width)
    return "".join(f"{line}\n" for line in _lines(report, settings, screen))


def _lines(report: EditorialReport, settings: Editorial, screen: Screen) -> Iterator[str]:
    language = screen.language
    yield f"{screen.paint(_TITLE.text(language), 'bold')}  {day_text(report.as_of, language)}"
    yield from metric_lines(report, settings.thresholds, screen)
    yield ""
    for finding in report.findings:
        yield from _finding(finding, screen)
    if not report.findings:
        yield screen.paint(NOTHING_FOUND.text(language), "green")
    if report.unmeasured:
        yield from wrap(unmeasured_text(report.unmeasured, language), screen.prose)
    if report.advice:
        yield ""
        yield screen.paint(NEXT.text(language), "bold")
        yield from _wrapped(proposal(report, report.advice, settings, language), INDENT, screen)
        yield from _advice(report, report.advice, screen)


def _finding(finding: Finding, screen: Screen) -> Iterator[str]:
    kind = f"{finding.severity.word}[{finding.rule}]:"
    first, *more = wrap(
        f"{kind} {printable(finding.message.text(screen.language))}", screen.prose, hanging=len(HANGING)
    )
    yield first.replace(kind, screen.paint(kind, "bold", severity_look(finding.severity)), 1)
    for line in more:
        yield HANGING + line
    yield from _labelled(_FIX, finding.fix.text(screen.language), screen)


def _advice(report: EditorialReport, advice: Advice, screen: Screen) -> Iterator[str]:
    yield from _wrapped(advice.reason.text(screen.language), HANGING, screen)
    if advice.nearest:
        yield from _labelled(_NEAREST, _nearest(report, advice, screen.language), screen)
    if advice.after_queue:
        after = (f"{each.severity.word}[{each.rule}]" for each in advice.after_queue)
        yield from _labelled(_QUEUE, listed(after, screen.language), screen)


def _wrapped(text: str, indent: str, screen: Screen) -> Iterator[str]:
    return (indent + line for line in wrap(printable(text), screen.prose - len(indent)))


def _labelled(label: Message, text: str, screen: Screen) -> Iterator[str]:
    """A labelled paragraph below something, its further lines indented once more."""
    start = f"{label.text(screen.language)}:"
    first, *more = wrap(f"{start} {printable(text)}", screen.prose - len(HANGING), hanging=len(INDENT))
    yield HANGING + first.replace(start, screen.paint(start, "green"), 1)
    for line in more:
        yield HANGING + INDENT + line


def _nearest(report: EditorialReport, advice: Advice, language: Language) -> str:
    entry = report.mentions.get(advice.nearest or "")
    name = _PLACED.text(language).format(entry.title, entry.path) if entry else advice.nearest or ""
    return listed((name, advice.nearest_reason.text(language) if advice.nearest_reason else ""), language)
