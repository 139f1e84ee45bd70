# SPDX-License-Identifier: MIT
"""The list of a project's sources: as a table, and for machines."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from letterpress.diagnostics import Diagnostic, Language, Message
from letterpress.model.entries import Page
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.report.display_width import cell_width, pad
from letterpress.report.json_report import diagnostic_fields, encoded

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
_STATUS_WORDS = {
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


def list_text(rows: Iterable[Row], language: Language) -> str:
    """Return the rows as a table with a header; each line ends with a line end."""
    cells = [tuple(word.text(language) for word in _HEADER)]
    cells += [
        (
            _STATUS_WORDS[row.status].text(language),
            (row.date or "-")[:10],
            ",".join(row.stage) or "-",
            row.value_theme or "-",
            row.path,
            row.title,
        )
        for row in rows
    ]
    widths = [max((cell_width(line[column]) for line in cells), default=0) for column in range(5)]
    return "".join(
        "  ".join([*(pad(cell, width) for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip()
        + "\n"
        for line in cells
    )
