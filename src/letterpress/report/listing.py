# SPDX-License-Identifier: MIT
"""The list of a project's sources: as a table, and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from letterpress.diagnostics import Diagnostic, Language, Message
from letterpress.model.entries import Page
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.report.display_width import ELLIPSIS, cell_width, fit, pad, printable
from letterpress.report.json_report import diagnostic_fields, encoded

_GAP = "  "
_PATH, _TITLE = 4, 5
_NARROWEST = 16
"""Cells that a path and a title take at least; where there are fewer, another column is left out."""
_CHOICES = ((0, 1, 2, 3, 4, 5), (0, 1, 4, 5), (0, 1, 5))
"""The columns to show, the fuller choice first."""

BROKEN: Literal["broken"] = "broken"
"""The status of a source that has errors."""
STATUSES = (*(str(status) for status in Status), BROKEN)

_HEADER = (
    Message("状態", "status"),
    Message("日付", "date"),
    Message("顧客ステージ", "stage"),
    Message("価値テーマ", "value theme"),
    Message("ファイル", "file"),
    Message("題名", "title"),
)
STATUS_WORDS = {
    "published": Message("公開", "published"),
    "scheduled": Message("予定", "scheduled"),
    "draft": Message("下書き", "draft"),
    "expired": Message("終了", "expired"),
    BROKEN: Message("エラー", "broken"),
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One source of a project."""

    path: str
    kind: str = ""
    """`post`, `issue` or `page`; empty where the source is broken."""
    status: str = BROKEN
    """One of `STATUSES`."""
    date: str | None = None
    """ISO 8601, with the offset of the site's time zone; None for a page."""
    stage: tuple[str, ...] = ()
    value_theme: str | None = None
    title: str = ""
    url: str | None = None
    """The site path; None where the source is broken."""


def rows_of(site: Site, status: str | None = None) -> list[Row]:
    """Return a row for each source, oldest first, those without a date in front.

    Args:
        site: The project's entries.
        status: One of `STATUSES`, for the sources that have it alone.
    """
    rows = [
        Row(
            path=entry.document.path,
            kind=entry.kind,
            status=str(entry.status),
            date=None if isinstance(entry, Page) else entry.date.isoformat(),
            stage=entry.fields.stages,
            value_theme=entry.fields.value_theme,
            title=entry.title,
            url=entry.url,
        )
        for entry in site.by_id.values()
    ]
    rows += [Row(path=path) for path in site.broken]
    return sorted(
        [row for row in rows if status in (None, row.status)], key=lambda row: (row.date or "", row.path)
    )


def list_json(rows: Iterable[Row], diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return the rows as JSON, each with the diagnostics of its file; UTF-8, indented, ends with a line end."""
    said: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        said.setdefault(diagnostic.span.path, []).append(diagnostic)
    return encoded(
        [
            {**msgspec.to_builtins(row), "diagnostics": diagnostic_fields(said.get(row.path, ()))}
            for row in rows
        ]
    )


def list_text(rows: Iterable[Row], language: Language, width: int = 0) -> str:
    """Return the rows as a table with a header, and a line that says what goes out next.

    Args:
        rows: What to list.
        language: The language of the words.
        width: The cells of a line: titles are cut to fit, then columns are left out; 0 for lines of any length.

    Returns:
        Lines, each with its line end.
    """
    rows = list(rows)
    cells = [tuple(word.text(language) for word in _HEADER)]
    cells += [
        (
            STATUS_WORDS[row.status].text(language),
            (row.date or "-")[:10],
            ",".join(row.stage) or "-",
            row.value_theme or "-",
            printable(row.path),
            printable(row.title),
        )
        for row in rows
    ]
    lines = [*_table(cells, width), *_next_to_go_out(rows, language)]
    return "".join([f"{line}\n" for line in lines])


def _table(cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of a table; to fit a width, titles and paths are cut, and columns left out."""
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    columns: Sequence[int] = range(len(widths))
    if width:
        for columns in _CHOICES:
            others = [widths[column] for column in columns if column not in (_PATH, _TITLE)]
            left = width - sum(others) - len(_GAP) * (len(columns) - 1)
            if left >= _NARROWEST * len({_PATH, _TITLE} & {*columns}):
                break
        if _PATH in columns:
            widths[_PATH] = min(widths[_PATH], max(left - widths[_TITLE], left * 2 // 3, _NARROWEST))
            left -= widths[_PATH]
        widths[_TITLE] = max(left, 1)
    for line in cells:
        shown = [*line[:_PATH], _cut_in_front(line[_PATH], widths[_PATH]), fit(line[_TITLE], widths[_TITLE])]
        yield _GAP.join([pad(shown[column], widths[column]) for column in columns]).rstrip()


def _cut_in_front(path: str, cells: int) -> str:
    """The path, cut in front where it is too wide: its end tells files apart."""
    if cell_width(path) <= cells:
        return path
    start = next((at for at in range(len(path)) if cell_width(path[at:]) < cells), len(path))
    return ELLIPSIS + path[start:]


def _next_to_go_out(rows: Sequence[Row], language: Language) -> Iterator[str]:
    scheduled = [row for row in rows if row.status == str(Status.SCHEDULED) and row.date]
    if scheduled:
        row = min(scheduled, key=lambda row: (datetime.fromisoformat(row.date or ""), row.path))
        words = Message("次に公開：{}「{}」", "next to go out: {} “{}”").text(language)
        yield ""
        yield words.format((row.date or "")[:16].replace("T", " "), printable(row.title))
