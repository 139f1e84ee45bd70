# SPDX-License-Identifier: MIT
"""Checks of ids and authors, beyond what tests/invalid shows."""

from tests.support.assembled_site import assembled, source

from letterpress.check.entries import check_authors, check_ids
from letterpress.config.settings import AuthorProfile


def test_of_three_entries_with_one_id_the_later_two_are_reported() -> None:
    site = assembled(
        {f"posts/{name}.md": source("id: same", f"date: 2026-11-0{day}") for day, name in enumerate("bca", 1)}
    )
    problems = list(check_ids(site))
    assert [problem.span.path for problem in problems] == ["content/posts/c.md", "content/posts/a.md"]
    assert {problem.related[0].path for problem in problems} == {"content/posts/b.md"}


def test_drafts_share_no_id_either() -> None:
    site = assembled({"posts/a.md": source("id: same"), "posts/b.md": source("id: same", "draft: true")})
    assert [problem.code for problem in check_ids(site)] == ["id-duplicate"]


def test_an_author_without_a_profile_is_reported_at_the_first_source_that_names_it() -> None:
    texts = {"posts/b.md": source("authors: oba"), "posts/a.md": source("authors: oba", "draft: true")}
    site = assembled(texts, profiles=(AuthorProfile(id="miura", name="三浦 灯"),))
    (problem,) = check_authors(site)
    assert (problem.code, problem.span.path) == ("author-unknown", "content/posts/a.md")


def test_no_author_needs_a_profile_where_there_is_none_at_all() -> None:
    assert list(check_authors(assembled({"posts/a.md": source("authors: oba")}))) == []
