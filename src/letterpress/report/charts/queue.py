# SPDX-License-Identifier: MIT
"""The chart of the queue: scheduled posts and issues on a line of days, and the runway."""

from collections.abc import Iterator
from datetime import date

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport
from letterpress.editorial.window import shift_day
from letterpress.report.charts.figure import WIDTH, Figure, drawing, label, line, rectangle
from letterpress.report.charts.marks import issue_mark, mark
from letterpress.report.formats import day_text
from letterpress.report.html_builder import Markup
from letterpress.report.phrases import theme_label

LEFT, RIGHT = 12.0, 12.0
LINE = 34.0
HEIGHT = 74.0

_TITLE = Message("予定と余裕", "Queue and runway")
_NOTE = Message("帯は、今の予定で間隔を保てる期間", "The band is how long the queue keeps the cadence")
_EMPTY = Message("予定はありません", "Nothing is scheduled")
_DESCRIPTION = Message("予定{}件、{}まで間隔を保てます", "{} scheduled; the cadence holds until {}")
_COLUMNS = (Message("日", "Day"), Message("題名", "Title"), Message("価値テーマ", "Value theme"))
_TODAY = Message("今日", "today")
_NEEDED = Message("目安", "enough")
_ISSUE = Message("ニュースレター", "issue")


def queue(report: EditorialReport, settings: Editorial, language: Language) -> Figure:
    """The chart of the queue."""
    metrics = report.metrics
    holds = shift_day(report.as_of, metrics.runway_days) if metrics.runway_days else None
    title = _TITLE.text(language)
    until = (
        day_text(holds, language, report.as_of) if holds and holds > report.as_of else _TODAY.text(language)
    )
    return Figure(
        id="queue",
        title=title,
        note=(_NOTE if metrics.queue else _EMPTY).text(language),
        drawing=drawing(
            "queue",
            title,
            _DESCRIPTION.text(language).format(len(metrics.queue), until),
            HEIGHT,
            *_shapes(report, settings, holds, language),
        ),
        columns=tuple(column.text(language) for column in _COLUMNS),
        rows=tuple(_rows(report, settings, language)),
    )


def _shapes(
    report: EditorialReport, settings: Editorial, holds: date | None, language: Language
) -> Iterator[Markup]:
    today = report.as_of
    enough = shift_day(today, int(settings.thresholds.runway_cadences * report.metrics.cadence))
    entries = [report.mentions[name] for name in report.metrics.queue]
    last = max([enough, *([holds] if holds else []), *(entry.day for entry in entries)])
    days = (last - today).days + 2

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - today).days / days

    yield line(LEFT, LINE, WIDTH - RIGHT, LINE, "axis")
    if holds and holds > today:
        yield rectangle(LEFT, LINE - 5, x(holds) - LEFT, 10, "runway", radius=5)
    yield line(x(enough), LINE - 16, x(enough), LINE + 10, "limit")
    yield label(
        f"{_NEEDED.text(language)} {enough.month}/{enough.day}",
        x(enough),
        LINE - 20,
        anchor="middle",
        class_="small",
    )
    yield line(LEFT, LINE - 10, LEFT, LINE + 10, "axis")
    yield label(_TODAY.text(language), LEFT - 8, LINE + 24, class_="small")
    for row, entry in enumerate(entries):
        words = f"{day_text(entry.day, language)}: {entry.title}"
        place = x(entry.day)
        if entry.kind == "issue":
            yield issue_mark(place, LINE, 5.5, scheduled=True, tooltip=words)
        else:
            yield mark(entry.value_class, place, LINE, 4.6, scheduled=True, tooltip=words)
        if row < 6:
            level = LINE + (24 if row % 2 == 0 else 36)
            yield label(f"{entry.day.month}/{entry.day.day}", place, level, anchor="middle", class_="small")


def _rows(report: EditorialReport, settings: Editorial, language: Language) -> Iterator[tuple[str, ...]]:
    for name in report.metrics.queue:
        entry = report.mentions[name]
        kind = _ISSUE.text(language) if entry.kind == "issue" else ""
        theme = theme_label(entry.value_theme, settings, language) if entry.value_theme else kind
        yield day_text(entry.day, language, report.as_of), entry.title, theme
