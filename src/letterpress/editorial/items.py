# SPDX-License-Identifier: MIT
"""Items: posts and issues reduced to the values that editorial rules read, and an index of their names."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import get_args

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Phase, ValueTheme
from letterpress.files import CONTENT_FOLDER
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site

PHASE_ORDER: tuple[Phase, ...] = get_args(Phase)
_STAGE_PHASES = {stage.id: stage.phases for stage in STAGES}


class Item(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post or an issue as the rules see it."""

    entry: Post | Issue
    id: str
    instant: float
    """The date in seconds since 1970, which compares faster than a date with a time zone."""
    day: date
    """The calendar day in the site's time zone."""
    stages: tuple[str, ...]
    value_theme: str | None
    """None also where the configuration has no such value theme."""
    value_class: str | None
    phases: tuple[str, ...]
    """In the order before, at, after; empty where unknown."""
    by_person: bool
    ignored: tuple[str, ...]
    """The rules that the item opted out of."""

    @property
    def title(self) -> str:
        """The title as plain text, without ruby readings."""
        return self.entry.title


class ItemMaker(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Makes the items of one site."""

    value_themes: Mapping[str, ValueTheme]
    people: frozenset[str]
    """The ids of the authors who are persons."""

    def make(self, entry: Post | Issue) -> Item:
        """Make the item of an entry."""
        fields = entry.document.fields
        theme = self.value_themes.get(fields.value_theme or "")
        return Item(
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


def item_maker(site: Site, config: Config) -> ItemMaker:
    """The maker of the items of a site."""
    return ItemMaker(
        value_themes={theme.id: theme for theme in config.editorial.value_themes},
        people=frozenset(author.id for author in site.authors if author.is_person),
    )


def phases_of(explicit: str | None, stages: tuple[str, ...], theme: ValueTheme | None) -> tuple[str, ...]:
    """The phases of buying that a post addresses.

    An explicit phase wins; else a sales-class value theme means `at`; else the stages decide (several may give two
    phases); else the value theme's own default; else none is known.
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


class ItemIndex(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Items by every name that front matter may use for them."""

    by_name: Mapping[str, Item]

    def find(self, name: str, writer: Item) -> Item | None:
        """Find the item that the front matter of `writer` names; a path starts at the file of `writer`."""
        beside = normpath(join(dirname(writer.entry.document.path), name))
        return self.by_name.get(name) or self.by_name.get(beside)


def index_items(items: Iterable[Item]) -> ItemIndex:
    """Index items by name; an id wins over a slug or a path, and an earlier item over a later one."""
    by_name: dict[str, Item] = {}
    known = tuple(items)
    for item in known:
        by_name.setdefault(item.id, item)
    for item in known:
        document = item.entry.document
        for name in (document.slug, document.path, document.path.removeprefix(f"{CONTENT_FOLDER}/")):
            by_name.setdefault(name, item)
    return ItemIndex(by_name=by_name)
