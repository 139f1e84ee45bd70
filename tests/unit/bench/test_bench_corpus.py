# SPDX-License-Identifier: MIT
"""The posts that the benchmarks measure with: the same ones for everybody, and like real ones."""

from importlib import import_module
from itertools import pairwise
from types import ModuleType

import pytest
from tests.support.paths import REPOSITORY

ROOT = REPOSITORY


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return import_module("bench.corpus")


@pytest.fixture
def forms(corpus: ModuleType) -> ModuleType:
    return import_module("bench.forms")


def test_the_same_seed_gives_the_same_bytes(corpus: ModuleType, forms: ModuleType) -> None:
    first = [forms.for_letterpress(post).encode() for post in corpus.posts(30)]
    second = [forms.for_letterpress(post).encode() for post in corpus.posts(30)]

    assert first == second


def test_another_seed_gives_other_posts(corpus: ModuleType) -> None:
    assert [post.body for post in corpus.posts(5)] != [post.body for post in corpus.posts(5, seed=1)]


def test_a_post_is_the_same_on_every_python(corpus: ModuleType) -> None:
    post = corpus.post(3, corpus.LAST)

    assert (post.title, post.tags) == (
        "Notes on a sheet of paper and a promise",
        ("mistakes", "colour", "printing"),
    )


def test_posts_are_in_the_order_of_their_dates(corpus: ModuleType) -> None:
    posts = list(corpus.posts(500))

    assert all(older.date < newer.date for older, newer in pairwise(posts))
    assert posts[-1].date == corpus.LAST


def test_half_of_the_posts_are_japanese(corpus: ModuleType) -> None:
    japanese = [post for post in corpus.posts(40) if "。" in post.body]

    assert len(japanese) == 20


def test_posts_are_about_three_kilobytes(corpus: ModuleType, forms: ModuleType) -> None:
    sizes = [len(forms.for_letterpress(post).encode()) for post in corpus.posts(200)]

    assert 2700 < sum(sizes) / len(sizes) < 3300


@pytest.mark.parametrize(
    "mark",
    ["## ", "](https://", "](/posts/letter-", "\n- ", "\n1. ", "\n|---", "```python", "**", "`", "\n> "],
)
def test_posts_hold_what_real_posts_hold(corpus: ModuleType, mark: str) -> None:
    assert sum(mark in post.body for post in corpus.posts(200)) > 10


def test_posts_link_only_to_older_posts(corpus: ModuleType) -> None:
    for post in corpus.posts(100):
        linked = [int(part[:6]) for part in post.body.split("/posts/letter-")[1:]]

        assert all(number < post.number for number in linked)


def test_every_form_holds_the_same_body(corpus: ModuleType, forms: ModuleType) -> None:
    post = corpus.post(7, corpus.LAST)
    written = (forms.for_letterpress, forms.for_hugo, forms.for_eleventy, forms.for_pelican)

    assert all(form(post).endswith(f"\n\n{post.body}") for form in written)
