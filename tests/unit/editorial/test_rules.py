# SPDX-License-Identifier: MIT
"""Every editorial rule against lists of dated posts, tests/fixtures/editorial/RULE.md, and what it says about them."""

import re

import pytest
from tests.support.editorial_sites import FIXTURES, Case, cases, read_case, shown, site_of

from letterpress.config.vocabulary import OPTIONAL_RULES, PRINCIPLES, RULES
from letterpress.diagnostics import Message, Span
from letterpress.editorial import ruleset
from letterpress.editorial.findings import Finding
from letterpress.editorial.report import report_on

SLUGS = sorted(path.stem for path in FIXTURES.glob("*.md"))
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def rule_cases() -> list[object]:
    return [pytest.param(slug, case, id=f"{slug}: {case.name}") for slug in SLUGS for case in cases(slug)]


@pytest.mark.parametrize(("slug", "case"), rule_cases())
def test_the_rule_says_what_is_expected(slug: str, case: Case) -> None:
    assert list(case.expected) == shown(report_on(case.site), slug)


def word_cases() -> list[object]:
    _, *sections = (FIXTURES / "words" / "words.md").read_text(encoding="utf-8").split("\n## ")
    return [pytest.param(case, id=case.name) for case in map(read_case, sections)]


@pytest.mark.parametrize("case", word_cases())
def test_the_rule_says_it_in_these_words(case: Case) -> None:
    rule = re.split("[ :,]", case.name)[0]
    said = [
        text
        for finding in report_on(case.site).findings
        if finding.rule == rule
        for text in (finding.message.ja, finding.fix.ja, finding.message.en, finding.fix.en)
    ]
    assert list(case.expected) == said


def all_findings() -> list[Finding]:
    return [finding for slug in SLUGS for case in cases(slug) for finding in report_on(case.site).findings]


def test_every_message_is_one_sentence_without_a_full_stop() -> None:
    for finding in all_findings():
        for text in (finding.message, finding.fix):
            assert_is_well_formed(text)


def assert_is_well_formed(text: Message) -> None:
    assert JAPANESE.search(text.ja)
    assert not JAPANESE.search(text.en), text.en
    for one in (text.ja, text.en):
        assert one == one.strip()
        assert "  " not in one
        assert "。" not in one
        assert not one.endswith(".")
        assert "Fraction" not in one


def test_every_rule_has_a_fixture_and_stands_in_the_vocabulary() -> None:
    slugs = [rule.slug for rule in ruleset.RULES]
    assert sorted(slugs) == SLUGS
    assert (*RULES, *OPTIONAL_RULES) == tuple(slugs)


def test_every_rule_serves_a_principle() -> None:
    assert {rule.principle for rule in ruleset.RULES} == set(PRINCIPLES)


def test_every_finding_is_of_the_rule_that_it_names() -> None:
    principles = {rule.slug: rule.principle for rule in ruleset.RULES}
    for finding in all_findings():
        assert finding.principle == principles[finding.rule]


def test_the_worst_findings_come_first_and_then_the_order_of_the_rules() -> None:
    order = [*RULES, *OPTIONAL_RULES]
    for slug in SLUGS:
        for case in cases(slug):
            keys = [(-each.severity, order.index(each.rule)) for each in report_on(case.site).findings]
            assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("slug", "field"),
    [
        ("sales-share", "value_theme"),
        ("sales-streak", "value_theme"),
        ("unclassified", "title"),
        ("phase-balance", "value_theme"),
        ("issue-number", "issue"),
        ("sales-surge", "value_theme"),
        ("no-problem", "value_theme"),
    ],
)
def test_a_finding_points_at_the_newest_file_it_is_about(slug: str, field: str) -> None:
    for case in cases(slug):
        for finding in report_on(case.site).findings:
            if finding.rule == slug and finding.posts:
                newest = case.site.by_id[finding.posts[-1]].document
                assert finding.span == newest.span(field)


def test_a_promise_in_words_is_pointed_at_by_line() -> None:
    report = report_on(site_of(["2026-11-20 howto prospect promise_line=31"]))
    (finding,) = (each for each in report.findings if each.rule == "broken-promise")
    assert finding.span == Span("content/posts/11-20.md", 31)
