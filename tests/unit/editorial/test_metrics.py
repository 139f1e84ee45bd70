# SPDX-License-Identifier: MIT
"""The numbers behind the editorial rules, computed whether or not something is wrong."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from tests.support.editorial_sites import site_of

from letterpress.editorial.findings import EditorialReport, Gap, Metrics, as_number
from letterpress.editorial.report import report_on

SAMPLE = (
    "now 2026-11-21",
    "2026-11-20 sale prospect",
    "2026-11-18 howto latent,regular",
    "2026-11-18 issue numbers=12 id=letter",
    "2026-11-11 event -",
    "2026-11-04 - prospect by=shop",
    "2026-10-28 support regular by=shop",
    "2026-10-14 issue numbers=11",
    "2026-11-27 sale new",
    "2026-12-04 issue numbers=13",
    "2026-12-31 case new",
    "2026-11-21 howto latent draft",
)


def metrics(*lines: str) -> Metrics:
    return report_on(site_of(lines)).metrics


def test_counts() -> None:
    sample = metrics(*SAMPLE)
    assert (sample.published_posts, sample.published_issues) == (5, 2)
    assert (sample.scheduled, sample.drafts) == (3, 1)
    assert sample.window == ("10-28", "11-04", "11-11", "11-18", "11-20")
    assert sample.issue_numbers == (11, 12, 13)


def test_value_themes_and_classes_of_the_window_with_zeros_in_the_order_of_the_vocabulary() -> None:
    sample = metrics(*SAMPLE)
    assert list(sample.value_themes)[:4] == ["education", "howto", "case", "support"]
    assert {theme: count for theme, count in sample.value_themes.items() if count} == {
        "howto": 1,
        "support": 1,
        "event": 1,
        "sale": 1,
    }
    assert sample.value_classes == {"value": 2, "neutral": 1, "sales": 1}
    assert sample.unclassified == ("11-04", "11-11")


def test_the_sales_share_is_exact_and_known_after_each_post_of_the_window() -> None:
    sample = metrics(*SAMPLE)
    assert (sample.sales_posts, sample.classified) == (1, 4)
    assert sample.sales_share == Fraction(1, 4)
    assert sample.sales_share_along == (*4 * [Fraction(0)], Fraction(1, 4))


def test_shares_are_unknown_where_there_is_nothing_to_share() -> None:
    sample = metrics("2026-11-20 - prospect")
    assert sample.sales_share is None
    assert sample.sales_share_along == (None,)
    assert sample.person_share == 1
    assert metrics().person_share is None


def test_the_streak_now_and_with_the_queue() -> None:
    sample = metrics(*SAMPLE)
    assert sample.sales_streak == 1
    assert sample.sales_streak_with_queue == 0
    assert metrics(*SAMPLE[:-3]).sales_streak_with_queue == 2


def test_phases_and_stages() -> None:
    sample = metrics(*SAMPLE)
    assert sample.phases == {"before": 2, "at": 1, "after": 2, "unknown": 1}
    assert sample.stage_by_phase == {
        "latent": {"before": 1, "at": 0, "after": 1, "unknown": 0},
        "prospect": {"before": 1, "at": 1, "after": 0, "unknown": 0},
        "new": {"before": 0, "at": 0, "after": 0, "unknown": 0},
        "regular": {"before": 1, "at": 0, "after": 2, "unknown": 0},
    }
    assert sample.stage_last == {
        "latent": date(2026, 11, 18),
        "prospect": date(2026, 11, 20),
        "new": None,
        "regular": date(2026, 11, 18),
    }


def test_contacts_are_days_and_gaps_lie_between_them() -> None:
    sample = metrics(*SAMPLE)
    assert [day.day for day in sample.contacts] == [14, 28, 4, 11, 18, 20]
    assert sample.days_since_contact == 1
    assert sample.gaps[0] == Gap(start=date(2026, 10, 14), end=date(2026, 10, 28))
    assert [gap.days for gap in sample.gaps] == [14, 7, 7, 7, 2]
    assert sample.median_gap == 7
    assert metrics(
        "2026-11-20 howto new", "2026-11-10 howto new", "2026-11-05 howto new"
    ).median_gap == Fraction(15, 2)


def test_contacts_of_more_than_53_weeks_ago_are_not_listed() -> None:
    sample = metrics("now 2026-11-21", "2025-11-15 howto new", "2025-11-16 howto new", "2025-11-01 howto new")
    assert sample.contacts == (date(2025, 11, 16),)
    assert sample.days_since_contact == 370
    assert [gap.days for gap in sample.gaps] == [14, 1]


def test_no_more_gaps_are_listed_than_slowing_reads() -> None:
    sample = metrics(*(f"2026-10-{day:02} howto new" for day in range(1, 20)))
    assert len(sample.gaps) == 12
    assert sample.gaps[0].start == date(2026, 10, 7)


def test_a_post_of_this_very_moment_is_published() -> None:
    sample = metrics(
        "now 2026-11-21T12:00", "2026-11-21T12:00 howto new", "2026-11-21T12:01 howto new id=next"
    )
    assert (sample.published_posts, sample.scheduled) == (1, 1)


def test_the_runway_and_its_hole() -> None:
    sample = metrics(*SAMPLE)
    assert sample.runway_until == date(2026, 12, 4)
    assert sample.runway_days == 20
    assert sample.queue == ("11-27", "12-04", "12-31")
    (channel,) = sample.channels
    assert channel.hole == Gap(start=date(2026, 12, 4), end=date(2026, 12, 31))


def test_an_empty_site_has_metrics_all_the_same() -> None:
    empty = metrics()
    assert (empty.runway_until, empty.runway_days, empty.days_since_contact) == (None, None, None)
    assert (empty.contacts, empty.gaps, empty.window) == ((), (), ())


def test_channels_together_and_apart() -> None:
    assert [(each.kind, each.cadence) for each in metrics(*SAMPLE).channels] == [("all", 7)]
    apart = metrics("config cadence.posts 3", "config cadence.issues 30", *SAMPLE).channels
    assert [(each.kind, each.cadence) for each in apart] == [("posts", 3), ("issues", 30)]
    assert [each.days_since_contact for each in apart] == [1, 3]
    one = metrics("config cadence.issues 30", *SAMPLE).channels
    assert [(each.kind, each.cadence) for each in one] == [("posts", 7), ("issues", 30)]


def test_the_share_of_people() -> None:
    sample = metrics(*SAMPLE)
    assert (sample.person_posts, sample.person_of, sample.person_share) == (3, 5, Fraction(3, 5))


@pytest.mark.parametrize(
    ("rule", "number", "with_it", "without"),
    [
        ("sales-share", "classified", 4, 3),
        ("sales-streak", "sales_streak", 1, 0),
        ("faceless", "person_posts", 3, 2),
        ("silence", "days_since_contact", 1, 3),
    ],
)
def test_a_number_of_one_rule_leaves_out_the_posts_that_opted_out_of_it(
    rule: str, number: str, with_it: int, without: int
) -> None:
    ignoring = SAMPLE[1] + f" ignore={rule}"
    assert getattr(metrics(*SAMPLE), number) == with_it
    assert getattr(metrics(*SAMPLE[:1], ignoring, *SAMPLE[2:]), number) == without
    assert metrics(*SAMPLE[:1], ignoring, *SAMPLE[2:]).published_posts == 5


def report(*lines: str) -> EditorialReport:
    return report_on(site_of(lines))


def test_history_has_the_last_twelve_whole_months() -> None:
    months = [month.metrics.as_of for month in report(*SAMPLE).history]
    assert months[0] == date(2025, 11, 30)
    assert months[-1] == date(2026, 10, 31)
    assert len(months) == 12
    assert date(2026, 2, 28) in months


def test_a_month_is_as_it_was_from_dates_alone() -> None:
    last = report(*SAMPLE).history[-1]
    assert last.metrics.published_posts == 1
    assert last.metrics.published_issues == 1
    assert last.metrics.stage_last["regular"] == date(2026, 10, 28)
    assert last.metrics.days_since_contact == 3
    assert (last.metrics.scheduled, last.metrics.drafts, last.metrics.queue) == (0, 0, ())
    assert (last.posts, last.issues, last.value_themes["support"]) == (1, 1, 1)


def test_a_month_holds_what_was_published_from_its_first_to_its_last_day() -> None:
    lines = (
        "2026-09-30 howto new",
        "2026-10-01 case new",
        "2026-10-31T23:59 howto new",
        "2026-11-01 howto new",
    )
    last = report("now 2026-11-21", *lines).history[-1]
    assert last.posts == 2
    assert {theme for theme, count in last.value_themes.items() if count} == {"case", "howto"}


def test_history_is_the_same_as_the_metrics_of_that_day() -> None:
    """A site without drafts and without anything later is its own history."""
    lines = [
        f"2026-{month:02}-{line} id={month}-{number}"
        for month in range(1, 11)
        for number, line in enumerate(
            ("01 howto latent", "09 sale prospect ignore=silence,sales-share", "28T23:00 case new,latent")
        )
    ]
    for month in report("now 2026-11-15", *lines).history[-9:]:
        end = month.metrics.as_of
        until = [line for line in lines if line[:10] <= end.isoformat()]
        assert month.metrics == metrics(f"now {end}T23:59", *until)


def test_an_expired_post_counts_in_its_time() -> None:
    line = "2026-10-20 howto latent expires=2026-10-25"
    assert report("now 2026-11-21", line).history[-1].metrics.published_posts == 1
    assert metrics("now 2026-11-21", line).published_posts == 1


def test_what_expires_before_its_date_never_comes_out() -> None:
    past, coming = "2026-11-20 howto new expires=2026-11-19", "2026-11-30 howto new expires=2026-11-30"
    sample = metrics("now 2026-11-21", past, coming)
    assert (sample.published_posts, sample.scheduled) == (0, 0)


def test_the_calendar_holds_the_last_53_weeks_and_the_queue() -> None:
    days = report(*SAMPLE, "2025-11-15 howto new id=old", "2025-11-16 howto new id=young").calendar
    assert days[0].day == date(2025, 11, 16)
    assert days[-1].day == date(2026, 12, 31)
    assert next(day.entries for day in days if day.day == date(2026, 11, 18)) == ("11-18", "letter")


def test_everything_that_a_report_names_is_mentioned() -> None:
    sample = report(*SAMPLE)
    named = {
        *sample.metrics.window,
        *sample.metrics.queue,
        *(post for finding in sample.findings for post in finding.posts),
        *(entry for day in sample.calendar for entry in day.entries),
    }
    assert named <= set(sample.mentions)
    assert sample.advice is not None
    assert sample.advice.nearest in sample.mentions
    assert sample.mentions["11-21"].status == "draft"
    assert sample.mentions["12-31"].status == "scheduled"
    assert sample.mentions["11-20"].value_class == "sales"
    assert sample.mentions["11-20"].path == "content/posts/11-20.md"


def test_a_report_encodes_as_json() -> None:
    encoded = msgspec.json.decode(msgspec.json.encode(report(*SAMPLE), enc_hook=as_number))
    assert encoded["metrics"]["sales_share"] == 0.25
    assert encoded["metrics"]["median_gap"] == 7
    assert encoded["as_of"] == "2026-11-21"


def test_only_fractions_become_numbers() -> None:
    with pytest.raises(NotImplementedError):
        as_number(object())
