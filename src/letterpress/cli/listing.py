# SPDX-License-Identifier: MIT
"""`letterpress list`: every source with its status."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from letterpress.cli.language import said
from letterpress.cli.options import open_project, project_options, speaking
from letterpress.cli.terminal import show, show_diagnostics
from letterpress.diagnostics import Language, Message, Severity
from letterpress.model.entries import Page
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.pipeline.build import look
from letterpress.pipeline.options import BuildOptions
from letterpress.report.display_width import cell_width, pad

_STATUSES = [*(str(status) for status in Status), "broken"]


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
    "broken": Message("エラー", "broken"),
}


@click.command(
    "list",
    help=said(
        "原稿の一覧を、状態、日付、顧客ステージ、価値テーマとともに表示します",
        "List every source with status, date, stage and value theme.",
    ),
)
@project_options
@click.option(
    "--status", type=click.Choice(_STATUSES), help=said("この状態の原稿だけ", "Only entries of this status.")
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    status: str | None,
    form: str,
) -> int:
    """List the entries of a project."""
    project = open_project(root=root, config_path=config_path, now=now, lang=lang)
    with speaking(project.language):
        seen = look(project.root, project.config, BuildOptions(now=project.now))
    rows = [row for row in rows_of(seen.site) if status in (None, row["status"])]
    show(
        json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
        if form == "json"
        else _table(rows, project.language)
    )
    errors = [each for each in seen.diagnostics if each.severity is Severity.ERROR]
    show_diagnostics(errors, project.language)
    return 1 if errors else 0


def rows_of(site: Site) -> list[dict[str, Any]]:
    """One row an entry, oldest first; what has no date comes before."""
    rows = [
        {
            "path": entry.document.path,
            "kind": entry.kind,
            "status": str(entry.status),
            "date": None if isinstance(entry, Page) else entry.date.isoformat(),
            "stage": list(entry.fields.stages),
            "value_theme": entry.fields.value_theme,
            "title": entry.title,
            "url": entry.url,
        }
        for entry in site.by_id.values()
    ]
    rows += [
        {
            "path": path,
            "kind": "",
            "status": "broken",
            "date": None,
            "stage": [],
            "value_theme": None,
            "title": "",
        }
        for path in site.broken
    ]
    return sorted(rows, key=lambda row: (row["date"] or "", row["path"]))


def _table(rows: Iterable[dict[str, Any]], language: Language) -> str:
    cells = [tuple(word.text(language) for word in _HEADER)]
    cells += [
        (
            _STATUS_WORDS[row["status"]].text(language),
            (row["date"] or "-")[:10],
            ",".join(row["stage"]) or "-",
            row["value_theme"] or "-",
            row["path"],
            row["title"],
        )
        for row in rows
    ]
    widths = [max((cell_width(line[column]) for line in cells), default=0) for column in range(5)]
    return "".join(
        "  ".join([*(pad(cell, width) for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip()
        + "\n"
        for line in cells
    )
