# SPDX-License-Identifier: MIT
"""Compose the editorial report of a site: metrics, findings, advice, history, calendar and mentions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, groupby
from typing import Literal

from letterpress.editorial.advice import advise
from letterpress.editorial.facts import Facts, Item, Items, collect_facts, date_order, is_post
from letterpress.editorial.findings import Advice, Day, EditorialReport, Finding, Mention, Metrics
from letterpress.editorial.metrics import CALENDAR_DAYS, history, measure
from letterpress.editorial.rules.rule import Rule
from letterpress.editorial.ruleset import RULES, run_rules
from letterpress.editorial.window import shift_day
from letterpress.model.site import Site


def report_on(site: Site, now: datetime | None = None, *, rules: tuple[Rule, ...] = RULES) -> EditorialReport:
    """Make the editorial report of a site.

    The same site gives the same report whatever flags the build was given.

    Args:
        site: The site.
        now: The moment of the report, with an offset; that of the site if not given.
        rules: All that there are, in the order of their findings; the configuration enables some of them.
    """
    moment = now or site.now
    config = site.config
    facts = collect_facts(site, config, moment)
    findings, unmeasured = run_rules(facts, config, rules)
    metrics, advice, days = measure(facts, config), advise(facts, config, rules), calendar(facts)
    return EditorialReport(
        as_of=facts.as_of,
        metrics=metrics,
        findings=findings,
        unmeasured=unmeasured,
        advice=advice,
        history=history(facts, config),
        calendar=days,
        mentions=mentions(facts, mentioned_ids(metrics, findings, advice, days)),
    )


MentionStatus = Literal["published", "scheduled", "draft"]


def calendar(facts: Facts) -> tuple[Day, ...]:
    """The days with a post or an issue, from 53 weeks ago to the last scheduled day, oldest first."""
    start = shift_day(facts.as_of, -CALENDAR_DAYS)
    shown = (item for item in facts.posts + facts.issues if item.day > start)
    ordered = sorted(chain(shown, facts.queue), key=date_order)
    days = groupby(ordered, key=lambda item: item.day)
    return tuple(Day(day=day, entries=tuple(item.id for item in items)) for day, items in days)


def mentions(facts: Facts, ids: Iterable[str]) -> Mapping[str, Mention]:
    """The mentions of the items with these ids, in the order of the ids."""
    groups: tuple[tuple[MentionStatus, Items], ...] = (
        ("draft", facts.drafts),
        ("scheduled", facts.queued_posts + facts.queued_issues),
        ("published", facts.posts + facts.issues),
    )
    wanted = dict.fromkeys(ids)
    found = {
        item.id: mention(item, status) for status, items in groups for item in items if item.id in wanted
    }
    return {each: found[each] for each in wanted if each in found}


def mention(item: Item, status: MentionStatus) -> Mention:
    """Make the mention of an item."""
    return Mention(
        id=item.id,
        kind="post" if is_post(item) else "issue",
        title=item.title,
        path=item.entry.document.path,
        url=item.entry.url,
        day=item.day,
        status=status,
        stages=item.stages,
        value_theme=item.value_theme,
        value_class=item.value_class,
    )


def mentioned_ids(
    metrics: Metrics, findings: Iterable[Finding], advice: Advice | None, days: Iterable[Day]
) -> Iterable[str]:
    """Yield every id that these parts of a report hold."""
    yield from metrics.window
    yield from metrics.unclassified
    yield from metrics.queue
    yield from chain.from_iterable(finding.posts for finding in findings)
    yield from chain.from_iterable(day.entries for day in days)
    if advice:
        yield from chain.from_iterable(finding.posts for finding in advice.after_queue)
        if advice.nearest:
            yield advice.nearest
