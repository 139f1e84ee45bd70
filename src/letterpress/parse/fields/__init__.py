# SPDX-License-Identifier: MIT
"""The front matter fields: what a writer may say about a post, a page or an issue, and how it is read."""

from letterpress.parse.fields.decoding import decode_fields
from letterpress.parse.fields.file_names import slug_for
from letterpress.parse.fields.options import FieldOptions, field_options
from letterpress.parse.fields.table import FIELDS, Field
from letterpress.parse.fields.values import NOTHING, Fields, Kind, Promise

__all__ = [
    "FIELDS",
    "NOTHING",
    "Field",
    "FieldOptions",
    "Fields",
    "Kind",
    "Promise",
    "decode_fields",
    "field_options",
    "slug_for",
]
