# SPDX-License-Identifier: MIT
"""The decoder turns front matter into typed fields, with a position for each and a diagnostic for every mistake."""

from collections.abc import Mapping as ReadOnly
from typing import Any

import msgspec

from letterpress.config.settings import Defaults
from letterpress.config.severities import path_matches
from letterpress.diagnostics import Diagnostic, Message, Severity, Span, worst
from letterpress.document import NOTHING, DocumentKind, Fields
from letterpress.files import CONFIG_FILE
from letterpress.parse.front_matter.checks import (
    check_expiry,
    check_file_name,
    report_missing_date,
    report_missing_title,
    warn_misplaced,
    warn_unknown,
)
from letterpress.parse.front_matter.file_names import date_of, number_of
from letterpress.parse.front_matter.options import FieldOptions, FieldReporter
from letterpress.parse.front_matter.table import FIELDS_BY_NAME, Field
from letterpress.parse.source_text import SourceText, read_source
from letterpress.yaml_reader import Mapping, Node, Scalar, Sequence, Source, read_yaml
from letterpress.yaml_reader.dates import DateProblem, parse_moment

CONTENT = "content/"

Positions = dict[str, tuple[int, int, int]]
"""Attribute of `Fields` to line, column and length of its value."""


class FrontMatter(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The decoded front matter of a source, with the source that its body is in."""

    path: str
    kind: DocumentKind
    diagnostics: tuple[Diagnostic, ...]
    source: SourceText | None = None
    """None where the front matter cannot be read, so that the body is not looked at."""
    fields: Fields = Fields()
    positions: ReadOnly[str, tuple[int, int, int]] = NOTHING
    """Attribute of `Fields` to line, column and length of its value."""


def read_front_matter(path: str, kind: DocumentKind, data: bytes, options: FieldOptions) -> FrontMatter:
    """Take a source apart and decode its front matter; all that is wrong is in the result's diagnostics."""
    source, diagnostics = read_source(data, path)
    if source is None:
        return FrontMatter(path=path, kind=kind, diagnostics=diagnostics)
    mapping, found = read_yaml(source.front_matter, path, source.front_matter_line)
    diagnostics += found
    if mapping is None and worst(diagnostics) is Severity.ERROR:
        return FrontMatter(path=path, kind=kind, diagnostics=diagnostics)
    fields, positions, found = decode_fields(mapping, path=path, kind=kind, options=options)
    return FrontMatter(
        path=path,
        kind=kind,
        diagnostics=diagnostics + found,
        source=source,
        fields=fields,
        positions=positions,
    )


def decode_fields(
    mapping: Mapping | None, *, path: str, kind: DocumentKind, options: FieldOptions
) -> tuple[Fields, Positions, tuple[Diagnostic, ...]]:
    """Decode the front matter of one document.

    Args:
        mapping: The front matter as `read_yaml` gives it; None where it is empty.
        path: The document's, relative to the project; its name may give the date and the issue number.
        kind: Decides which fields belong.
        options: What the project's configuration says; see `field_options`.

    Returns:
        The typed fields; for each attribute that the writer gave, line, column and length of its value, even of an
        empty one; and everything wrong with them. Where an error is among these, the fields hold defaults in place
        of what could not be read.
    """
    source = mapping.source if mapping is not None else Source(path, "", 2)
    decoder = _Decoder(FieldReporter(source, options), path, kind)
    for key, node in mapping.entries if mapping is not None else ():
        decoder.take(key, node)
    if options.defaults:
        decoder.take_defaults()
    decoder.complete()
    return Fields(**decoder.values), decoder.positions, decoder.reporter.diagnostics


class _Decoder:
    """Collects the fields of one document."""

    __slots__ = ("kind", "names", "path", "positions", "reporter", "values")

    def __init__(self, reporter: FieldReporter, path: str, kind: DocumentKind) -> None:
        self.reporter = reporter
        self.path = path
        self.kind = kind
        self.values: dict[str, Any] = {}
        """Attribute to value, where it could be read."""
        self.positions: Positions = {}
        self.names: dict[str, Scalar] = {}
        """Attribute to the name that the writer gave it, readable or not."""

    def take(self, key: Scalar, node: Node) -> None:
        """Read one field that the writer gave."""
        field = FIELDS_BY_NAME.get(key.text)
        if field is None:
            warn_unknown(self.reporter, key)
        elif self.kind not in field.belongs_to:
            warn_misplaced(self.reporter, key, field, self.kind)
        else:
            self._take_field(field, key, node)

    def _take_field(self, field: Field, key: Scalar, node: Node) -> None:
        span, attribute = node.span, field.attribute
        position = span.line, span.column, span.length
        if type(node) is Scalar and node.is_absent:
            self.positions.setdefault(attribute, position)
        elif attribute in self.names and not field.any_true:
            self._warn_second(field, key)
        else:
            self.names[attribute] = key
            self.positions[attribute] = position
            if field.has_item_positions and isinstance(node, Sequence):
                self._take_item_positions(attribute, node)
            self._read(field, node)

    def _take_item_positions(self, attribute: str, node: Sequence) -> None:
        """Note the position of each item, so that a message can point at the very one: `items.0`, `items.1` ..."""
        for number, item in enumerate(node.items):
            self.positions[f"{attribute}.{number}"] = item.span.line, item.span.column, item.span.length

    def take_defaults(self) -> None:
        """Read what letterpress.yaml gives to documents of this path and the writer did not."""
        given = set(self.names)
        for name, node in default_nodes(self.reporter.options.defaults, self.path).items():
            field = FIELDS_BY_NAME.get(name)
            if field is None:
                warn_unknown(self.reporter, Scalar(name, False, node.span))
            elif field.attribute not in given and self.kind in field.belongs_to:
                self._read(field, node)

    def complete(self) -> None:
        """Add what the file's name says, and report what is missing or contradicts itself."""
        reporter, path, values, names = self.reporter, self.path, self.values, self.names
        if not values.get("title") and ("title" in values or "title" not in names):
            report_missing_title(reporter, path, self.positions.get("title", (1, 1, 3)))
        if "date" not in values and "date" not in names:
            self._take_date()
        if self.kind == "issue" and "numbers" not in values and (number := number_of(path)):
            values["numbers"] = (int(number),)
        if "slug" not in names:
            check_file_name(reporter, path)
        check_expiry(reporter, path, values, self.positions.get("expires", (0, 0, 0)))

    def _take_date(self) -> None:
        """Take the date from the file's name."""
        text = date_of(self.path)
        if text is not None:
            moment = parse_moment(text, self.reporter.zone)
            if isinstance(moment, DateProblem):
                hint = Message("ファイル名の先頭から読み取りました", "it was read from the file's name")
                self.reporter.error(moment.code, Span(self.path), moment.message, hint)
            else:
                self.values["date"] = moment
        elif self.kind != "page" and not self.values.get("draft"):
            report_missing_date(self.reporter, self.path)

    def _read(self, field: Field, node: Node) -> None:
        value = field.kind.read(self.reporter, field.name, node)
        if value is None:
            return
        if field.is_spread:
            self.values.update(value)
            return
        attribute = field.attribute
        self.values[attribute] = value or self.values.get(attribute, False) if field.any_true else value

    def _warn_second(self, field: Field, key: Scalar) -> None:
        first = self.names[field.attribute]
        message = Message(
            f"`{key.text}` は{first.span.line}行目の `{first.text}` と同じ項目です。読み飛ばしました",
            f"`{key.text}` means the same as `{first.text}` on line {first.span.line} and is ignored",
        )
        self.reporter.warn("field-twice", key.span, message)


def default_nodes(defaults: tuple[Defaults, ...], path: str) -> dict[str, Node]:
    """Return the fields that letterpress.yaml gives to a document, by name; the last entry that matches wins.

    Args:
        defaults: The entries of letterpress.yaml. In a pattern, `*` stands for any characters, `/` included.
        path: The document's, relative to the project.
    """
    below = path.removeprefix(CONTENT)
    return {
        name: _node(value)
        for entry in defaults
        if path_matches(entry.pattern, below)
        for name, value in entry.fields.items()
    }


def _node(value: str | tuple[str, ...] | bool) -> Node:
    """Turn a value of letterpress.yaml into a node, so that it is read like the writer's own."""
    span = Span(CONFIG_FILE)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", False, span)
    if isinstance(value, str):
        return Scalar(value, False, span)
    return Sequence(tuple(Scalar(item, False, span) for item in value), span)
