# SPDX-License-Identifier: MIT
"""Terms that would share one page are told, each with the places of both, and many collisions in little time."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CommandLine, MakeProject

Letterpress = Callable[[Path], CommandLine]


def post(field: str, word: str) -> str:
    return f"---\ntitle: 便り\ndate: 2026-11-01\n{field}: {word}\n---\n\n本文です。\n"


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("tags", "紙/糸", "紙-糸"),
        ("tags", "[革, a:b]", "[布, 'a*b']"),
        ("categories", '"What?"', "What"),
        ("series", "a b", "a/b"),
        ("authors", "[川/上]", "[川-上]"),
    ],
)
def test_two_terms_with_one_slug_name_both_places(
    field: str, first: str, second: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    posts = {"content/posts/a.md": post(field, first), "content/posts/b.md": post(field, second)}
    if field == "authors":
        posts["content/authors.yaml"] = "川/上: 川上\n川-上: 川上\n"
    said = command_line(make_project(posts))("build", "-q", "--lang", "en").err
    assert said.count("error[url-collision]") == 1
    for path in ("a", "b"):
        assert re.search(rf"content/posts/{path}\.md:4:\d+", said)


def test_each_further_term_is_told(make_project: MakeProject, command_line: Letterpress) -> None:
    tags = ("紙/糸", "紙-糸", "紙:糸", "'紙?糸'")
    posts = {f"content/posts/{number}.md": post("tags", tag) for number, tag in enumerate(tags)}
    said = command_line(make_project(posts))("build", "-q", "--lang", "en").err
    assert said.count("error[url-collision]") == len(tags) - 1


def test_a_page_in_the_place_of_a_term_is_told_beside_them(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    posts = {
        "content/posts/a.md": post("tags", "紙/糸"),
        "content/posts/b.md": post("tags", "紙-糸"),
        "content/pages/c.md": "---\ntitle: 頁\naliases: /about/\n---\n本文\n",
        "content/pages/about.md": "---\ntitle: 頁\n---\n本文\n",
    }
    said = command_line(make_project(posts))("build", "-q", "--lang", "en").err
    assert said.count("error[url-collision]") == 2


def test_hidden_names_are_those_that_servers_know(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = make_project(
        {
            "content/posts/a.md": post("tags", ".git"),
            "content/static/.well-known/security.txt": "Contact: mailto:a@example.com\n",
            "content/static/.nojekyll": "",
        }
    )
    assert command_line(root)("build", "-q").code == 0
    assert (root / "site/tags/git/index.html").is_file()
    assert (root / "site/.well-known/security.txt").is_file()
