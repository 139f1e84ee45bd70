# SPDX-License-Identifier: MIT
"""Four lines of metrics, also when nothing is wrong: an editor trusts a number that can be seen."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport, Metrics
from letterpress.report.cells import cell_width, pack, pad
from letterpress.report.terminal.bars import EMPTY, TEXTURES, gauge, stacked
from letterpress.report.terminal.style import Screen, severity_look
from letterpress.report.words import DAYS, SEPARATOR, Counted, number_text, percent_text

BAR_CELLS = 20
INDENT = "  "
_RULES: dict[str, tuple[str, ...]] = {
    "sales": ("sales-share", "sales-streak"),
    "contact": ("silence", "slowing"),
    "phases": ("phase-balance",),
    "runway": ("runway",),
}
"""Which findings colour which line."""

_LABELS = {
    "sales": Message("売り込み", "Sales"),
    "contact": Message("間隔", "Contact"),
    "phases": Message("時期", "Phases"),
    "runway": Message("予約", "Queue"),
}
_LIMIT_SHARE = Message("目安は{}まで", "limit {}")
_OF_POSTS = Message("{0}本中{1}本", "{1} of {0} posts")
_STREAK = Message("連続{}本", "{} in a row")
_STREAK_QUEUE = Message("予約分を足すと連続{}本", "{} with the queue")
_NO_THEMES = Message("価値テーマのある記事はまだない", "no post has a value theme yet")
_AGO = Counted("{}日前", "{} day ago", "{} days ago")
_TODAY = Message("今日", "today")
_CADENCE = Message("目安は{}日ごと", "cadence {} days")
_MEDIAN = Message("最近の中央値{}日", "median gap {}")
_PHASES = {
    "before": Message("購入前", "before"),
    "at": Message("購入時", "at"),
    "after": Message("購入後", "after"),
    "unknown": Message("不明", "unknown"),
}
_NEVER = Message("まだ発信がない", "no contact yet")
_RUNWAY = Message("残り{}", "{} left")
_RUNWAY_OVER = Message("{}前に途切れた", "ran out {} ago")
_RUNWAY_NEEDED = Message("目安は{}以上", "at least {}")
_SCHEDULED = Message("予約{}件", "{} scheduled")
_NOT_SCHEDULED = Message("予約はない", "nothing scheduled")


class Line(msgspec.Struct, frozen=True):
    """One metric: its name, its bar and its numbers."""

    name: str
    bar: str
    details: tuple[str, ...]


def metric_lines(report: EditorialReport, thresholds: Thresholds, screen: Screen) -> Iterator[str]:
    """The four metrics with their bars; numbers that do not fit go on under themselves."""
    language = screen.language
    label_cells = max(cell_width(label.text(language)) for label in _LABELS.values())
    margin = " " * (len(INDENT) + label_cells + 2 + BAR_CELLS + 2)
    for line in _lines(report.metrics, thresholds, language):
        numbers = pack(_separated(line.details, language), screen.prose - len(margin))
        label = pad(_LABELS[line.name].text(language), label_cells)
        bar = _painted(line, report, screen)
        yield f"{INDENT}{screen.paint(label, 'bold')}  {bar}  {numbers[0]}"
        for more in numbers[1:]:
            yield margin + more


def _separated(details: tuple[str, ...], language: Language) -> list[str]:
    """The details with what separates them from the next, so that lines break between them."""
    *others, last = [detail for detail in details if detail]
    return [*(detail + SEPARATOR.text(language) for detail in others), last]


def _painted(line: Line, report: EditorialReport, screen: Screen) -> str:
    severities = [finding.severity for finding in report.findings if finding.rule in _RULES[line.name]]
    look = severity_look(max(severities)) if severities else "green"
    return screen.paint(line.bar, look)


def _lines(metrics: Metrics, thresholds: Thresholds, language: Language) -> Iterator[Line]:
    yield _sales(metrics, thresholds, language)
    yield _contact(metrics, thresholds, language)
    yield _phases(metrics, language)
    yield _runway(metrics, thresholds, language)


def _sales(metrics: Metrics, thresholds: Thresholds, language: Language) -> Line:
    if metrics.sales_share is None:
        return Line("sales", EMPTY * BAR_CELLS, (_NO_THEMES.text(language),))
    limit = thresholds.sales_share_warning
    bar = gauge(metrics.sales_share, limit, Fraction(1), BAR_CELLS)
    details = (
        percent_text(metrics.sales_share),
        _OF_POSTS.text(language).format(metrics.classified, metrics.sales_posts),
        _LIMIT_SHARE.text(language).format(percent_text(limit)),
        _STREAK.text(language).format(metrics.sales_streak) if metrics.sales_streak else "",
        _STREAK_QUEUE.text(language).format(metrics.sales_streak_with_queue)
        if metrics.sales_streak_with_queue > metrics.sales_streak
        else "",
    )
    return Line("sales", bar, details)


def _contact(metrics: Metrics, thresholds: Thresholds, language: Language) -> Line:
    days = metrics.days_since_contact
    if days is None:
        return Line("contact", EMPTY * BAR_CELLS, (_NEVER.text(language),))
    limit = thresholds.silence_warning * metrics.cadence
    bar = gauge(Fraction(days), limit, limit * 2, BAR_CELLS)
    details = (
        _AGO.text(days, language) if days else _TODAY.text(language),
        _CADENCE.text(language).format(metrics.cadence),
        _MEDIAN.text(language).format(number_text(metrics.median_gap)) if metrics.median_gap else "",
    )
    return Line("contact", bar, details)


def _phases(metrics: Metrics, language: Language) -> Line:
    counts = [metrics.phases.get(phase, 0) for phase in _PHASES]
    details = tuple(
        f"{texture} {_PHASES[phase].text(language)} {count}"
        for texture, phase, count in zip(TEXTURES, _PHASES, counts, strict=True)
        if count or phase != "unknown"
    )
    return Line("phases", stacked(counts, BAR_CELLS), details)


def _runway(metrics: Metrics, thresholds: Thresholds, language: Language) -> Line:
    if not metrics.scheduled or metrics.runway_days is None:
        return Line("runway", EMPTY * BAR_CELLS, (_NOT_SCHEDULED.text(language),))
    needed = thresholds.runway_cadences * metrics.cadence
    left = _RUNWAY if metrics.runway_days >= 0 else _RUNWAY_OVER
    details = (
        left.text(language).format(DAYS.text(abs(metrics.runway_days), language)),
        _RUNWAY_NEEDED.text(language).format(DAYS.text(needed, language)),
        _SCHEDULED.text(language).format(metrics.scheduled),
    )
    return Line("runway", gauge(Fraction(metrics.runway_days), needed, needed * 2, BAR_CELLS), details)
