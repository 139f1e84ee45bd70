# SPDX-License-Identifier: MIT
"""Tables of named values: one row says how a value is read, what its JSON Schema is, and what it means."""

from collections.abc import Callable, Mapping as ReadOnly
from typing import Any, Generic, TypeVar

import msgspec

from letterpress.diagnostics import Message, nearest
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar
from letterpress.yaml_reader.reading import Reading

ReadingType = TypeVar("ReadingType", bound=Reading, contravariant=True)


class ValueKind(msgspec.Struct, Generic[ReadingType], frozen=True):
    """How values of one kind are read, and what they look like to an editor's completion."""

    read: Callable[[ReadingType, str, Node], Any]
    """Gives None where there is no usable value, after reporting why."""
    schema: ReadOnly[str, Any]
    """JSON Schema, without title and description."""


class Row(msgspec.Struct, Generic[ReadingType], frozen=True, kw_only=True):
    """One name that a writer may use."""

    name: str
    kind: ValueKind[ReadingType]
    about: Message
    """One line for documentation and editors."""
    aliases: tuple[str, ...] = ()
    """Other names for the same."""
    target: str = ""
    """The attribute that takes the value, where it is called differently."""
    required: bool = False

    @property
    def attribute(self) -> str:
        """The attribute of the struct that takes the value."""
        return self.target or self.name


Rows = tuple[Row[Any], ...]


def read_rows(reading: Reading, rows: Rows, mapping: Mapping, prefix: str = "") -> dict[str, Any]:
    """Read a mapping by a table; problems go to the reading.

    Args:
        reading: Takes the problems.
        rows: The names that the mapping may hold.
        mapping: What the writer gave.
        prefix: What stands before a name in messages, such as `editorial.`.

    Returns:
        The usable values by attribute name.
    """
    by_name = {name: row for row in rows for name in (row.name, *row.aliases)}
    values: dict[str, Any] = {}
    for key, node in mapping.entries:
        row = by_name.get(key.text)
        if row is None:
            unknown_key(reading, key, tuple(by_name), prefix)
        elif not (isinstance(node, Scalar) and node.is_absent):
            value = row.kind.read(reading, prefix + row.name, node)
            if value is not None:
                values[row.attribute] = value
    return values


def unknown_key(reading: Reading, key: Scalar, known: tuple[str, ...], prefix: str = "") -> None:
    """Warn of a name that nothing reads."""
    close = nearest(key.text, known)
    reading.warn(
        "field-unknown",
        key.span,
        Message(
            f"`{prefix}{key.text}` という項目はないため、読みとばしました",
            f"`{prefix}{key.text}` is not a known field and is ignored",
        ),
        Message(f"`{close}` のことですか", f"did you mean `{close}`?") if close else None,
    )


def rows_schema(rows: Rows, language: str = "en") -> dict[str, Any]:
    """The JSON Schema of a mapping read by `read_rows`."""
    properties: dict[str, Any] = {}
    for row in rows:
        about = row.about.ja if language == "ja" else row.about.en
        properties[row.name] = {"title": row.name, "description": about, **row.kind.schema}
        for alias in row.aliases:
            properties[alias] = {"title": alias, "description": f"= {row.name}", **row.kind.schema}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    required = [row.name for row in rows if row.required]
    return schema | {"required": required} if required else schema
