# SPDX-License-Identifier: MIT
"""JSON Schemas of the files that people write, by which editors complete names and mark mistakes."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from letterpress.config.authors import authors_schema
from letterpress.config.table import config_schema
from letterpress.diagnostics import Language
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.table import front_matter_schema

SCHEMAS: Mapping[str, Callable[[Language], dict[str, Any]]] = MappingProxyType(
    {"config": config_schema, "front-matter": partial(front_matter_schema, None), "authors": authors_schema}
)
"""The functions that make the schemas of letterpress.yaml, front matter and content/authors.yaml."""


def schema_json(name: str, *, language: Language, kind: DocumentKind | None = None) -> bytes:
    """Make a JSON Schema (draft 2020-12).

    Args:
        name: A key of `SCHEMAS`.
        language: The language of the descriptions.
        kind: Leaves out the front matter fields of other kinds of document; of no use to another schema.

    Returns:
        JSON in UTF-8, indented, with a line end at its end.
    """
    make = partial(front_matter_schema, kind) if name == "front-matter" else SCHEMAS[name]
    return f"{json.dumps(make(language), ensure_ascii=False, indent=2)}\n".encode()
