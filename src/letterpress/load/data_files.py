# SPDX-License-Identifier: MIT
"""Read data files and theme settings as plain values: text, numbers, lists and mappings."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.encoding import decode_text
from letterpress.load.reader import Reader
from letterpress.load.tree import DataFile, Tree
from letterpress.yaml_reader import read_value, read_yaml, to_plain


def read_data(tree: Tree, reader: Reader) -> tuple[Mapping[str, Any], tuple[Diagnostic, ...]]:
    """Read every file of content/data/, by name: YAML and JSON as they are, CSV as a list of rows by column name."""
    values: dict[str, Any] = {}
    diagnostics: list[Diagnostic] = []
    for file in tree.data:
        text, problems = decode_text(reader.read(file.path), file.path)
        diagnostics += problems
        if text is not None and not problems:
            values[file.name], problems = _value(file, text)
            diagnostics += problems
    return values, tuple(diagnostics)


def read_theme_settings(tree: Tree, reader: Reader) -> tuple[Mapping[str, Any], tuple[Diagnostic, ...]]:
    """Read the default settings of the theme: `settings` in its theme.yaml."""
    file = tree.theme
    if file is None:
        return {}, ()
    text, problems = decode_text(reader.read(file.path), file.path)
    if text is None:
        return {}, problems
    mapping, problems = read_yaml(text, file.path)
    plain = to_plain(mapping) if mapping is not None else {}
    settings = plain.get("settings") if isinstance(plain, dict) else None
    return settings if isinstance(settings, dict) else {}, problems


def _value(file: DataFile, text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    if file.format == "csv":
        return _rows(file, text)
    if file.format == "json":
        return _json(file, text)
    node, problems = read_value(text, file.path)
    return None if node is None else to_plain(node), problems


def _rows(file: DataFile, text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        return None, (_broken(file, reader.line_num, 1, str(error)),)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            return None, (_uneven(file, number),)
    return rows, ()


def _uneven(file: DataFile, line: int) -> Diagnostic:
    return Diagnostic(
        code="data-broken",
        severity=Severity.ERROR,
        message=Message(
            "列の数が1行目と違います", "this row and the first line differ in their number of cells"
        ),
        span=Span(file.path, line, 1, 1),
    )


def _json(file: DataFile, text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    import json  # noqa: PLC0415 - only a project with JSON data pays for it

    try:
        return json.loads(text), ()
    except json.JSONDecodeError as error:
        return None, (_broken(file, error.lineno, error.colno, error.msg),)
    except RecursionError:
        return None, (_broken(file, 1, 1, "it is nested too deeply"),)


def _broken(file: DataFile, line: int, column: int, reason: str) -> Diagnostic:
    kind = file.format.upper()
    return Diagnostic(
        code="data-broken",
        severity=Severity.ERROR,
        message=Message(f"{kind} として読めません：{reason}", f"it cannot be read as {kind}: {reason}"),
        span=Span(file.path, line, column, 1),
    )
