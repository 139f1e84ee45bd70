# SPDX-License-Identifier: MIT
"""One concrete next post: for whom, what it offers, by when, why, and what is nearest to it already.

Everything is judged as of the day on which the next post is due, with all that is scheduled until then published.
The findings of that day drive the choice, in a fixed order, and the reason names the number that decided.
"""

from datetime import date

from letterpress.config import Config
from letterpress.config.vocabulary import ValueTheme
from letterpress.editorial.advice_reasons import find, missing_phase, reason_for, why_nearest
from letterpress.editorial.cadence import ChannelKind, cadences, runway
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import Advice, Finding
from letterpress.editorial.items import Piece
from letterpress.editorial.next_post import NextPost, Wish, in_hand, likeness, missed_most, offering_theme
from letterpress.editorial.ruleset import verdicts

_DRIVING = frozenset(
    ("phase-balance", "stage-gap", "no-participation", "faceless", "all-give", "sales-share", "sales-streak")
)
"""The rules that have a say in what comes next."""
_INVITING = ("no-participation", "participation"), ("faceless", "persona")
"""Findings that ask for one value theme, the more pressing first."""


def advise(facts: Facts, config: Config) -> Advice | None:
    """What to write next; None where there is no post at all, or no value theme of class `value`."""
    if not (facts.posts or facts.queued_posts or in_hand(facts)):
        return None
    due = next_due(facts, config)
    planned = facts.planned(due)
    findings = verdicts(planned, config, _DRIVING)[0]
    post = _choose(planned, config, findings)
    if post is None:
        return None
    nearest = _nearest(facts, post, due)
    after = facts.after_queue()
    return Advice(
        stage=post.stage.id,
        value_theme=post.value_theme.id,
        due=due,
        reason=reason_for(planned, config, findings, post),
        nearest=nearest.id if nearest else None,
        nearest_reason=why_nearest(nearest, post) if nearest else None,
        after_queue=verdicts(after, config)[0] if facts.queue else (),
        after_queue_as_of=after.as_of if facts.queue else None,
    )


def next_due(facts: Facts, config: Config) -> date:
    """One cadence after the last day that the queue reaches without a hole; today where that has passed."""
    watched = cadences(config)
    kind: ChannelKind = "all" if "all" in watched else "posts"
    cadence = watched[kind]
    reach = runway(facts, kind, cadence, config.editorial.thresholds)
    return max(facts.as_of, shifted(reach.until, cadence)) if reach else facts.as_of


def _choose(planned: Facts, config: Config, findings: tuple[Finding, ...]) -> NextPost | None:
    """The stage that a missing phase or the longest wait asks for; then the value theme that a finding asks for."""
    base = Wish(phase=missing_phase(findings))
    post = missed_most(planned, config, base)
    wanted = _wanted_theme(planned, findings, config)
    if post is None or wanted is None:
        return post
    if wanted.phase in (None, *post.stage.phases):
        return missed_most(planned, config, Wish(stage=post.stage.id, value_theme=wanted.id))
    pressing = base.phase or find(findings, "stage-gap", post.stage.id)
    return post if pressing else missed_most(planned, config, Wish(value_theme=wanted.id))


def _wanted_theme(planned: Facts, findings: tuple[Finding, ...], config: Config) -> ValueTheme | None:
    """The value theme that a finding asks for, where the config has it."""
    themes = {theme.id: theme for theme in config.editorial.value_themes}
    for rule, theme_id in _INVITING:
        if find(findings, rule) and theme_id in themes:
            return themes[theme_id]
    if find(findings, "all-give"):
        return offering_theme(planned, config)
    return None


def _nearest(facts: Facts, post: NextPost, due: date) -> Piece | None:
    """The draft, or the post scheduled after the due day, that is most like what is advised."""
    candidates = in_hand(facts, after=due)
    best = max(candidates, key=lambda piece: likeness(piece, post), default=None)
    return best if best and likeness(best, post) else None
