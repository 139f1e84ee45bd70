# SPDX-License-Identifier: MIT
"""Extreme dates and thresholds make a report that is odd at most, never a traceback."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.editorial_sites import site_of

from letterpress.config.settings import Thresholds
from letterpress.editorial.report import report_on
from letterpress.editorial.window import shift_day

POSTS = (
    "2026-11-20 sale prospect next=More",
    "2026-11-18 howto latent,regular title_weak=1",
    "2026-11-18 issue numbers=12 id=letter items=11-20,11-18",
    "2026-11-11 event - cta=reply",
    "2026-11-04 - prospect by=shop",
    "2026-10-28 support regular by=shop promise_line=4",
    "2026-11-27 sale new",
    "2026-11-21 howto new draft",
)
NUMBERS = [field.name for field in msgspec.structs.fields(Thresholds) if field.type is not bool]


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [0, 1, 100_000])
def test_any_threshold_gives_a_report(name: str, value: int) -> None:
    for posts in (POSTS, ()):
        lines = (
            "config on sales-surge no-problem all-give",
            "config runway_always true",
            f"config {name} {value}",
        )
        assert report_on(site_of([*lines, *posts])).as_of == date(2026, 11, 21)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NUMBERS), st.integers(0, 100_000)))
def test_any_thresholds_together_give_a_report(chosen: dict[str, int]) -> None:
    lines = [f"config {name} {value}" for name, value in chosen.items()]
    assert report_on(site_of([*lines, *POSTS])).metrics.published_posts == 5


@pytest.mark.parametrize("day", ["0001-01-02", "1969-12-31", "9999-12-30"])
def test_any_date_gives_a_report(day: str) -> None:
    far = f"{day} howto prospect next=More title_strong=1 id=far"
    report = report_on(site_of([*POSTS, far, f"{day} issue numbers=1 id=far-letter"]))
    assert report.metrics.published_posts + report.metrics.scheduled >= 6


@pytest.mark.parametrize("now", ["0001-01-02", "9999-12-30"])
def test_any_moment_gives_a_report(now: str) -> None:
    assert report_on(site_of([f"now {now}", *POSTS])).as_of.isoformat() == now


def test_a_day_stays_within_the_calendar() -> None:
    assert shift_day(date(2026, 11, 21), -21) == date(2026, 10, 31)
    assert shift_day(date(2026, 11, 21), 10**12) == date.max
    assert shift_day(date(2026, 11, 21), -(10**12)) == date.min
    assert shift_day(date.max, 0) == date.max
    assert shift_day(date.min, 1) == date(1, 1, 2)
