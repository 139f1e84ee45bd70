# SPDX-License-Identifier: MIT
"""The chart of value themes over time: a row for each theme, a column for each month, a mark for each count."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.figure import WIDTH, Figure, drawing, label, line
from letterpress.report.charts.marks import legend, mark
from letterpress.report.formats import POSTS, month_text
from letterpress.report.html_builder import Markup
from letterpress.report.phrases import theme_label

LEFT, RIGHT, TOP = 118.0, 26.0, 16.0
ROW = 15.0
LARGEST = 6.2

_TITLE = Message("価値テーマの移り変わり", "Value themes over time")
_NOTE = Message(
    "月ごとの本数。あいた行は、しばらく書いていない価値テーマです",
    "Posts a month; an empty row is long unwritten",
)
_DESCRIPTION = Message("{}か月の価値テーマ別の本数", "posts by value theme over {} months")
_THEME = Message("価値テーマ", "Value theme")
_TOTAL = Message("計", "all")


def mix(report: EditorialReport, settings: Editorial, language: Language) -> Figure:
    """The chart of the 12 whole months before this one, and of this one so far."""
    months = [month.metrics.as_of for month in report.history] + [report.as_of]
    counts = [month.value_themes for month in report.history] + [_this_month(report)]
    themes = [theme.id for theme in settings.value_themes]
    title = _TITLE.text(language)
    shapes = _shapes(months, counts, settings, language)
    description = _DESCRIPTION.text(language).format(len(months))
    return Figure(
        id="mix",
        title=title,
        note=_NOTE.text(language),
        drawing=drawing("mix", title, description, TOP + ROW * len(themes) + 2, *shapes),
        legend=legend(language, issues=False, scheduled=False)[:3],
        columns=(
            _THEME.text(language),
            *(month_text(month, language) for month in months),
            _TOTAL.text(language),
        ),
        rows=tuple((theme_label(theme, settings, language), *_row(theme, counts)) for theme in themes),
    )


def _this_month(report: EditorialReport) -> Mapping[str, int]:
    first_day = report.as_of.replace(day=1)
    counts: dict[str, int] = {}
    for day in report.calendar:
        for entry in (report.mentions[name] for name in day.entries if first_day <= day.day <= report.as_of):
            if entry.kind == "post" and entry.value_theme:
                counts[entry.value_theme] = counts.get(entry.value_theme, 0) + 1
    return counts


def _row(theme: str, counts: Sequence[Mapping[str, int]]) -> tuple[str, ...]:
    numbers = [month.get(theme, 0) for month in counts]
    return tuple(map(str, [*numbers, sum(numbers)]))


def _shapes(
    months: Sequence[date], counts: Sequence[Mapping[str, int]], settings: Editorial, language: Language
) -> Iterator[Markup]:
    step = (WIDTH - LEFT - RIGHT) / len(months)
    most = max((number for month in counts for number in month.values()), default=1) or 1
    for column, month in enumerate(months):
        yield label(str(month.month), LEFT + step * (column + 0.5), TOP - 5, anchor="middle", class_="small")
    yield label(_TOTAL.text(language), WIDTH, TOP - 5, anchor="end", class_="small")
    for row, theme in enumerate(settings.value_themes):
        middle = TOP + ROW * (row + 0.5)
        yield line(LEFT, middle, WIDTH - RIGHT, middle, "grid")
        yield label(_short(theme.label.text(language)), 0, middle + 3.6, class_="small")
        for column, month_counts in enumerate(counts):
            number = month_counts.get(theme.id, 0)
            if number:
                words = f"{month_text(months[column], language)}: {POSTS.text(number, language)}"
                size = LARGEST * (number / most) ** 0.5 if most > 2 else 3 + number
                yield mark(theme.value_class, LEFT + step * (column + 0.5), middle, size * 0.8, tooltip=words)
        total = sum(month.get(theme.id, 0) for month in counts)
        yield label(str(total), WIDTH, middle + 3.6, anchor="end", class_="small" if total else "small faint")


def _short(name: str) -> str:
    """A label, shortened to fit beside the rows."""
    room = 9 if any(ord(character) > 0x2E80 for character in name) else 20
    return name if len(name) <= room else name[: room - 1].rstrip("・, ") + "…"
