# SPDX-License-Identifier: MIT
"""Markdown in, HTML out: every case of tests/fixtures/markdown; a folder there is named for the value of `breaks`."""

import pytest
from tests.support.fixture_cases import Case, case_id, cases_in
from tests.support.paths import TESTS

from letterpress.parse.markdown import to_html

FIXTURES = TESTS / "fixtures" / "markdown"


@pytest.mark.parametrize("case", cases_in(FIXTURES), ids=case_id)
def test_text_is_joined_as_in_japanese(case: Case) -> None:
    assert to_html(case.given) == case.expected


@pytest.mark.parametrize("breaks", ["commonmark", "hard"])
def test_line_ends_can_be_read_in_other_ways(breaks: str) -> None:
    for case in cases_in(FIXTURES / breaks):
        assert to_html(case.given, breaks=breaks) == case.expected, case.name


@pytest.mark.parametrize("case", cases_in(TESTS / "fixtures" / "letters"), ids=case_id)
def test_letters_are_read_as_their_writers_see_them(case: Case) -> None:
    assert to_html(case.given, format="letter") == case.expected
