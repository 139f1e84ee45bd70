# SPDX-License-Identifier: MIT
"""The JSON Schema of front matter, for the completion and the checks of editors."""

from typing import Any

from letterpress.diagnostics import Language
from letterpress.document import DocumentKind
from letterpress.parse.front_matter import FIELDS
from letterpress.yaml_reader.field_specs import SCHEMA_DIALECT, rows_schema


def front_matter_schema(kind: DocumentKind | None = None, language: Language = "en") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of front matter, made from the table that reads it.

    Args:
        kind: Leaves out the fields of other kinds of document.
        language: Of the titles of the fields.
    """
    fields = tuple(field for field in FIELDS if kind is None or kind in field.belongs_to)
    return {"$schema": SCHEMA_DIALECT, "title": "letterpress front matter", **rows_schema(fields, language)}
