# SPDX-License-Identifier: MIT
"""What a dead link was probably meant to be."""

import random

import pytest

from letterpress.diagnostics import PATHS_ALIKE, nearest
from letterpress.model.near_links import NearLinks, Spellings
from letterpress.parse.language.bare_urls import meant_url

FILES = (
    "content/pages/about.md",
    "content/posts/2026-11-02-second-letter.md",
    "content/posts/paper/index.md",
    "content/posts/paper/zu#1.png",
    "content/static/files/price-list.pdf",
    "content/pages/お問い合わせ.md",
)
PAGES = (
    "/",
    "/about/",
    "/posts/second-letter/",
    "/posts/paper/",
    "/files/price-list.pdf",
    "/tags/c#/",
    "/archive/2026/",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("abuot.md", "content/pages/about.md"),
        ("about", "content/pages/about.md"),
        ("about.html", "content/pages/about.md"),
        ("../about/", "content/pages/about.md"),
        ("About.md", "content/pages/about.md"),
        ("../old/about/index.html", "content/pages/about.md"),
        ("second-letter.md", "content/posts/2026-11-02-second-letter.md"),
        ("2025-01-01-second-letter", "content/posts/2026-11-02-second-letter.md"),
        ("secnd-letter", "content/posts/2026-11-02-second-letter.md"),
        ("paper.md", "content/posts/paper/index.md"),
        ("price-lst.pdf", "content/static/files/price-list.pdf"),
        ("お問合わせ.md", "content/pages/お問い合わせ.md"),
        ("nothing-like-it.md", None),
    ],
)
def test_a_file_is_found_by_its_name_or_by_a_name_spelled_alike(written: str, meant: str | None) -> None:
    assert NearLinks(FILES).guess(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/abuot/", "/about/"),
        ("/about.html", "/about/"),
        ("/about.md", "/about/"),
        ("/pages/about/", "/about/"),
        ("/About", "/about/"),
        ("/2026/11/second-letter/", "/posts/second-letter/"),
        ("/posts/2026-11-02-second-letter.md", "/posts/second-letter/"),
        ("/files/price-list.pdf/", "/files/price-list.pdf"),
        ("/downloads/price-list.pdf", "/files/price-list.pdf"),
        ("/quite-another/", None),
    ],
)
def test_a_page_is_found_where_it_has_moved_to(written: str, meant: str | None) -> None:
    assert NearLinks(PAGES).guess(written) == meant


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("example.com", "https://example.com"),
        ("www.foo.jp/a", "https://www.foo.jp/a"),
        ("/example.co.jp/店?a=b#c", "https://example.co.jp/店?a=b#c"),
        ("example.org:8080", "https://example.org:8080"),
        ("日本語.jp/a", "https://日本語.jp/a"),
        ("WWW.EXAMPLE.NET", "https://WWW.EXAMPLE.NET"),
        ("note.com/someone/n/1", "https://note.com/someone/n/1"),
        ("https//example.com/a", "https://example.com/a"),
        ("http;//example.com", "https://example.com"),
        ("https：//example.com/a", "https://example.com/a"),
        ("tea+shop@example.co.jp", "mailto:tea+shop@example.co.jp"),
        ("about@home", None),
        ("about.md", None),
        ("paper/index.html", None),
        ("../example.com", None),
        ("zu.png", None),
        ("second", None),
        ("/about/", None),
    ],
)
def test_a_target_that_begins_like_a_host_means_another_site(target: str, url: str | None) -> None:
    assert meant_url(target) == url


WORDS = ("letter", "paper", "紙", "活字", "autumn", "a", "1", "便り", "the", "press", "ii")


def place(rng: random.Random) -> str:
    folder = rng.choice(("content/posts/", "content/posts/2026-11-", "content/pages/", "/", ""))
    return folder + "-".join(rng.choices(WORDS, k=rng.randrange(1, 6))) + rng.choice((".md", "/", ""))


def misspelt(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(rng.randrange(5)):
        at = rng.randrange(len(letters) + 1)
        letters[at : at + rng.randrange(3)] = rng.choices("aelpt-/紙1", k=rng.randrange(3))
    return "".join(letters)


@pytest.mark.parametrize("seed", range(40))
def test_candidates_hold_whatever_comparing_with_all_would_find(seed: int) -> None:
    rng = random.Random(seed)
    texts = tuple(sorted({place(rng) for _ in range(rng.choice((0, 1, 3, 40, 200)))}))
    spellings = Spellings(texts)
    for _ in range(20):
        text = misspelt(rng.choice(texts), rng) if texts and rng.random() < 0.8 else misspelt(place(rng), rng)
        found = spellings.candidates(text)
        assert nearest(text, found, PATHS_ALIKE) == nearest(text, texts, PATHS_ALIKE), text
        assert list(found) == sorted(found)


def test_candidates_are_few_among_many() -> None:
    rng = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"

    def slug() -> str:
        return "-".join("".join(rng.choices(letters, k=rng.randrange(4, 9))) for _ in range(3))

    texts = tuple(sorted(f"content/posts/2026-01-01-{slug()}.md" for _ in range(1_400)))
    spellings = Spellings(texts)
    dead = [f"content/posts/{slug()}.md" for _ in range(200)]
    assert sum(len(spellings.candidates(text)) for text in dead) < len(texts) * len(dead) / 20


def test_the_comparisons_of_a_build_are_bounded() -> None:
    texts = [f"/{'a' * 30}{number:04}/" for number in range(1_500)]
    links = NearLinks(texts)
    guesses = [links.guess(f"/{'a' * 30}{number:04}b/") for number in range(20)]
    assert guesses[0] is not None
    assert guesses[-1] is None
