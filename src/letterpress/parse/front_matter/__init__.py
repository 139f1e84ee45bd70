# SPDX-License-Identifier: MIT
"""Front matter: the fields of posts, pages and issues, and how they are decoded."""

from letterpress.parse.front_matter.options import FieldOptions, field_options
from letterpress.parse.front_matter.table import FIELDS, Field

__all__ = ["FIELDS", "Field", "FieldOptions", "field_options"]
