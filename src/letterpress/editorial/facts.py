# SPDX-License-Identifier: MIT
"""The facts that editorial rules read: posts and issues as items; published, scheduled and drafted at one moment.

Published means: not a draft, and dated at or before the moment; an entry that has expired since was published.
Scheduled means: not a draft, and dated later. An entry that expires before its date is never published and is neither.
Build flags that include drafts and scheduled posts change nothing here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import filterfalse
from operator import attrgetter
from posixpath import dirname, join, normpath
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Phase, ValueTheme
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Status

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


Items = tuple[Item, ...]

date_order = attrgetter("instant", "id")
_day = attrgetter("day")


class Facts(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Published and scheduled items and drafts as of one day, each ordered by date, then id."""

    as_of: date
    posts: Items
    """The published posts."""
    issues: Items
    """The published issues."""
    queued_posts: Items
    """The scheduled posts."""
    queued_issues: Items
    """The scheduled issues."""
    drafts: Items
    """The drafts of posts and issues."""
    contact_days: Mapping[str, tuple[date, ...]]
    """The days with a published post or issue, without repeats, oldest first; of `posts`, `issues` and `all`."""
    stage_days: Mapping[str, tuple[date, ...]]
    """For each stage, the days of the published posts that name it, oldest first."""
    filtered: "Mapping[str, Facts]"
    """For each rule that some item opted out of, the facts without those items."""

    @property
    def queue(self) -> Items:
        """The scheduled posts and issues, next first."""
        return tuple(sorted(self.queued_posts + self.queued_issues, key=date_order))

    def age(self, item: Item) -> int:
        """Whole calendar days since an item was published."""
        return (self.as_of - item.day).days

    def without_ignored(self, rule: str) -> "Facts":
        """The facts without the items that opted out of a rule."""
        return self.filtered.get(rule, self)

    def until(self, day: date) -> "Facts":
        """The facts as of the end of an earlier day, from dates alone: without scheduled items and drafts."""
        return msgspec.structs.replace(
            self,
            as_of=day,
            posts=self.posts[: bisect_right(self.posts, day, key=_day)],
            issues=self.issues[: bisect_right(self.issues, day, key=_day)],
            queued_posts=(),
            queued_issues=(),
            drafts=(),
            contact_days=_until(self.contact_days, day),
            stage_days=_until(self.stage_days, day),
            filtered={rule: facts.until(day) for rule, facts in self.filtered.items()},
        )

    def planned(self, day: date) -> "Facts":
        """The facts on a later day, if everything scheduled until then is published as planned."""
        queue = self.queue
        out = bisect_right(queue, day, key=_day)
        return make_facts(
            day,
            published=self.posts + self.issues + queue[:out],
            queued=queue[out:],
            drafts=self.drafts,
        )

    def after_queue(self) -> "Facts":
        """The facts on the day of the last scheduled item, if everything is published as planned."""
        queue = self.queue
        return self.planned(queue[-1].day) if queue else self


def collect_facts(site: Site, config: Config, now: datetime) -> Facts:
    """Collect the facts of a site at a moment; `now` has an offset, and the site's time zone decides the day."""
    read = item_maker(site, config).make
    drafts: list[Item] = []
    published: list[Item] = []
    queued: list[Item] = []
    moment = now.timestamp()
    entries: tuple[Post | Issue, ...] = (*site.posts, *site.held_posts, *site.issues, *site.held_issues)
    for entry in entries:
        if _never_published(entry):
            continue
        item = read(entry)
        if entry.status is Status.DRAFT:
            drafts.append(item)
        else:
            (published if item.instant <= moment else queued).append(item)
    as_of = now.astimezone(ZoneInfo(config.timezone)).date()
    return make_facts(as_of, published=published, queued=queued, drafts=drafts)


def _never_published(entry: Post | Issue) -> bool:
    """Whether an entry expires before its date."""
    expires = entry.fields.expires
    return expires is not None and expires <= entry.date


def make_facts(
    as_of: date, *, published: Iterable[Item], queued: Iterable[Item], drafts: Iterable[Item]
) -> Facts:
    """Make facts of items in any order."""
    lists = tuple(tuple(sorted(items, key=date_order)) for items in (published, queued, drafts))
    opted_out = sorted({rule for items in lists for item in items for rule in item.ignored})
    filtered = {
        rule: _ordered_facts(as_of, *(_keep_applicable(rule, items) for items in lists)) for rule in opted_out
    }
    return msgspec.structs.replace(_ordered_facts(as_of, *lists), filtered=filtered)


def _ordered_facts(as_of: date, published: Items, queued: Items, drafts: Items) -> Facts:
    posts, issues = _posts_and_issues(published)
    queued_posts, queued_issues = _posts_and_issues(queued)
    return Facts(
        as_of=as_of,
        posts=posts,
        issues=issues,
        queued_posts=queued_posts,
        queued_issues=queued_issues,
        drafts=drafts,
        contact_days={"posts": _days(posts), "issues": _days(issues), "all": _days(published)},
        stage_days=_stage_days(posts),
        filtered={},
    )


def is_post(item: Item) -> bool:
    """Whether an item is a post, not an issue."""
    return item.entry.document.kind == "post"


def _posts_and_issues(items: Items) -> tuple[Items, Items]:
    posts = tuple(filter(is_post, items))
    return posts, tuple(filterfalse(is_post, items)) if len(posts) < len(items) else ()


def _days(items: Items) -> tuple[date, ...]:
    return tuple(sorted({item.day for item in items}))


def _stage_days(posts: Items) -> dict[str, tuple[date, ...]]:
    days: dict[str, list[date]] = {stage.id: [] for stage in STAGES}
    for item in posts:
        for stage in dict.fromkeys(item.stages):
            if stage in days:
                days[stage].append(item.day)
    return {stage: tuple(of_stage) for stage, of_stage in days.items()}


def _until(lists: Mapping[str, tuple[date, ...]], day: date) -> dict[str, tuple[date, ...]]:
    return {key: days[: bisect_right(days, day)] for key, days in lists.items()}


def _keep_applicable(rule: str, items: Items) -> Items:
    return tuple(item for item in items if rule not in item.ignored)


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
        for name in item.entry.other_names:
            by_name.setdefault(name, item)
    return ItemIndex(by_name=by_name)
