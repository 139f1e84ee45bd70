# SPDX-License-Identifier: MIT
"""The options of the front matter decoder, and the reporter that carries them."""

from collections.abc import Mapping
from datetime import tzinfo
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config.settings import Config, Defaults
from letterpress.config.vocabulary import VALUE_THEMES, value_themes_by_name
from letterpress.yaml_reader import Reporter, Source

FENCE = "---"


class FieldOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of a project that decide how front matter is read; small, picklable, and digestible."""

    timezone: str
    """An IANA name, for dates that name no zone."""
    value_themes: Mapping[str, str] = msgspec.field(
        default_factory=lambda: value_themes_by_name(VALUE_THEMES)
    )
    """Every accepted spelling, as `match_key` gives it, to the id of its value theme."""
    purposes: tuple[str, ...] = ()
    """Why this channel exists; empty means that any known purpose will do."""
    defaults: tuple[Defaults, ...] = ()
    """Front matter by path, for all paths; a later entry wins."""
    rules: tuple[str, ...] | None = ()
    """The slugs of the editorial rules that plugins bring; None where plugins are left out, which may bring any."""


def field_options(config: Config, rules: tuple[str, ...] | None = ()) -> FieldOptions:
    """Collect the options that a project gives; they are the same for every document.

    Args:
        config: What letterpress.yaml says.
        rules: See `FieldOptions.rules`.
    """
    return FieldOptions(
        timezone=config.timezone,
        value_themes=value_themes_by_name(config.editorial.value_themes),
        purposes=config.editorial.purposes,
        defaults=config.defaults,
        rules=rules,
    )


class FieldReporter(Reporter):
    """Collects diagnostics, and knows the project's settings."""

    __slots__ = ("options", "zone")

    def __init__(self, source: Source, options: FieldOptions) -> None:
        super().__init__(source)
        self.options = options
        self.zone: tzinfo = ZoneInfo(options.timezone)

    def line(self, index: int) -> str:
        """Return one line of the front matter by its index from 0; -1 is the fence above it."""
        return FENCE if index == -1 else super().line(index)
