# SPDX-License-Identifier: MIT
"""Choose a next post: the stage missing longest, the value theme used least, and a draft that already suits."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Stage, ValueTheme
from letterpress.diagnostics import Message
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Item, Items, is_post
from letterpress.editorial.metrics import count_themes, last_stage_days
from letterpress.editorial.window import window_at

_theme_of = attrgetter("value_theme")


class PostCriteria(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The criteria that a next post has to meet; an empty one is no criterion."""

    phase: str = ""
    stage: str = ""
    value_theme: str = ""

    def matches(self, item: Item) -> bool:
        """Whether a draft or a scheduled post meets the criteria.

        Without any criterion it has to be of class `value`; for a stage or a phase it only must not sell.
        """
        if self.value_theme:
            has_value = item.value_theme == self.value_theme
        elif self.stage or self.phase:
            has_value = item.value_class != "sales"
        else:
            has_value = item.value_class == "value"
        stage, phase = self.stage, self.phase
        return has_value and (not stage or stage in item.stages) and (not phase or phase in item.phases)


class NextPost(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A next post: a stage and a value theme."""

    stage: Stage
    value_theme: ValueTheme
    ready: Item | None = None
    """The draft or scheduled post with this stage and value theme; None where there is none."""


ANY_POST = PostCriteria()


def next_post(
    facts: Facts, config: Config, criteria: PostCriteria = ANY_POST, *, unscheduled: bool = False
) -> NextPost | None:
    """Choose the next post: a scheduled one or a draft that meets the criteria, else the one needed most.

    With `unscheduled`, scheduled posts are left out. None where the configuration has no value theme for it.
    """
    missed = most_needed(facts, config, criteria)
    if missed is None:
        return None
    candidates = unpublished_posts(facts, after=date.max if unscheduled else date.min)
    ready = [item for item in candidates if criteria.matches(item)]
    best = max(ready, key=lambda item: similarity(item, missed), default=None)
    return _existing_post(best, missed, config) if best else missed


def most_needed(
    facts: Facts, config: Config, criteria: PostCriteria = ANY_POST, *, by: date = date.max
) -> NextPost | None:
    """Choose the stage and value theme needed most after everything scheduled by a day (or at all) is published.

    The stage is the one missing for longest. The value theme is, among those of class `value` that suit the stage,
    the one with the fewest posts in W, then the one unused for longest. Between equal ones, that of an unpublished
    post comes first, then the vocabulary's order decides. None where the configuration has no such value theme.
    """
    stage = _longest_missing(facts, _stages(config, criteria), by)
    coming = facts.posts + tuple(item for item in facts.queued_posts if item.day <= by)
    recent = window_at(coming, facts.as_of, config.editorial.thresholds)
    written = {item.value_theme for item in _unpublished_helpful(facts, by) if stage.id in item.stages}
    themes = _least_used(_themes(config, criteria, stage), count_themes(recent, config))
    theme = _longest_unused(coming, [each for each in themes if each.id in written] or themes)
    return NextPost(stage=stage, value_theme=theme) if theme else None


def unpublished_posts(facts: Facts, *, after: date = date.min) -> Items:
    """The posts scheduled after a day (or at all), then the drafts of posts; each by date and id."""
    scheduled = tuple(item for item in facts.queued_posts if item.day > after)
    return scheduled + tuple(filter(is_post, facts.drafts))


def sales_theme(facts: Facts, config: Config) -> ValueTheme | None:
    """The sales-class value theme to use: that of an unpublished sales-class post, else `product`."""
    themes = {theme.id: theme for theme in config.editorial.value_themes if theme.value_class == "sales"}
    written = (item.value_theme for item in unpublished_posts(facts))
    chosen = next((theme for theme in (*written, "product") if theme in themes), None)
    return themes.get(chosen or "", next(iter(themes.values()), None))


def similarity(item: Item, post: NextPost) -> int:
    """How similar an item is to a next post: 3 for stage and value theme, 2 for the value theme, 1 for the stage.

    0 for neither; a sales-class item of another value theme is never similar.
    """
    same_theme = item.value_theme == post.value_theme.id
    if item.value_class == "sales" and not same_theme:
        return 0
    return 2 * same_theme + (post.stage.id in item.stages)


def describe_post(post: NextPost) -> Message:
    """A next post as part of a sentence: `見込顧客に向けた「事例・お客様の声」の記事`, or a draft by its title."""
    stage, theme, item = post.stage.label, post.value_theme.label, post.ready
    if item is None:
        return Message(f"{stage.ja}に向けた「{theme.ja}」の記事", f"a post for a {stage.en} on “{theme.en}”")
    name, day = phrases.title(item.title), phrases.day(item.day)
    kind = Message(f"{stage.ja}に向けた「{theme.ja}」", f"for a {stage.en}, on “{theme.en}”")
    if is_draft(item):
        return Message(f"下書き{name.ja}（{kind.ja}）", f"your draft {name.en} ({kind.en})")
    return Message(
        f"{day.ja}に予定の{name.ja}（{kind.ja}）", f"{name.en}, scheduled for {day.en} ({kind.en})"
    )


def is_draft(item: Item) -> bool:
    """Whether an item is a draft."""
    return item.entry.status == "draft"


def _existing_post(item: Item, missed: NextPost, config: Config) -> NextPost:
    """The next post that an unpublished post is, with its own stage and value theme where it has them."""
    own = [stage for stage in STAGES if stage.id in item.stages]
    themes = {theme.id: theme for theme in config.editorial.value_themes}
    return NextPost(
        stage=missed.stage if missed.stage in own or not own else own[0],
        value_theme=themes.get(item.value_theme or "", missed.value_theme),
        ready=item,
    )


def _stages(config: Config, criteria: PostCriteria) -> tuple[Stage, ...]:
    """The stages that meet the criteria; posts about buying are for prospects."""
    if criteria.stage:
        return tuple(stage for stage in STAGES if stage.id == criteria.stage)
    phases = {
        criteria.phase or theme.phase
        for theme in config.editorial.value_themes
        if theme.id == criteria.value_theme
    }
    phase = criteria.phase or next(iter(phases), None)
    fitting = tuple(stage for stage in STAGES if not phase or phase in stage.phases)
    return fitting or tuple(stage for stage in STAGES if stage.id == "prospect")


def _themes(config: Config, criteria: PostCriteria, stage: Stage) -> tuple[ValueTheme, ...]:
    """The value themes of a stage that meet the criteria."""
    themes = config.editorial.value_themes
    if criteria.value_theme:
        return tuple(theme for theme in themes if theme.id == criteria.value_theme)
    valuable = tuple(theme for theme in themes if theme.value_class == "value")
    return tuple(theme for theme in valuable if not theme.phase or theme.phase in stage.phases) or valuable


def _longest_missing(facts: Facts, stages: tuple[Stage, ...], by: date) -> Stage:
    last = last_stage_days(facts, by=by)
    written = {stage for item in _unpublished_helpful(facts, by) for stage in item.stages}
    return min(stages, key=lambda stage: (last[stage.id] or date.min, stage.id not in written))


def _unpublished_helpful(facts: Facts, by: date) -> Items:
    """The unpublished posts that do not sell."""
    return tuple(item for item in unpublished_posts(facts, after=by) if item.value_class != "sales")


def _least_used(themes: tuple[ValueTheme, ...], counts: Mapping[str, int]) -> list[ValueTheme]:
    fewest = min((counts[theme.id] for theme in themes), default=0)
    return [theme for theme in themes if counts[theme.id] == fewest]


def _longest_unused(posts: Items, themes: list[ValueTheme]) -> ValueTheme | None:
    """The first theme without any post, else the one whose last post is the oldest; None without themes."""
    unused = {theme.id: theme for theme in themes}
    for theme in filter(unused.__contains__, map(_theme_of, reversed(posts))) if len(unused) > 1 else ():
        del unused[theme]
        if len(unused) == 1:
            break
    return next(iter(unused.values()), None)
