# SPDX-License-Identifier: MIT
"""What a further post could be: the stage that waits longest, the value theme used least, the nearest draft."""

from datetime import date

import msgspec

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES, Stage, ValueTheme
from letterpress.diagnostics import Message
from letterpress.editorial import phrases
from letterpress.editorial.facts import Facts, Pieces, is_post
from letterpress.editorial.metrics import count_themes, last_named
from letterpress.editorial.pieces import Piece
from letterpress.editorial.window import window_at


class NextPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post that would help."""

    stage: Stage
    value_theme: ValueTheme
    nearest: Piece | None
    """The draft or scheduled post that would serve best."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the post has to be; empty means free."""

    phase: str = ""
    stage: str = ""
    value_theme: str = ""


ANYTHING = Wish()


def next_post(
    facts: Facts, config: Config, wish: Wish = ANYTHING, *, by: date | None = None
) -> NextPost | None:
    """The post that is missed most once everything scheduled by a day (or at all) is out.

    The stage is the one that was not named for longest. The value theme is, among those of class `value` that
    suit the stage, the one with the fewest posts in W, then the one unused for longest, then the vocabulary's
    first. None where the config leaves no such value theme.
    """
    coming = facts.posts + tuple(piece for piece in facts.queued_posts if by is None or piece.day <= by)
    stage = _stage_waiting(coming, _stages(config, wish))
    theme = _theme_missed(coming, facts, config, _themes(config, wish, stage))
    if theme is None:
        return None
    return NextPost(stage=stage, value_theme=theme, nearest=nearest_piece(facts, stage, theme, after=by))


def nearest_piece(
    facts: Facts, stage: Stage, theme: ValueTheme, *, after: date | None = None
) -> Piece | None:
    """The draft, or the post scheduled after a day, that shares most with what is wished; None where nothing does.

    A post that has both stage and value theme beats one that has the value theme, which beats one that has the
    stage; then scheduled before draft, then by date and id. A sales-class post never stands in for another.
    """
    scheduled = [piece for piece in facts.queued_posts if after is None or piece.day > after]
    candidates = [*scheduled, *filter(is_post, facts.drafts)]
    scored = [(piece, likeness(piece, stage, theme)) for piece in candidates]
    best = max(scored, key=lambda pair: pair[1], default=(None, 0))
    return best[0] if best[1] else None


def likeness(piece: Piece, stage: Stage, theme: ValueTheme) -> int:
    """3 where stage and value theme fit, 2 for the value theme, 1 for the stage, else 0."""
    same_theme = piece.value_theme == theme.id
    if piece.value_class == "sales" and not same_theme:
        return 0
    return 2 * same_theme + (stage.id in piece.stages)


def offer(post: NextPost) -> Message:
    """The post as part of a sentence: `見込顧客に向けた「事例・お客様の声」の記事(下書き「…」が使えます)`."""
    stage, theme, use = post.stage.label, post.value_theme.label, _use(post)
    return Message(
        f"{stage.ja}に向けた「{theme.ja}」の記事{use.ja}", f"a post for a {stage.en} on “{theme.en}”{use.en}"
    )


def _use(post: NextPost) -> Message:
    piece = post.nearest
    if piece is None:
        return Message("", "")
    name = phrases.title(piece.title)
    if piece.entry.status == "draft":
        return Message(f"(下書き{name.ja}が使えます)", f" (your draft {name.en} would serve)")
    day = phrases.day(piece.day)
    return Message(
        f"({day.ja}予定の{name.ja}が使えます)", f" ({name.en}, scheduled for {day.en}, would serve)"
    )


def _stages(config: Config, wish: Wish) -> tuple[Stage, ...]:
    """The stages that a wish leaves open."""
    if wish.stage:
        return tuple(stage for stage in STAGES if stage.id == wish.stage)
    phases = {
        wish.phase or theme.phase for theme in config.editorial.value_themes if theme.id == wish.value_theme
    }
    phase = wish.phase or next(iter(phases), None)
    return tuple(stage for stage in STAGES if not phase or phase in stage.phases) or STAGES


def _themes(config: Config, wish: Wish, stage: Stage) -> tuple[ValueTheme, ...]:
    """The value themes that a wish leaves open for a stage."""
    themes = config.editorial.value_themes
    if wish.value_theme:
        return tuple(theme for theme in themes if theme.id == wish.value_theme)
    valuable = tuple(theme for theme in themes if theme.value_class == "value")
    return tuple(theme for theme in valuable if not theme.phase or theme.phase in stage.phases) or valuable


def _stage_waiting(posts: Pieces, stages: tuple[Stage, ...]) -> Stage:
    last = last_named(posts)
    return min(stages, key=lambda stage: last[stage.id] or date.min)


def _theme_missed(
    posts: Pieces, facts: Facts, config: Config, themes: tuple[ValueTheme, ...]
) -> ValueTheme | None:
    recent = window_at(posts, facts.as_of, config.editorial.thresholds)
    counts = count_themes(recent, config)
    last = {piece.value_theme: number for number, piece in enumerate(posts, start=1)}
    return min(themes, key=lambda theme: (counts[theme.id], last.get(theme.id, 0)), default=None)
