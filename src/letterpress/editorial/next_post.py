# SPDX-License-Identifier: MIT
"""What a further post could be: the stage that waits longest, the value theme used least, the nearest draft."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Stage, ValueTheme
from letterpress.diagnostics import Message
from letterpress.editorial import wording as phrases
from letterpress.editorial.facts import Facts, Pieces, is_post
from letterpress.editorial.items import Piece
from letterpress.editorial.metrics import count_themes, last_named
from letterpress.editorial.window import window_at

_theme_of = attrgetter("value_theme")


class Wish(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a post has to be; empty means free."""

    phase: str = ""
    stage: str = ""
    value_theme: str = ""

    def granted_by(self, piece: Piece) -> bool:
        """Whether a draft or a scheduled post is what is wished.

        Where nothing is wished it has to be of class `value`; for a stage or a phase it only must not sell.
        """
        if self.value_theme:
            offers = piece.value_theme == self.value_theme
        elif self.stage or self.phase:
            offers = piece.value_class != "sales"
        else:
            offers = piece.value_class == "value"
        stage, phase = self.stage, self.phase
        return offers and (not stage or stage in piece.stages) and (not phase or phase in piece.phases)


class NextPost(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A post that would help."""

    stage: Stage
    value_theme: ValueTheme
    ready: Piece | None = None
    """The draft or scheduled post that is just this."""


ANYTHING = Wish()


def next_post(
    facts: Facts, config: Config, wish: Wish = ANYTHING, *, unscheduled: bool = False
) -> NextPost | None:
    """The post that grants a wish: one that is scheduled or being written, else the one that is missed most.

    `unscheduled` asks for one that the queue does not hold yet. None where the config has no value theme for it.
    """
    missed = missed_most(facts, config, wish)
    if missed is None:
        return None
    candidates = in_hand(facts, after=date.max if unscheduled else date.min)
    ready = [piece for piece in candidates if wish.granted_by(piece)]
    best = max(ready, key=lambda piece: likeness(piece, missed), default=None)
    return _as_written(best, missed, config) if best else missed


def missed_most(
    facts: Facts, config: Config, wish: Wish = ANYTHING, *, by: date = date.max
) -> NextPost | None:
    """The stage and value theme that are missed most once everything scheduled by a day (or at all) is out.

    The stage is the one that was not named for longest. The value theme is, among those of class `value` that
    suit the stage, the one with the fewest posts in W, then the one unused for longest. Where stages or value themes
    are equally missed, one that a post in hand has comes first, then the vocabulary's order decides.
    None where the config leaves no such value theme.
    """
    stage = _stage_waiting(facts, _stages(config, wish), by)
    coming = facts.posts + tuple(piece for piece in facts.queued_posts if piece.day <= by)
    recent = window_at(coming, facts.as_of, config.editorial.thresholds)
    written = {piece.value_theme for piece in _helpful(facts, by) if stage.id in piece.stages}
    themes = _rarest(_themes(config, wish, stage), count_themes(recent, config))
    theme = _longest_unused(coming, [each for each in themes if each.id in written] or themes)
    return NextPost(stage=stage, value_theme=theme) if theme else None


def in_hand(facts: Facts, *, after: date = date.min) -> Pieces:
    """Posts scheduled after a day (or at all), then drafts of posts; each by date and id."""
    scheduled = tuple(piece for piece in facts.queued_posts if piece.day > after)
    return scheduled + tuple(filter(is_post, facts.drafts))


def offering_theme(facts: Facts, config: Config) -> ValueTheme | None:
    """The value theme to say with what the business offers: that of a sales-class post in hand, else `product`."""
    themes = {theme.id: theme for theme in config.editorial.value_themes if theme.value_class == "sales"}
    written = (piece.value_theme for piece in in_hand(facts))
    chosen = next((theme for theme in (*written, "product") if theme in themes), None)
    return themes.get(chosen or "", next(iter(themes.values()), None))


def likeness(piece: Piece, post: NextPost) -> int:
    """How well a piece would serve: 3 where stage and value theme fit, 2 for the value theme, 1 for the stage.

    0 where neither fits; a sales-class piece never stands in for another.
    """
    same_theme = piece.value_theme == post.value_theme.id
    if piece.value_class == "sales" and not same_theme:
        return 0
    return 2 * same_theme + (post.stage.id in piece.stages)


def offer(post: NextPost) -> Message:
    """The post as part of a sentence: `見込顧客に向けた「事例・お客様の声」の記事`, or the one in hand by its title."""
    stage, theme, piece = post.stage.label, post.value_theme.label, post.ready
    if piece is None:
        return Message(f"{stage.ja}に向けた「{theme.ja}」の記事", f"a post for a {stage.en} on “{theme.en}”")
    name, day = phrases.title(piece.title), phrases.day(piece.day)
    kind = Message(f"{stage.ja}に向けた「{theme.ja}」", f"for a {stage.en}, on “{theme.en}”")
    if is_draft(piece):
        return Message(f"下書き{name.ja}（{kind.ja}）", f"your draft {name.en} ({kind.en})")
    return Message(
        f"{day.ja}に予定の{name.ja}（{kind.ja}）", f"{name.en}, scheduled for {day.en} ({kind.en})"
    )


def is_draft(piece: Piece) -> bool:
    """Whether a piece is being written, not scheduled or published."""
    return piece.entry.status == "draft"


def _as_written(piece: Piece, missed: NextPost, config: Config) -> NextPost:
    """The post in hand, by its own stage and value theme where it has them."""
    own = [stage for stage in STAGES if stage.id in piece.stages]
    themes = {theme.id: theme for theme in config.editorial.value_themes}
    return NextPost(
        stage=missed.stage if missed.stage in own or not own else own[0],
        value_theme=themes.get(piece.value_theme or "", missed.value_theme),
        ready=piece,
    )


def _stages(config: Config, wish: Wish) -> tuple[Stage, ...]:
    """The stages that a wish leaves open; what is said at buying is for prospects."""
    if wish.stage:
        return tuple(stage for stage in STAGES if stage.id == wish.stage)
    phases = {
        wish.phase or theme.phase for theme in config.editorial.value_themes if theme.id == wish.value_theme
    }
    phase = wish.phase or next(iter(phases), None)
    fitting = tuple(stage for stage in STAGES if not phase or phase in stage.phases)
    return fitting or tuple(stage for stage in STAGES if stage.id == "prospect")


def _themes(config: Config, wish: Wish, stage: Stage) -> tuple[ValueTheme, ...]:
    """The value themes that a wish leaves open for a stage."""
    themes = config.editorial.value_themes
    if wish.value_theme:
        return tuple(theme for theme in themes if theme.id == wish.value_theme)
    valuable = tuple(theme for theme in themes if theme.value_class == "value")
    return tuple(theme for theme in valuable if not theme.phase or theme.phase in stage.phases) or valuable


def _stage_waiting(facts: Facts, stages: tuple[Stage, ...], by: date) -> Stage:
    last = last_named(facts, by=by)
    written = {stage for piece in _helpful(facts, by) for stage in piece.stages}
    return min(stages, key=lambda stage: (last[stage.id] or date.min, stage.id not in written))


def _helpful(facts: Facts, by: date) -> Pieces:
    """Posts in hand that do not sell."""
    return tuple(piece for piece in in_hand(facts, after=by) if piece.value_class != "sales")


def _rarest(themes: tuple[ValueTheme, ...], counts: Mapping[str, int]) -> list[ValueTheme]:
    fewest = min((counts[theme.id] for theme in themes), default=0)
    return [theme for theme in themes if counts[theme.id] == fewest]


def _longest_unused(posts: Pieces, themes: list[ValueTheme]) -> ValueTheme | None:
    """The first of the themes that no post has, else the one whose last post is the oldest; None of none."""
    unused = {theme.id: theme for theme in themes}
    # Few posts of many have a theme that is looked for.
    for theme in filter(unused.__contains__, map(_theme_of, reversed(posts))) if len(unused) > 1 else ():
        del unused[theme]
        if len(unused) == 1:
            break
    return next(iter(unused.values()), None)
