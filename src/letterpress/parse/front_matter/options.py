# SPDX-License-Identifier: MIT
"""What of a project's configuration decides how front matter is read."""

from collections.abc import Mapping

import msgspec

from letterpress.config.settings import Config, Defaults
from letterpress.config.vocabulary import VALUE_THEMES, value_themes_by_name


class FieldOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What of a project's configuration decides how front matter is read; small, picklable, and digestible."""

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


def field_options(config: Config) -> FieldOptions:
    """The options that a project's configuration gives; make them once, use them for every document."""
    return FieldOptions(
        timezone=config.timezone,
        value_themes=value_themes_by_name(config.editorial.value_themes),
        purposes=config.editorial.purposes,
        defaults=config.defaults,
    )
