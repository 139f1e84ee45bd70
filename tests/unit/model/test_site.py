# SPDX-License-Identifier: MIT
"""Look-ups in a site."""

import pytest
from tests.support.assembled_site import assembled, source

SITE = assembled(
    {
        "posts/third.md": source("date: 2026-11-03"),
        "posts/first.md": source("date: 2026-11-01"),
        "posts/second.md": source("date: 2026-11-02", "draft: true"),
        "newsletter/001.md": source("issue: 1", "items: [third, second]"),
        "pages/about.md": "---\ntitle: 案内\n---\n本文です。\n",
    }
)


def test_entries_are_all_of_the_project_in_order() -> None:
    assert [entry.id for entry in SITE.entries] == [
        "posts/first",
        "posts/second",
        "posts/third",
        "newsletter/1",
        "pages/about",
    ]


def test_neighbours_are_published_posts() -> None:
    first, third = SITE.post("posts/first"), SITE.post("posts/third")
    assert SITE.neighbours(first) == (None, third)
    assert SITE.neighbours(third) == (first, None)


def test_an_issue_carries_published_posts_and_knows_of_the_others() -> None:
    assert SITE.issue("newsletter/1").items == ("posts/third",)
    assert SITE.items_by_issue["newsletter/1"] == ("posts/third", "posts/second")
    assert SITE.issues_by_post == {"posts/third": ("newsletter/1",)}


def test_a_look_up_of_another_kind_finds_nothing() -> None:
    with pytest.raises(KeyError):
        SITE.post("pages/about")
    with pytest.raises(KeyError):
        SITE.dated("pages/about")


def test_shared_ids_are_noticed() -> None:
    assert not SITE.has_shared_ids
    assert assembled({"posts/a.md": source("id: x"), "posts/b.md": source("id: x")}).has_shared_ids
