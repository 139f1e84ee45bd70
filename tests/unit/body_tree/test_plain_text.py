# SPDX-License-Identifier: MIT
"""Plain text of bodies: every case of tests/fixtures/plain_text holds Markdown and, after `=>`, the text."""

import pytest
from tests.support.fixture_cases import Case, case_id, cases_in
from tests.support.paths import TESTS

from letterpress.body_tree import plain_text
from letterpress.locale.words import body_words
from letterpress.parse.markdown import MarkdownOptions
from letterpress.parse.markdown.editions import parse_tree

URLS = [f"https://example.com/{number}/" for number in range(20)]


@pytest.mark.parametrize("case", cases_in(TESTS / "fixtures" / "plain_text"), ids=case_id)
def test_markdown_as_plain_text(case: Case) -> None:
    assert plain_text(parse_tree(case.given, MarkdownOptions()), URLS) == case.expected


def test_the_words_of_letterpress_are_in_the_language_of_the_site() -> None:
    tree = parse_tree("> [!NOTE]\n> a", MarkdownOptions(words=body_words("en")))
    assert plain_text(tree, URLS) == "▼ Note\na\n"


def test_where_line_ends_are_kept_they_are_kept() -> None:
    tree = parse_tree("一\n二", MarkdownOptions(breaks="hard"))
    assert plain_text(tree, URLS) == "一\n二\n"


def test_a_letter_keeps_its_marks_its_titles_and_its_columns() -> None:
    tree = parse_tree(
        "■ 茶\n二つあります。\n\n①茶\n②湯\n\nname   price\ntea    100", MarkdownOptions(format="letter")
    )
    assert plain_text(tree, ()) == "■ 茶\n\n二つあります。\n\n① 茶\n② 湯\n\nname   price\ntea    100\n"
