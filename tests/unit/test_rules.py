# SPDX-License-Identifier: MIT
"""Every editorial rule against lists of dated posts: tests/fixtures/editorial/RULE.md."""

import pytest

from editorial_sites import FIXTURES, Case, cases, shown
from letterpress.editorial import report_on

SLUGS = sorted(path.stem for path in FIXTURES.glob("*.md"))


def rule_cases() -> list[object]:
    return [pytest.param(slug, case, id=f"{slug}: {case.name}") for slug in SLUGS for case in cases(slug)]


@pytest.mark.parametrize(("slug", "case"), rule_cases())
def test_the_rule_says_what_is_expected(slug: str, case: Case) -> None:
    assert list(case.expected) == shown(report_on(case.site), slug)
