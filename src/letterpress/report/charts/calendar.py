# SPDX-License-Identifier: MIT
"""The chart of the publishing calendar: a row for each month, a cell for each day, a mark for each post and issue."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport, Mention
from letterpress.report.charts.figure import WIDTH, Figure, drawing, label, rectangle
from letterpress.report.charts.marks import issue_mark, legend, mark
from letterpress.report.formats import day_text, month_text
from letterpress.report.html_builder import Markup

MONTHS_BACK = 11
MONTHS_AHEAD = 2
LEFT, TOP = 40.0, 16.0
ROW = 14.0
CELL = (WIDTH - LEFT) / 31

_TITLE = Message("発信カレンダー", "Publishing calendar")
_NOTE = Message("この1年、いつ何を届けたか", "What went out, and when, over a year")
_DESCRIPTION = Message(
    "{}日に発信、うち記事{}本、ニュースレター{}通", "{} days with contact: {} posts, {} issues"
)
_COLUMNS = (Message("日", "Day"), Message("届けたもの", "What"), Message("種類", "Kind"))
_KINDS = {"post": Message("記事", "post"), "issue": Message("ニュースレター", "issue")}
_SCHEDULED = Message("（予定）", " (scheduled)")


def calendar(report: EditorialReport, language: Language) -> Figure:
    """The calendar of the last 12 months, and of up to two more where something is scheduled in them."""
    months = _months(report)
    shown = [
        (day.day, [report.mentions[entry] for entry in day.entries])
        for day in report.calendar
        if months[0] <= day.day <= _last_day(months[-1])
    ]
    title = _TITLE.text(language)
    height = TOP + ROW * len(months) + 2
    return Figure(
        id="calendar",
        title=title,
        note=_NOTE.text(language),
        drawing=drawing(
            "calendar",
            title,
            _description(shown, language),
            height,
            *_shapes(report, months, shown, language),
        ),
        legend=legend(language, issues=True, scheduled=any(day > report.as_of for day, _ in shown)),
        columns=tuple(column.text(language) for column in _COLUMNS),
        rows=tuple(_rows(shown, language)),
    )


def _months(report: EditorialReport) -> list[date]:
    """First days of the months shown, oldest first."""
    this = report.as_of.replace(day=1)
    last = report.calendar[-1].day.replace(day=1) if report.calendar else this
    ahead = min(max((last.year - this.year) * 12 + last.month - this.month, 0), MONTHS_AHEAD)
    return [_month_away(this, step) for step in range(-MONTHS_BACK, ahead + 1)]


def _shapes(
    report: EditorialReport,
    months: Sequence[date],
    shown: Sequence[tuple[date, list[Mention]]],
    language: Language,
) -> Iterator[Markup]:
    for number in (1, 5, 10, 15, 20, 25, 30):
        yield label(str(number), _x(number), TOP - 6, anchor="middle", class_="small")
    for row, month in enumerate(months):
        yield label(_month_label(month, row, language), 0, _y(row) + 3.5, class_="small")
        for number in range(1, monthrange(month.year, month.month)[1] + 1):
            yield _cell(month.replace(day=number), row, report.as_of)
    for day, entries in shown:
        yield from _marks(day, entries, months.index(day.replace(day=1)), report.as_of, language)


def _cell(day: date, row: int, today: date) -> Markup:
    state = "today" if day == today else "ahead" if day > today else "past"
    return rectangle(
        _x(day.day) - CELL / 2 + 0.6,
        _y(row) - ROW / 2 + 0.8,
        CELL - 1.2,
        ROW - 1.6,
        f"day {state}",
        radius=1.5,
    )


def _marks(day: date, entries: list[Mention], row: int, today: date, language: Language) -> Iterator[Markup]:
    words = f"{day_text(day, language)}: {' / '.join(entry.title for entry in entries)}"
    posts = [entry for entry in entries if entry.kind == "post"]
    issues = len(entries) > len(posts)
    middle = _y(row)
    if posts:
        first = min(posts, key=lambda post: post.value_class != "sales")
        yield mark(
            first.value_class,
            _x(day.day),
            middle - (2 if issues else 0),
            3 if issues else 3.5,
            scheduled=day > today,
            tooltip=words,
        )
    if issues:
        yield issue_mark(_x(day.day), middle + (4.2 if posts else 0), 4, scheduled=day > today, tooltip=words)


def _rows(shown: Sequence[tuple[date, list[Mention]]], language: Language) -> Iterator[tuple[str, ...]]:
    for day, entries in reversed(shown):
        for entry in entries:
            kind = _KINDS[entry.kind].text(language)
            scheduled = _SCHEDULED.text(language) if entry.status == "scheduled" else ""
            yield day_text(day, language), entry.title, kind + scheduled


def _description(shown: Sequence[tuple[date, list[Mention]]], language: Language) -> str:
    kinds = [entry.kind for _, entries in shown for entry in entries]
    return _DESCRIPTION.text(language).format(len(shown), kinds.count("post"), kinds.count("issue"))


def _month_label(month: date, row: int, language: Language) -> str:
    if row and month.month != 1:
        return month_text(month, language)
    return (
        f"{month.year % 100:02}/{month.month}"
        if language == "ja"
        else f"{month_text(month, language)} {month.year % 100:02}"
    )


def _x(day: int) -> float:
    return LEFT + CELL * (day - 0.5)


def _y(row: int) -> float:
    return TOP + ROW * (row + 0.5)


def _month_away(month: date, steps: int) -> date:
    count = month.year * 12 + month.month - 1 + steps
    return date(count // 12, count % 12 + 1, 1)


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
