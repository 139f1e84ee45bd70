# SPDX-License-Identifier: MIT
"""The URLs of tags, categories, series and authors, whatever they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterpress.model.permalinks import output_path, term_slug, term_url
from letterpress.model.taxonomies import term_id


@pytest.mark.parametrize(
    ("term", "slug"),
    [
        ("季節", "季節"),
        ("紙／糸", "紙-糸"),
        ("紙の目って何？", "紙の目って何"),
        ("特集：紙", "特集-紙"),
        ("＜新刊＞", "新刊"),
        ("C#", "c#"),
        ("C++", "c++"),
        ("Q&A", "q&a"),
        ("100%", "100%"),
        ("What? 1", "what-1"),
        ('"quoted"', "quoted"),
        ("a/b", "a-b"),
        (".hidden", "hidden"),
        (".", "u002e"),
        ("..", "u002e-u002e"),
        ("…", "u002e-u002e-u002e"),
        ("？", "u003f"),
        ("！？", "!"),
        ("🎉", "🎉"),
        ("-", "-"),
    ],
)
def test_a_sign_that_no_server_takes_is_a_hyphen_or_goes_away(term: str, slug: str) -> None:
    assert term_slug(term_id(term)) == slug


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12))
def test_every_printable_term_has_a_folder_of_its_own_kind(term: str) -> None:
    path = output_path(term_url("tags", term_id(term)))
    group, slug, file = path.split("/")

    assert (group, file) == ("tags", "index.html")
    assert slug not in ("", ".", "..")
    assert not set(slug) & set('\\/:*?"<>|')
    assert not slug.startswith(".")
    assert not slug.endswith((".", " "))
