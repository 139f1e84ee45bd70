# SPDX-License-Identifier: MIT
"""What must not change an editorial report: file order, drafts, updates, flags, locale, machine, the calendar."""

import locale
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.editorial_sites import TOKYO, config_of, entry_of, shifted, site, site_of

from letterpress.config.vocabulary import OPTIONAL_RULES, VALUE_THEMES
from letterpress.diagnostics import Message
from letterpress.editorial.findings import EditorialReport, Finding
from letterpress.editorial.report import report_on
from letterpress.model.assemble import assemble
from letterpress.model.entries import Issue, Post
from letterpress.model.site import Site
from letterpress.model.status import Include

few = settings(max_examples=40, deadline=None)
NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo(TOKYO))
CONFIG = msgspec.structs.replace(
    config_of(), editorial=msgspec.structs.replace(config_of().editorial, rules_on=OPTIONAL_RULES)
)
Entries = list[Post | Issue]


@st.composite
def lines(draw: st.DrawFn, *, draft: bool = False) -> str:
    """A post or an issue within the months around NOW, with now and then a promise, a number, an opt-out."""
    moment = NOW + timedelta(hours=draw(st.integers(-24 * 250, 24 * 40)))
    number = draw(st.integers(0, 10_000))
    theme = draw(st.sampled_from([*(theme.id for theme in VALUE_THEMES), "-", "sale", "issue"]))
    stage = draw(st.sampled_from(["-", "latent", "prospect", "new", "regular", "latent,new"]))
    extra = draw(
        st.lists(
            st.sampled_from(
                [
                    "by=shop",
                    "cta=reply",
                    "series=s",
                    "next=More",
                    "title_strong=1",
                    "promise_line=9",
                    "phase=after",
                    "numbers=3",
                    "numbers=4,5",
                    "ignore=silence,sales-share,stage-gap",
                    "ignore=broken-promise",
                    "expires=2026-11-20",
                    "problem=p",
                    "body_hits=5",
                ]
            ),
            max_size=3,
        )
    )
    words = [f"{moment:%Y-%m-%dT%H:%M}", theme, "" if theme == "issue" else stage, f"id=p{number}", *extra]
    return " ".join(words) + (" draft" if draft else "")


def entries_of(written: list[str]) -> Entries:
    entries = [entry_of(line, TOKYO, NOW) for line in written]
    return list({entry.id: entry for entry in entries}.values())


any_entries = st.lists(lines(), max_size=20).map(entries_of)


def made(entries: Entries, now: datetime = NOW, *, admit: tuple[str, ...] = ()) -> Site:
    return site(CONFIG, now, entries, admit=admit)


@few
@given(any_entries, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(entries: Entries, random: Random) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert report_on(made(entries)) == report_on(made(shuffled))


def said(report: EditorialReport) -> list[Finding]:
    """The findings but for their fix, which may name a draft that would serve."""
    return [msgspec.structs.replace(finding, fix=Message("", "")) for finding in report.findings]


@few
@given(any_entries, st.lists(lines(draft=True), max_size=8).map(entries_of))
def test_drafts_change_no_finding_and_no_metric_but_their_count(entries: Entries, drafts: Entries) -> None:
    known = {entry.id for entry in entries}
    drafts = [draft for draft in drafts if draft.id not in known]
    before, after = report_on(made(entries)), report_on(made(entries + drafts))
    assert said(before) == said(after)
    assert before.history == after.history
    assert before.metrics == msgspec.structs.replace(after.metrics, drafts=before.metrics.drafts)


@few
@given(any_entries, st.integers(0, 300))
def test_an_update_is_not_a_publication(entries: Entries, days: int) -> None:
    replace = msgspec.structs.replace
    updated = [
        replace(
            entry,
            document=replace(
                entry.document, fields=replace(entry.document.fields, updated=NOW - timedelta(days=days))
            ),
        )
        for entry in entries
    ]
    assert report_on(made(entries)) == report_on(made(updated))


@few
@given(any_entries)
def test_the_flags_of_a_build_do_not_matter(entries: Entries) -> None:
    everything = made(entries, admit=("draft", "scheduled", "expired"))
    assert report_on(made(entries)) == report_on(everything)


@few
@given(any_entries, st.integers(-800, 800))
def test_moving_every_date_and_now_by_the_same_days_changes_no_finding(entries: Entries, days: int) -> None:
    later = NOW + timedelta(days=days)
    before, after = report_on(made(entries)), report_on(made(list(shifted(entries, days, NOW)), later))
    assert [key(finding) for finding in before.findings] == [key(finding) for finding in after.findings]
    assert [one.rule for one in before.unmeasured] == [one.rule for one in after.unmeasured]
    first, second = before.advice, after.advice
    assert (first is None) == (second is None)
    if first and second:
        assert first.due + timedelta(days=days) == second.due
        assert (first.stage, first.value_theme, first.nearest) == (
            second.stage,
            second.value_theme,
            second.nearest,
        )


def key(finding: Finding) -> tuple[object, ...]:
    """A finding without its words, which name days."""
    return finding.rule, finding.severity, finding.subject, finding.value, finding.threshold, finding.posts


@few
@given(any_entries, st.integers(0, 400))
def test_another_now_is_the_same_as_a_site_of_that_time(entries: Entries, days: int) -> None:
    """`--now` answers what will be: it does not matter where the statuses stood when the site was made."""
    later = NOW + timedelta(days=days)
    written = [msgspec.structs.replace(entry, status=entry.status) for entry in entries]
    assert report_on(made(written), later).findings == report_on(made(written, later)).findings


@contextmanager
def machine(zone: str, language: str) -> Iterator[None]:
    """A process in another time zone and locale."""
    old_zone, old_language = os.environ.get("TZ"), locale.setlocale(locale.LC_ALL)
    os.environ["TZ"] = zone
    time.tzset()
    locale.setlocale(locale.LC_ALL, language)
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if old_zone is not None:
            os.environ["TZ"] = old_zone
        time.tzset()
        locale.setlocale(locale.LC_ALL, old_language)


@few
@given(any_entries, st.sampled_from(["UTC", "America/Los_Angeles", "Pacific/Kiritimati"]))
def test_time_zone_and_locale_of_the_machine_do_not_matter(entries: Entries, zone: str) -> None:
    with machine(zone, "C.UTF-8"):
        elsewhere = report_on(made(entries))
    with machine(TOKYO, "C"):
        assert report_on(made(entries)) == elsewhere


@few
@given(any_entries)
def test_a_report_adds_up(entries: Entries) -> None:
    report = report_on(made(entries))
    metrics = report.metrics
    assert len(metrics.window) <= 10
    assert sum(metrics.value_classes.values()) == sum(metrics.value_themes.values())
    assert metrics.sales_share is None or 0 <= metrics.sales_share <= 1
    assert metrics.person_share is None or 0 <= metrics.person_share <= 1
    assert list(metrics.contacts) == sorted(set(metrics.contacts))
    assert all(gap.days > 0 for gap in metrics.gaps)
    assert {one.rule for one in report.unmeasured}.isdisjoint(finding.rule for finding in report.findings)
    assert report.findings == tuple(sorted(report.findings, key=lambda finding: -finding.severity))
    for finding in report.findings:
        assert set(finding.posts) <= set(report.mentions)


def test_a_post_at_sixteen_utc_counts_on_the_next_day_in_tokyo() -> None:
    line = "2026-11-10T16:00+00:00 howto prospect id=late"
    in_tokyo = report_on(site_of(["now 2026-11-21", line]))
    in_london = report_on(site_of(["config zone Europe/London", "now 2026-11-21", line]))
    assert in_tokyo.metrics.contacts == (date(2026, 11, 11),)
    assert in_tokyo.metrics.days_since_contact == 10
    assert [finding.rule for finding in in_tokyo.findings] == []
    assert in_london.metrics.contacts == (date(2026, 11, 10),)
    assert in_london.metrics.days_since_contact == 11
    assert [finding.rule for finding in in_london.findings] == ["silence"]


@pytest.mark.parametrize(("hour", "day"), [(14, 21), (15, 22)])
def test_now_is_a_day_in_the_time_zone_of_the_site(hour: int, day: int) -> None:
    report = report_on(site_of([]), datetime(2026, 11, 21, hour, tzinfo=UTC))
    assert report.as_of == date(2026, 11, day)


def test_days_are_calendar_days_where_the_clocks_change() -> None:
    lines = ["config zone Europe/Berlin", "now 2026-10-26T00:30", "2026-10-15T23:30 howto prospect"]
    assert report_on(site_of(lines)).metrics.days_since_contact == 11


@few
@given(any_entries)
def test_the_flags_of_a_build_do_not_matter_to_an_assembled_site(entries: Entries) -> None:
    """As the model makes it, where flags decide also which posts an issue lists."""
    documents = [entry.document for entry in entries]

    def assembled(include: Include) -> EditorialReport:
        return report_on(assemble(documents, config=CONFIG, now=NOW, include=include, files={}, profiles=()))

    assert assembled(Include()) == assembled(Include(drafts=True, future=True, expired=True))
