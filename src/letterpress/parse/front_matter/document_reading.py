# SPDX-License-Identifier: MIT
"""One pass over the front matter of one document."""

from typing import Any

from letterpress.diagnostics import Message
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.defaults import default_nodes
from letterpress.parse.front_matter.reading import FieldReading
from letterpress.parse.front_matter.table import FIELDS_BY_NAME, Field
from letterpress.parse.front_matter.unknown import warn_misplaced, warn_unknown
from letterpress.yaml_reader.nodes import Node, Scalar, Sequence

Positions = dict[str, tuple[int, int, int]]
"""Field name to line, column and length of its value."""


class Decoding:
    """The fields of one document, as far as they are read."""

    __slots__ = ("kind", "names", "positions", "reading", "values")

    def __init__(self, reading: FieldReading, kind: DocumentKind) -> None:
        self.reading = reading
        self.kind = kind
        self.values: dict[str, Any] = {}
        """What could be read, by attribute."""
        self.positions: Positions = {}
        self.names: dict[str, Scalar] = {}
        """What the writer called each attribute, readable or not."""

    def take(self, key: Scalar, node: Node) -> None:
        """Read one field that the writer gave."""
        field = FIELDS_BY_NAME.get(key.text)
        if field is None:
            warn_unknown(self.reading, key)
        elif self.kind not in field.belongs_to:
            warn_misplaced(self.reading, key, field, self.kind)
        else:
            self._take_field(field, key, node)

    def _take_field(self, field: Field, key: Scalar, node: Node) -> None:
        span, attribute, place = node.span, field.attribute, field.place
        position = span.line, span.column, span.length
        if type(node) is Scalar and node.is_absent:
            self.positions.setdefault(place, position)
        elif attribute in self.names and attribute != "draft":
            self._warn_second(field, key)
        else:
            self.names[attribute] = key
            self.positions[place] = position
            if place == "items" and isinstance(node, Sequence):
                self._take_item_positions(node)
            self._read(field, node)

    def _take_item_positions(self, node: Sequence) -> None:
        """Where each item of an issue stands, so that a message can point at the very one: `items.0`, `items.1` ..."""
        for number, item in enumerate(node.items):
            self.positions[f"items.{number}"] = item.span.line, item.span.column, item.span.length

    def take_defaults(self, path: str) -> None:
        """Read what letterpress.yaml gives to documents of this path and the writer did not."""
        given = set(self.names)
        for name, node in default_nodes(self.reading.options.defaults, path).items():
            field = FIELDS_BY_NAME.get(name)
            if field is None:
                warn_unknown(self.reading, Scalar(name, False, node.span))
            elif field.attribute not in given and self.kind in field.belongs_to:
                self._read(field, node)

    def _read(self, field: Field, node: Node) -> None:
        value = field.kind.read(self.reading, field.name, node)
        if value is None:
            return
        attribute = field.attribute
        if attribute == "draft":
            # `draft`, `published` and `status` may disagree; then nothing is published.
            value = value or self.values.get("draft", False)
        self.values[attribute] = value

    def _warn_second(self, field: Field, key: Scalar) -> None:
        first = self.names[field.attribute]
        message = Message(
            f"`{key.text}` は{first.span.line}行目の `{first.text}` と同じ項目です。読み飛ばしました",
            f"`{key.text}` means the same as `{first.text}` on line {first.span.line} and is ignored",
        )
        self.reading.warn("field-twice", key.span, message)
