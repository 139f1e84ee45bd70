# SPDX-License-Identifier: MIT
"""The trend: the same metrics as of the end of each of the last 12 months, from dates alone."""

from bisect import bisect_left
from operator import attrgetter

from letterpress.config import Config
from letterpress.editorial.days import shifted
from letterpress.editorial.facts import Facts
from letterpress.editorial.findings import Month
from letterpress.editorial.metrics import count_themes, measure

MONTHS = 12


def history(facts: Facts, config: Config) -> tuple[Month, ...]:
    """The 12 whole months before the month of the facts, oldest first.

    What was published by then is what is dated by then and no draft today; nobody knows any more what was scheduled.
    """
    ends = [shifted(facts.as_of.replace(day=1), -1)]
    while len(ends) < MONTHS:
        ends.append(shifted(ends[-1].replace(day=1), -1))
    return tuple(_month(facts.until(end), config) for end in reversed(ends))


def _month(facts: Facts, config: Config) -> Month:
    first = facts.as_of.replace(day=1)
    posts = facts.posts[bisect_left(facts.posts, first, key=attrgetter("day")) :]
    issues = facts.issues[bisect_left(facts.issues, first, key=attrgetter("day")) :]
    return Month(
        metrics=measure(facts, config),
        posts=len(posts),
        issues=len(issues),
        value_themes=count_themes(posts, config),
    )
