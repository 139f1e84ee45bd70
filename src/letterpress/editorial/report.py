# SPDX-License-Identifier: MIT
"""The editorial report of a site, composed: facts, metrics, findings, advice, history."""

from collections.abc import Callable, Iterable
from datetime import datetime

from letterpress.config import Config
from letterpress.editorial.advice import advise
from letterpress.editorial.cited import calendar, mentions, named
from letterpress.editorial.facts import facts_of
from letterpress.editorial.findings import EditorialReport, Finding
from letterpress.editorial.history import history
from letterpress.editorial.metrics import measure
from letterpress.editorial.ruleset import verdicts, worst_first
from letterpress.model.site import Site

PluginRule = Callable[[Site, datetime, Config], Iterable[Finding]]
"""A rule of a plugin, which sees the site itself."""


def report_on(
    site: Site, now: datetime | None = None, *, plugin_rules: tuple[PluginRule, ...] = ()
) -> EditorialReport:
    """What a good editor would say about a site.

    `now` has an offset and stands in for the site's own; `as_of` is its calendar day in the site's time zone.
    The same site gives the same report whatever flags the build was given, in whatever order files were found.
    Findings of plugins come after those of the product's own rules.
    """
    moment = now or site.now
    config = site.config
    facts = facts_of(site, config, moment)
    found, unmeasured = verdicts(facts, config)
    added = [finding for rule in plugin_rules for finding in rule(site, moment, config)]
    findings = worst_first([*found, *added])
    metrics, advice, days = measure(facts, config), advise(facts, config), calendar(facts)
    return EditorialReport(
        as_of=facts.as_of,
        metrics=metrics,
        findings=findings,
        unmeasured=unmeasured,
        advice=advice,
        history=history(facts, config),
        calendar=days,
        mentions=mentions(facts, named(metrics, findings, advice, days)),
    )
