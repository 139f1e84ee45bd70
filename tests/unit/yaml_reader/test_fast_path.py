# SPDX-License-Identifier: MIT
"""The short way through simple front matter: wherever it gives an answer, the YAML library gives the same."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.paths import TESTS

from letterpress.diagnostics import Span
from letterpress.yaml_reader import Mapping, Scalar, Sequence, Source
from letterpress.yaml_reader.fast_path import read_flat
from letterpress.yaml_reader.pyyaml import compose
from letterpress.yaml_reader.reporter import Reporter

INDICATORS = "-?:,[]{}#&*!|>'\"%@`\\"
ORDINARY = "a1春~.(_ \u3000"
ODD = "\t\r\u0085\u00a0\u200d\u2028\ufeff"

LINES = [
    *("title: 春の便り", "date: 2026-11-21T10:30:00+09:00", "url: https://example.com/?a=b", "e: 'it'", 'q: "a #b"'),
    *("tags: [a, 'b c', \"d\", 春]", "none: []", "blank: [ ]", "last: [a,]", "first: [,a]", "open: [a", "shut: a]"),
    *("empty:", "empty-too:  ", "empty:", "- item", "  - item", "  - 'item'", "    - deeper", "  -", "  - a: b"),
    *("text: a: b", "note: a # b", "hash: a#b", "colon: a:", "space: a  ", "wide:\u3000a", "end: a\u3000", "  more"),
    *("two words: a", "春: a", "'quoted': a", "<<: a", "a: &b c", "a: *b", "a: !!str b", "a: |", "a: {b: c}"),
    *("", "# a comment", "---", "...", "%YAML 1.1", "\ttab: a", "a: b\tc", "text: 'a' b", 'text: "a\\n"', "~: a"),
]  # fmt: skip


def fits(text: str) -> bool:
    """Whether a text is read the short way, and if so, as the library reads it."""
    source = Source("a.md", text, 2)
    mapping = read_flat(source)
    if mapping is None:
        return False
    reporter = Reporter(source)
    assert compose(reporter) == mapping
    assert reporter.diagnostics == ()
    return True


def test_the_forms_that_are_read_the_short_way() -> None:
    text = "title: 春の　便り  \nempty:\ntags: [a, 'b c']\nauthors:\n  - \"d\"\n  - e\n"
    assert fits(text)
    mapping = read_flat(Source("a.md", text, 2))
    assert mapping is not None
    assert [key for key, _ in mapping.entries] == [
        Scalar("title", False, Span("a.md", 2, 1, 5)),
        Scalar("empty", False, Span("a.md", 3, 1, 5)),
        Scalar("tags", False, Span("a.md", 4, 1, 4)),
        Scalar("authors", False, Span("a.md", 5, 1, 7)),
    ]
    assert [value for _, value in mapping.entries] == [
        Scalar("春の　便り", False, Span("a.md", 2, 8, 5)),
        Scalar("", False, Span("a.md", 3, 7, 1)),
        Sequence(
            (Scalar("a", False, Span("a.md", 4, 8, 1)), Scalar("b c", True, Span("a.md", 4, 11, 5))),
            Span("a.md", 4, 7, 10),
        ),
        Sequence(
            (Scalar("d", True, Span("a.md", 6, 5, 3)), Scalar("e", False, Span("a.md", 7, 5, 1))),
            Span("a.md", 6, 3, 5),
        ),
    ]
    assert mapping == Mapping(mapping.entries, Span("a.md", 2, 1, 12), mapping.source)


@pytest.mark.parametrize(
    "form", ["n: {}\n", "n:{}\n", "n: [{}]\n", "n: [a, {}, b]\n", "n:\n- {}\n", "n:\n  - {}\nm: a\n"]
)
def test_every_short_value_is_read_as_the_library_reads_it(form: str) -> None:
    signs = INDICATORS + ORDINARY + ODD
    values = ("".join(each) for length in range(3) for each in product(signs, repeat=length))
    assert sum([fits(form.format(value)) for value in values]) > 50 or form == "n:{}\n"


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), st.sampled_from(["\n", ""]))
@settings(max_examples=1500, deadline=None)
def test_lines_are_read_as_the_library_reads_them(lines: list[str], end: str) -> None:
    fits("\n".join(lines) + end)


@given(st.text(st.sampled_from(INDICATORS + ORDINARY + ODD + "\n\n" + "ab: "), max_size=24))
@settings(max_examples=1500, deadline=None)
def test_any_text_is_read_as_the_library_reads_it(text: str) -> None:
    fits(text)
    fits(f"name: {text}\n")


@given(st.text(st.characters(codec="utf-8"), max_size=8))
@settings(max_examples=1000, deadline=None)
def test_any_character_is_read_as_the_library_reads_it(text: str) -> None:
    fits(f"title: a{text}\ntags: [{text}]\n")


def test_the_front_matter_of_the_samples_is_mostly_of_these_forms() -> None:
    posts = [path.read_text("utf-8") for path in sorted(TESTS.glob("sites/*/project/content/**/*.md"))]
    taken = [fits(post.split("---\n")[1]) for post in posts if post.startswith("---\n")]
    assert sum(taken) > len(taken) / 2


@pytest.mark.parametrize(
    "text", ["a: " + " " * 100_000 + "#", "a: [" + " " * 100_000 + "#]", "a: b" + ": " * 100_000]
)
def test_no_text_takes_long_to_be_left_to_the_library(text: str) -> None:
    assert not fits(text + "\n")
