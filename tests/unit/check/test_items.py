# SPDX-License-Identifier: MIT
"""Checks of the posts that issues carry, beyond what tests/invalid shows."""

from tests.support.assembled_site import assembled, source

from letterpress.check.entries import check_item_names, check_items

POST = {"posts/one.md": source()}


def test_an_item_is_an_id_a_slug_or_a_path() -> None:
    items = "items: [posts/one, one, ../posts/one.md, posts/one.md, content/posts/one.md]"
    site = assembled(POST | {"newsletter/001.md": source("issue: 1", items)})
    assert list(check_item_names(site)) == []
    assert site.items_by_issue["newsletter/1"] == ("posts/one",) * 5


def test_every_item_that_names_no_post_is_reported_in_the_order_of_dates() -> None:
    later = source("issue: 1", "date: 2026-11-09", "items: [nowhere, one]")
    earlier = source("issue: 2", "date: 2026-11-02", "items: [one, gone, lost]")
    site = assembled(POST | {"newsletter/001.md": later, "newsletter/002.md": earlier})
    assert [(problem.span.path, problem.span.column) for problem in check_item_names(site)] == [
        ("content/newsletter/002.md", 14),
        ("content/newsletter/002.md", 20),
        ("content/newsletter/001.md", 9),
    ]


def test_a_shared_id_hides_no_missing_item() -> None:
    texts = {
        "newsletter/001.md": source("id: same", "issue: 1", "items: [one, nowhere]"),
        "newsletter/002.md": source("id: same", "issue: 2", "date: 2026-11-09", "items: [one, two]"),
        "posts/two.md": source(),
    }
    problems = list(check_item_names(assembled(POST | texts)))
    assert [problem.span.path for problem in problems] == ["content/newsletter/001.md"]


def test_an_item_with_errors_of_its_own_is_not_reported_as_missing() -> None:
    texts = {
        "posts/broken.md": "---\ntitle: [\n---\n",
        "newsletter/001.md": source("issue: 1", "items: [../posts/broken.md]"),
    }
    assert list(check_item_names(assembled(texts))) == []


def test_an_issue_goes_out_without_drafts_and_a_warning_says_so() -> None:
    texts = {
        "posts/draft.md": source("draft: true"),
        "newsletter/001.md": source("issue: 1", "items: [one, draft]"),
        "newsletter/002.md": source("issue: 2", "draft: true", "items: [draft]"),
    }
    (problem,) = check_items(assembled(POST | texts))
    assert problem.span.path == "content/newsletter/001.md"
    assert "`posts/draft`" in problem.message.en
