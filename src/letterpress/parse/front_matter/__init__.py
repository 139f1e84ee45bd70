# SPDX-License-Identifier: MIT
"""The front matter fields: what a writer may say about a post, a page or an issue, and how it is read."""

from letterpress.parse.front_matter.options import FieldOptions, field_options
from letterpress.parse.front_matter.table import FIELDS, Field

__all__ = ["FIELDS", "Field", "FieldOptions", "field_options"]
