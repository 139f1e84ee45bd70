# SPDX-License-Identifier: MIT
"""Fixes that several rules propose: what to publish next, and by when."""

from letterpress.config import Config
from letterpress.diagnostics import Message
from letterpress.editorial import phrases
from letterpress.editorial.cadence import (
    channel_queue,
)
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import ChannelKind
from letterpress.editorial.next_post import PostCriteria, describe_post, next_post


def publish_next(facts: Facts, config: Config, criteria: PostCriteria) -> Message:
    """Propose to publish the post that is needed most and meets the criteria."""
    post = next_post(facts, config, criteria)
    what = describe_post(post) if post else Message("読む人の役に立つ記事", "a post that helps its reader")
    return Message(f"次は{what.ja}を出しましょう", f"Publish {what.en} next")


def help_next(facts: Facts, config: Config) -> Message:
    """Propose to publish a post of value next, after posts that sell."""
    post = next_post(facts, config)
    if post is None:
        return Message(
            "読む人の役に立つ記事を次に出すと、流れを戻せます", "Let the next post help its reader"
        )
    what = describe_post(post)
    return Message(f"{what.ja}を次に出すと、流れを戻せます", f"Publish {what.en} next")


def break_silence(facts: Facts, config: Config, kind: ChannelKind) -> Message:
    """Propose what to publish today on a channel that is late."""
    queue = channel_queue(facts, kind)
    if queue:
        name, day = phrases.title(queue[0].title), phrases.day(queue[0].day)
        return Message(
            f"{day.ja}に予定している{name.ja}を早めて出すと、これ以上あきません",
            f"Bring {name.en} forward from {day.en}",
        )
    post = next_post(facts, config)
    if kind == "issues" or post is None:
        return Message(
            "短くてよいので、今日のうちに次の号を出しましょう", "Send the next issue today, however short"
        )
    what = describe_post(post)
    return Message(f"短くてよいので、{what.ja}を今日出しましょう", f"Publish {what.en} today, however short")
