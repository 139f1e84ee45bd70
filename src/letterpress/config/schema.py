# SPDX-License-Identifier: MIT
"""The JSON Schema of letterpress.yaml, for the completion and the checks of editors."""

from typing import Any

from letterpress.config.table import CONFIG
from letterpress.diagnostics import Language
from letterpress.yaml_reader.field_specs import rows_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema(language: Language = "en") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of letterpress.yaml, made from the table that reads it.

    Args:
        language: Of the titles of the top-level names.
    """
    return {"$schema": DIALECT, "title": "letterpress.yaml", **rows_schema(CONFIG, language)}
