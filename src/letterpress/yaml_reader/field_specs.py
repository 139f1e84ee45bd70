# SPDX-License-Identifier: MIT
"""Specifications of fields in tables: a row says how a value is read, what its JSON Schema is, and what it means."""

from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import force_setattr

from letterpress.diagnostics import Language, Message, Span, suggestion
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import read_mapping

AnyReporter_contra = TypeVar("AnyReporter_contra", bound=Reporter, contravariant=True)

Schema = ReadOnly[str, Any]
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class ValueKind(msgspec.Struct, Generic[AnyReporter_contra], frozen=True):
    """A type of value: how it is read, and what it looks like to an editor's completion."""

    read: Callable[[AnyReporter_contra, str, Node], Any]
    """Gives None where there is no usable value, after reporting why."""
    schema: Schema
    """JSON Schema, without title and description; descriptions within it are in English."""
    translate: Callable[[Language], Schema] | None = None
    """Makes the same schema with descriptions in a language; None where there are none."""

    def schema_in(self, language: Language) -> Schema:
        """The JSON Schema with descriptions in a language."""
        return self.translate(language) if self.translate else self.schema


class Row(msgspec.Struct, Generic[AnyReporter_contra], frozen=True, kw_only=True):
    """One name that a writer may use."""

    name: str
    kind: ValueKind[AnyReporter_contra]
    about: Message
    """One line for documentation and editors."""
    aliases: tuple[str, ...] = ()
    """Other names for the same."""
    attribute: str = ""
    """The attribute of the struct that takes the value; the same as the name where it is not given."""
    required: bool = False
    example: str = ""
    """A value to show where a required one is missing."""

    def __post_init__(self) -> None:
        if not self.attribute:
            force_setattr(self, "attribute", self.name)


Rows = tuple[Row[Any], ...]


def read_rows(reporter: Reporter, rows: Rows, mapping: Mapping, prefix: str = "") -> dict[str, Any] | None:
    """Read a mapping by a table; problems go to the reporter.

    Args:
        reporter: Takes the problems.
        rows: The names that the mapping may hold.
        mapping: What the writer gave.
        prefix: What stands before a name in messages, such as `editorial.`.

    Returns:
        The usable values by attribute name; None where a required one is missing.
    """
    by_name = {name: row for row in rows for name in (row.name, *row.aliases)}
    values: dict[str, Any] = {}
    given = set()
    for key, node in mapping.entries:
        row = by_name.get(key.text)
        if row is None:
            unknown_key(reporter, key, tuple(by_name), prefix)
        elif not (isinstance(node, Scalar) and node.is_absent):
            given.add(row.name)
            value = row.kind.read(reporter, prefix + row.name, node)
            if value is not None:
                values[row.attribute] = value
    for row in rows:
        if row.required and row.name not in given:
            example = f"{row.name}: {row.example}" if row.example else ""
            missing_key(reporter, mapping.span, prefix + row.name, example)
    return None if any(row.required and row.attribute not in values for row in rows) else values


def missing_key(reporter: Reporter, span: Span, name: str, example: str = "") -> None:
    """Report that a value without a default is not given."""
    hint = Message(f"`{example}` のように書きます", f"write it like `{example}`") if example else None
    reporter.error("field-missing", span, Message(f"`{name}` がありません", f"`{name}` is missing"), hint)


def unknown_key(reporter: Reporter, key: Scalar, known: tuple[str, ...], prefix: str = "") -> None:
    """Warn of a name that nothing reads."""
    message = Message(
        f"`{prefix}{key.text}` という項目はありません。読み飛ばしました",
        f"`{prefix}{key.text}` is not a known field and is ignored",
    )
    reporter.warn("field-unknown", key.span, message, suggestion(key.text, known))


def section(rows: Rows, make: Callable[..., object]) -> ValueKind[Reporter]:
    """Make the type of a mapping read by a table.

    Args:
        rows: The names that it may hold.
        make: Takes the values as keyword arguments, usually a struct.
    """

    def read_section(reporter: Reporter, name: str, node: Node) -> object:
        mapping = read_mapping(reporter, name, node)
        values = None if mapping is None else read_rows(reporter, rows, mapping, name + ".")
        return None if values is None else make(**values)

    return ValueKind(read_section, rows_schema(rows), partial(rows_schema, rows))


def list_of(kind: ValueKind[Reporter]) -> ValueKind[Reporter]:
    """Make the type of a list of values of another type; a single one stands for a list of one."""

    def read_list(reporter: Reporter, name: str, node: Node) -> tuple[object, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        values = [kind.read(reporter, name, item) for item in items]
        return tuple(value for value in values if value is not None)

    def schema_in(language: Language) -> Schema:
        return {"type": "array", "items": kind.schema_in(language)}

    return ValueKind(read_list, schema_in("en"), schema_in)


TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"]}
"""Whatever an editor takes a value for, letterpress reads it as text."""
TEXTS_SCHEMA: Schema = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}
FLAG_SCHEMA: Schema = {"anyOf": [{"enum": [True, False, "yes", "no", "on", "off"]}, {"type": "string"}]}


def rows_schema(rows: Rows, language: Language = "en") -> dict[str, Any]:
    """Make the JSON Schema of a mapping read by `read_rows`."""
    properties = {
        name: {"title": name, "description": row.about.text(language), **row.kind.schema_in(language)}
        for row in rows
        for name in (row.name, *row.aliases)
    }
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    required = [row.name for row in rows if row.required and not row.aliases]
    return schema | {"required": required} if required else schema
