# SPDX-License-Identifier: MIT
"""Read data files and theme settings as plain values: text, numbers, lists and mappings."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any, NoReturn

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.encoding import FORBIDDEN, decode_text, forbidden_character
from letterpress.load.reader import Reader
from letterpress.load.tree import DataFile, Tree
from letterpress.yaml_reader import Reporter, Source, read_value, read_yaml, to_plain
from letterpress.yaml_reader.urls import refuse_dangerous_urls


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
    if mapping is not None:
        reporter = Reporter(Source(file.path, text))
        refuse_dangerous_urls(reporter, "settings", mapping.get("settings"))
        problems += reporter.diagnostics
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
    """Read JSON; numbers that only text can keep exactly stay text, as in YAML."""
    import json  # noqa: PLC0415 - only a project with JSON data pays for it

    try:
        value = json.loads(text, parse_int=_whole, parse_float=_fraction, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return None, (_broken(file, error.lineno, error.colno, error.msg),)
    except _NoNumberError as error:
        return None, (_broken(file, *_place(text, text.find(error.name)), f"{error.name} is no number"),)
    except RecursionError:
        return None, (_broken(file, 1, 1, "it is nested too deeply"),)
    problems = tuple(_forbidden_escapes(file, text)) if "\\" in text else ()
    return (None if problems else value), problems


class _NoNumberError(ValueError):
    """A word that stands for a number in JavaScript, but not in JSON."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _refuse(name: str) -> NoReturn:
    raise _NoNumberError(name)


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= 20 and -(2**63) <= int(digits) < 2**64 else digits


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if isfinite(number) else digits


def _forbidden_escapes(file: DataFile, text: str) -> Iterator[Diagnostic]:
    """Escapes of characters that must not be in a source, and of halves of characters."""
    for escape in _ESCAPE.finditer(text):
        whole, code = escape[0], escape["code"]
        character = chr(int(code, 16)) if code else _SHORT_ESCAPES.get(whole, "")
        if character and (FORBIDDEN.match(character) or "\ud800" <= character <= "\udfff"):
            line, column = _place(text, escape.start())
            yield forbidden_character(character, file.path, line, column, text.split("\n")[line - 1])


_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u(?P<code>[0-9a-fA-F]{4})|\\.", re.ASCII
)
"""An escape of JSON; the two halves of a character beyond U+FFFF are one."""
_SHORT_ESCAPES: Mapping[str, str] = MappingProxyType({r"\b": "\b", r"\f": "\f"})


def _place(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _broken(file: DataFile, line: int, column: int, reason: str) -> Diagnostic:
    kind = file.format.upper()
    return Diagnostic(
        code="data-broken",
        severity=Severity.ERROR,
        message=Message(f"{kind} として読めません：{reason}", f"it cannot be read as {kind}: {reason}"),
        span=Span(file.path, line, column, 1),
    )
