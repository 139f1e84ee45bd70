# SPDX-License-Identifier: MIT
"""Front matter nodes to typed fields, with a position for each and for every mistake."""

from typing import Any

from letterpress.diagnostics import Diagnostic, Message, Span
from letterpress.parse.fields.file_names import date_of, number_of
from letterpress.parse.fields.options import FieldOptions
from letterpress.parse.fields.reading import FieldReading
from letterpress.parse.fields.table import FIELDS_BY_NAME
from letterpress.parse.fields.values import Fields, Kind
from letterpress.yaml_reader.dates import DateProblem, parse_moment
from letterpress.yaml_reader.nodes import Mapping, Scalar, Source
from letterpress.yaml_reader.rows import unknown_key

Positions = dict[str, tuple[int, int, int]]


def decode_fields(
    mapping: Mapping | None, *, path: str, kind: Kind, options: FieldOptions
) -> tuple[Fields, Positions, tuple[Diagnostic, ...]]:
    """Read a document's front matter.

    Args:
        mapping: The front matter as `read_yaml` gives it; None where it is empty.
        path: The document's, relative to the project; its name may give the date and the issue number.
        kind: Decides which fields belong.
        options: What the project's configuration says; see `field_options`.

    Returns:
        The typed fields; for each field that the writer gave, by its name in the field table, line, column and
        length of its value; and everything wrong with them. Where an error is among these, the fields hold
        defaults in place of what could not be read.
    """
    reading = FieldReading(mapping.source if mapping else Source(path, ""), options)
    values: dict[str, Any] = {}
    positions: Positions = {}
    for key, node in mapping.entries if mapping else ():
        field = FIELDS_BY_NAME.get(key.text)
        if field is None:
            unknown_key(reading, key, tuple(FIELDS_BY_NAME))
            continue
        span = node.span
        positions[field.name] = span.line, span.column, span.length
        if not (isinstance(node, Scalar) and node.is_absent):
            value = field.kind.read(reading, field.name, node)
            if value is not None:
                values[field.attribute] = value
    _complete(reading, values, positions, path, kind)
    return Fields(**values), positions, reading.diagnostics


def _complete(
    reading: FieldReading, values: dict[str, Any], positions: Positions, path: str, kind: Kind
) -> None:
    if not values.get("title") and "title" not in positions:
        reading.error(
            "title-missing", Span(path, 1, 1, 3), Message("`title` がありません", "there is no `title`")
        )
    if "date" not in positions and (text := date_of(path)):
        moment = parse_moment(text, reading.zone)
        if not isinstance(moment, DateProblem):
            values["date"] = moment
    if kind == "issue" and "issue" not in positions and (number := number_of(path)):
        values["numbers"] = (int(number),)
