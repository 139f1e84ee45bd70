# SPDX-License-Identifier: MIT
"""One reading of one document's front matter."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from letterpress.parse.front_matter.options import FieldOptions
from letterpress.yaml_reader import Reading, Source

FENCE = "---"


class FieldReading(Reading):
    """Collects problems, and knows what the project's configuration says."""

    __slots__ = ("options", "zone")

    def __init__(self, source: Source, options: FieldOptions) -> None:
        super().__init__(source)
        self.options = options
        self.zone: tzinfo = ZoneInfo(options.timezone)

    def line(self, index: int) -> str:
        """One line of the front matter by its index from 0; -1 is the fence above it."""
        return FENCE if index == -1 else super().line(index)
