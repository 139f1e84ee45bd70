# SPDX-License-Identifier: MIT
"""The chart of gaps: days between contacts as bars, with lines for the cadence and for too long a gap."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.figure import WIDTH, Figure, drawing, label, line, rectangle
from letterpress.report.formats import DAYS, day_text, number_text
from letterpress.report.html_builder import Markup

LEFT, RIGHT, TOP = 8.0, 66.0, 16.0
BASE = 124.0
HEIGHT = 148.0

_TITLE = Message("発信の間隔", "Days between contacts")
_NOTE = Message(
    "前の発信からの日数。右端は今日までの日数です",
    "Days since the contact before; the last bar is until now",
)
_DESCRIPTION = Message("直近{}回の間隔、目安は{}ごと", "the last {} gaps; cadence {}")
_COLUMNS = (Message("発信した日", "Contact"), Message("前からの日数", "Days since the one before"))
_SINCE = Message("今日まで", "until now")
_CADENCE = Message("目安{}日", "every {} d")
_LONG = Message("{}日超", "over {} d")


def gaps(report: EditorialReport, thresholds: Thresholds, language: Language) -> Figure:
    """The chart of the last gaps and of the days since the last contact."""
    metrics = report.metrics
    bars: list[tuple[int, date | None]] = [(gap.days, gap.end) for gap in metrics.gaps]
    if metrics.days_since_contact is not None:
        bars.append((metrics.days_since_contact, None))
    long = thresholds.silence_warning * metrics.cadence
    top = max([Fraction(1), long * Fraction(23, 20), *(Fraction(days) for days, _ in bars)])
    title = _TITLE.text(language)
    words = DAYS.text(metrics.cadence, language)
    shapes = [*_bars(bars, long, top, language), *_lines(metrics.cadence, long, top, language)]
    return Figure(
        id="gaps",
        title=title,
        note=_NOTE.text(language),
        drawing=drawing(
            "gaps", title, _DESCRIPTION.text(language).format(len(metrics.gaps), words), HEIGHT, *shapes
        ),
        columns=tuple(column.text(language) for column in _COLUMNS),
        rows=tuple((_gap_label(end, language), DAYS.text(days, language)) for days, end in reversed(bars)),
    )


def _bars(
    bars: Sequence[tuple[int, date | None]], long: Fraction, top: Fraction, language: Language
) -> Iterator[Markup]:
    step = (WIDTH - LEFT - RIGHT) / max(len(bars), 6)
    for index, (days, end) in enumerate(bars):
        height = (BASE - TOP) * float(days / top)
        x = LEFT + step * index
        words = f"{_gap_label(end, language)}: {DAYS.text(days, language)}"
        look = "bar running" if end is None else "bar"
        yield rectangle(x + step * 0.16, BASE - height, step * 0.68, height, look, tooltip=words)
        if days > long:
            beyond = (BASE - TOP) * float((days - long) / top)
            yield rectangle(x + step * 0.16, BASE - height, step * 0.68, beyond, "bar long", tooltip=words)
        yield label(str(days), x + step / 2, BASE - height - 4, anchor="middle", class_="small")
        if end and index % 3 == 0:
            yield label(f"{end.month}/{end.day}", x + step / 2, HEIGHT - 10, anchor="middle", class_="small")
        elif end is None:
            yield label(_SINCE.text(language), x + step, HEIGHT - 10, anchor="end", class_="small")
    yield line(LEFT, BASE, WIDTH - RIGHT, BASE, "grid")


def _lines(cadence: int, long: Fraction, top: Fraction, language: Language) -> Iterator[Markup]:
    for days, look, words in (
        (Fraction(cadence), "cadence", _CADENCE),
        (long, "limit", _LONG),
    ):
        y = BASE - (BASE - TOP) * float(days / top)
        yield line(LEFT, y, WIDTH - RIGHT, y, look)
        yield label(
            words.text(language).format(number_text(days)), WIDTH - RIGHT + 4, y + 3.5, class_="small"
        )


def _gap_label(end: date | None, language: Language) -> str:
    return day_text(end, language) if end else _SINCE.text(language)
