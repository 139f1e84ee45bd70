# SPDX-License-Identifier: MIT
"""What to write next, against tests/fixtures/editorial/advice: one concrete post with the number that decided."""

import re
from datetime import date

import pytest
from tests.support.editorial_sites import FIXTURES, Case, advised, read_case, shown, site_of

from letterpress.editorial.findings import Advice
from letterpress.editorial.report import report_on

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def advice_cases() -> list[object]:
    _, *sections = (FIXTURES / "advice" / "advice.md").read_text(encoding="utf-8").split("\n## ")
    return [pytest.param(case, id=case.name) for case in map(read_case, sections)]


def advice_for(*lines: str) -> Advice:
    advice = report_on(site_of(lines)).advice
    assert advice is not None
    return advice


@pytest.mark.parametrize("case", advice_cases())
def test_the_advice_is_concrete_and_says_why(case: Case) -> None:
    assert list(case.expected) == advised(report_on(case.site))


@pytest.mark.parametrize("case", advice_cases())
def test_the_reasons_are_one_sentence_in_each_language(case: Case) -> None:
    advice = report_on(case.site).advice
    assert advice is not None
    for message in filter(None, (advice.reason, advice.nearest_reason)):
        assert JAPANESE.search(message.ja)
        assert not JAPANESE.search(message.en)
        assert not message.ja.endswith("。")
        assert not message.en.endswith(".")


def test_a_site_without_posts_gets_no_advice() -> None:
    assert report_on(site_of([])).advice is None
    assert report_on(site_of(["2026-11-20 issue numbers=1"])).advice is None


def test_the_findings_after_the_queue_are_those_of_its_last_day() -> None:
    lines = [
        "now 2026-11-21",
        "2026-11-20 sale prospect",
        "2026-11-27 sale prospect",
        "2026-12-04 sale prospect",
        "2026-12-05 issue numbers=1",
    ]
    report = report_on(site_of(lines))
    assert shown(report, "sales-streak") == []
    assert report.advice is not None
    after = report.advice.after_queue
    assert [finding.value for finding in after if finding.rule == "sales-streak"] == [3]
    assert report.advice.after_queue_as_of == date(2026, 12, 5)
    later = report_on(site_of(["now 2026-12-05T23:59", *lines[1:]]))
    assert after == later.findings


def test_without_a_queue_there_is_nothing_after_it() -> None:
    advice = advice_for("2026-11-20 sale prospect")
    assert advice.after_queue == ()
    assert advice.after_queue_as_of is None


def test_a_rule_that_is_off_has_no_say() -> None:
    posts = [f"2026-11-{day} support regular" for day in range(16, 21)]
    assert advice_for("now 2026-11-21", *posts).reason.en.startswith(
        "Nothing recent speaks to readers before"
    )
    off = advice_for("now 2026-11-21", "config off phase-balance", *posts)
    assert not off.reason.en.startswith("Nothing recent")


def test_a_config_without_value_themes_of_value_has_no_advice() -> None:
    names = ("education", "howto", "case", "support", "persona", "participation", "brand", "curation")
    lines = [f"config class {name} neutral" for name in names]
    assert report_on(site_of([*lines, "2026-11-20 sale prospect"])).advice is None


def test_the_value_theme_unused_for_longest_is_chosen_among_equally_rare_ones() -> None:
    themes = ("education", "howto", "case", "persona", "brand", "curation")
    posts = [f"2026-11-{20 - at} {theme} prospect" for at, theme in enumerate(themes)]
    lines = ["config class education neutral", *posts, "2026-11-01 - latent,new,regular"]
    assert advice_for(*lines).value_theme == "curation"
