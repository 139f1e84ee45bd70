# SPDX-License-Identifier: MIT
"""Show the person behind the business, and let readers take part."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config import Config
from letterpress.diagnostics import Message, Severity
from letterpress.editorial import wording as phrases
from letterpress.editorial.cadence import long_absence, old_enough
from letterpress.editorial.facts import Facts
from letterpress.editorial.items import Piece
from letterpress.editorial.next_post import Wish, next_post, offer
from letterpress.editorial.rules.rule import Verdict, rule
from letterpress.editorial.window import people_share, window


@rule("faceless", principle="individual", label=Message("書き手の顔", "people behind the posts"))
def faceless(facts: Facts, config: Config) -> Iterable[Verdict]:
    """Less than 20% of W is by a person or of value theme persona."""
    thresholds = config.editorial.thresholds
    share = people_share(window(facts, thresholds))
    if not share.among or share.among < thresholds.minimum_posts:
        yield faceless.unmeasured(share.among, thresholds.minimum_posts)
        return
    value = Fraction(share.count, share.among)
    if value >= thresholds.faceless:
        return
    part, limit = phrases.share(share.count, share.among), phrases.percent(thresholds.faceless)
    yield faceless.finding(
        severity=Severity.WARNING,
        subject="window",
        value=value,
        threshold=thresholds.faceless,
        message=Message(
            f"書き手の顔が見えるのは最近の記事{part.ja}で、目安の{limit}に届きません",
            f"Who is behind them can be seen in {part.en}, which is less than {limit}",
        ),
        fix=_show(facts, config),
        posts=share.pieces,
    )


def _show(facts: Facts, config: Config) -> Message:
    post = next_post(facts, config, Wish(value_theme="persona"))
    if post is None:
        return Message("次の1本は、人の名前で体験を書きましょう", "Sign the next one with a person's name")
    what = offer(post)
    return Message(
        f"次の1本を人の名前で書くか、{what.ja}を出しましょう",
        f"Sign the next one with a person's name, or publish {what.en}",
    )


@rule("no-participation", principle="involve", label=Message("読者の参加", "readers taking part"))
def no_participation(facts: Facts, config: Config) -> Iterable[Verdict]:
    """The last post that lets readers take part is more than max(60, 8T) days old, or there never was one."""
    if not old_enough(facts, config):
        return
    limit = long_absence(config)
    last = next(filter(_invites, reversed(facts.posts)), None)
    quiet = facts.age(last) if last else None
    if quiet is None or quiet > limit:
        yield no_participation.finding(
            severity=Severity.NOTE,
            subject="posts",
            value=quiet,
            threshold=limit,
            message=_alone(quiet, limit),
            fix=_invite(facts, config),
            posts=(last,) if last else (),
        )


def _invites(piece: Piece) -> bool:
    return piece.value_theme == "participation" or "reply" in piece.entry.fields.cta


def _alone(quiet: int | None, limit: Fraction) -> Message:
    if quiet is None:
        return Message("読者が参加できる記事が、まだ1件もありません", "No post has let readers take part yet")
    ago, usual = phrases.days(quiet), phrases.days(limit)
    return Message(
        f"読者が参加できる記事は{ago.ja}前が最後です（目安は{usual.ja}以内）",
        f"Readers could last take part {ago.en} ago (aim for once within {usual.en})",
    )


def _invite(facts: Facts, config: Config) -> Message:
    post = next_post(facts, config, Wish(value_theme="participation"))
    if post is None:
        return Message(
            "次の1本の結びで返信を募り、`cta: reply` と書きましょう",
            "End the next one with a question, and add `cta: reply`",
        )
    what = offer(post)
    return Message(
        f"次の1本の結びで返信を募る（`cta: reply`）か、{what.ja}を出しましょう",
        f"End the next one with a question (`cta: reply`), or publish {what.en}",
    )
