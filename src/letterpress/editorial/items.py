# SPDX-License-Identifier: MIT
"""A post or an issue, reduced to what the editorial rules read of it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import get_args

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Phase, ValueTheme
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site

PHASE_ORDER: tuple[Phase, ...] = get_args(Phase)
_STAGE_PHASES = {stage.id: stage.phases for stage in STAGES}


class Piece(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One post or issue as the rules see it."""

    entry: Post | Issue
    id: str
    instant: float
    """Its date in seconds since 1970, so that pieces compare without time zones."""
    day: date
    """In the site's time zone."""
    stages: tuple[str, ...]
    value_theme: str | None
    """None also where the config knows no such value theme."""
    value_class: str | None
    phases: tuple[str, ...]
    """In the order before, at, after; empty where unknown."""
    by_person: bool
    ignored: tuple[str, ...]
    """The rules that it opted out of."""

    @property
    def title(self) -> str:
        """Plain, without ruby readings."""
        return self.entry.title


class Reader(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What is needed to reduce the entries of one site."""

    value_themes: Mapping[str, ValueTheme]
    people: frozenset[str]
    """Ids of authors who are persons."""

    def read(self, entry: Post | Issue) -> Piece:
        """The entry, reduced."""
        fields = entry.document.fields
        theme = self.value_themes.get(fields.value_theme or "")
        return Piece(
            entry=entry,
            id=entry.id,
            instant=entry.date.timestamp(),
            day=entry.day,
            stages=fields.stages,
            value_theme=theme.id if theme else None,
            value_class=theme.value_class if theme else None,
            phases=phases_of(fields.phase, fields.stages, theme),
            by_person=not self.people.isdisjoint(entry.authors),
            ignored=fields.ignored_rules,
        )


def reader_for(site: Site, config: Config) -> Reader:
    """What reduces the entries of this site."""
    return Reader(
        value_themes={theme.id: theme for theme in config.editorial.value_themes},
        people=frozenset(author.id for author in site.authors if author.is_person),
    )


def phases_of(explicit: str | None, stages: tuple[str, ...], theme: ValueTheme | None) -> tuple[str, ...]:
    """The phases of buying that a post speaks to.

    An explicit phase wins; else a sales-class value theme is `at`; else the stages tell (several may give two);
    else the value theme's own default; else none is known.
    """
    if explicit:
        return (explicit,)
    if theme and theme.value_class == "sales":
        return ("at",)
    named = _phases_of_stages(stages)
    if named:
        return named
    return (theme.phase,) if theme and theme.phase else ()


@lru_cache(maxsize=1024)
def _phases_of_stages(stages: tuple[str, ...]) -> tuple[Phase, ...]:
    named = {phase for stage in stages for phase in _STAGE_PHASES.get(stage, ())}
    return tuple(phase for phase in PHASE_ORDER if phase in named)
