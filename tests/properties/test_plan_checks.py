# SPDX-License-Identifier: MIT
"""The quick checks of a plan find what the plain definition finds, whatever the names and links are."""

import sys
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.editorial_sites import site_of

from letterpress.model.permalinks import output_path
from letterpress.plan.collisions import collisions
from letterpress.plan.dead_links import Places
from letterpress.plan.inputs import NO_INPUTS
from letterpress.plan.output import Output, Plan, Rank
from letterpress.plan.outputs import OUTPUT_KINDS

few = settings(max_examples=300, deadline=None)
SITE = site_of(())
NAMES = (
    "a",
    "A",
    "b.txt",
    "index.html",
    "con",
    "Con.txt",
    "con1",
    "..",
    ".",
    "",
    " ",
    "a b",
    "あ",
    "が",
    "ｶﾞ",
    "x:y",
)
MORE_NAMES = (
    "\u304b\u3099",
    "ß",
    "SS",
    "lpt3.html",
    "a\u200e",
    "a.",
    "n" * 101,
    "n" * 256,
    "\x7f",
    "İ",
    "a.b.c",
)
paths = (
    st.lists(st.sampled_from(NAMES + MORE_NAMES), min_size=1, max_size=3)
    .map("/".join)
    .filter(lambda path: path[:1] != "/")
)
urls = st.sampled_from(
    ("/", "/a", "/a/", "/%61", "/a/b", "/a/?q=/", "/a#c/", "/あ/", "/%E3%81%82", "//a/", "/c/")
)
answers = st.sampled_from(
    ("index.html", "a", "aindex.html", "a/index.html", "a/b", "a/b/index.html", "あ/index.html")
)


def plan_of(names: list[str]) -> Plan:
    outputs = [
        Output(path=each, rank=Rank.LIST, kind="copy", source=each, inputs=NO_INPUTS) for each in names
    ]
    return Plan(shared={}, outputs=tuple(outputs))


def key(path: str) -> str:
    return normalize("NFC", path).casefold()


def is_unsafe(name: str) -> bool:
    stem = name.partition(".")[0].casefold()
    return (
        name in ("", ".", "..")
        or name[-1] in " ."
        or any(letter in '\\:*?"<>|\x7f\u200e' or ord(letter) < 32 for letter in name)
        or len(name.encode()) > 255
        or stem in {"con", "prn", "aux", "nul"}
        or (stem[:3] in {"com", "lpt"} and stem[3:] in set("123456789"))
    )


@few
@given(st.lists(paths, max_size=6))
def test_a_plan_is_sound_where_no_two_names_are_one_and_all_are_safe(names: list[str]) -> None:
    keys = [key(name) for name in names]
    twice = len(set(keys)) < len(keys)
    in_the_way = any(other.startswith(f"{each}/") for each in keys for other in keys)
    unsafe = any(is_unsafe(part) for name in names for part in name.split("/"))
    assert bool(list(collisions(plan_of(names), SITE, OUTPUT_KINDS))) == (twice or in_the_way or unsafe)


@few
@given(st.lists(paths, max_size=6, unique=True))
def test_what_was_found_sound_is_not_looked_at_again(names: list[str]) -> None:
    found = list(collisions(plan_of(names), SITE, OUTPUT_KINDS))
    assert list(collisions(plan_of(names), SITE, OUTPUT_KINDS, sound=frozenset(names))) == []
    assert list(collisions(plan_of(names), SITE, OUTPUT_KINDS, sound=frozenset(names[1:]))) == found
    assert (
        list(collisions(plan_of([*names, *names[:1]]), SITE, OUTPUT_KINDS, sound=frozenset(names))) != []
        or not names
    )


def lines_run(names: list[str]) -> int:
    """How many lines are run while collisions among names are looked for."""
    steps = 0

    def step(frame: Any, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        found = list(collisions(plan_of(names), SITE, OUTPUT_KINDS))
    finally:
        sys.settrace(before)
    assert found
    return steps


@pytest.mark.parametrize(
    "pair",
    [
        lambda number: [f"a{number}", f"a{number}/b"],
        lambda number: [f"a{number}", f"A{number}"],
        lambda number: [f"con/{number}", f"x/{number}?"],
        lambda number: [f"{'d/' * 8}{number}", f"{'d/' * 8}{number}/index.html"],
    ],
)
def test_many_collisions_take_steps_in_proportion(pair: Callable[[int], list[str]]) -> None:
    few_steps, many_steps = (
        lines_run([name for number in range(count) for name in pair(number)]) for count in (50, 400)
    )
    assert many_steps < few_steps * 8 * 1.5


@few
@given(st.lists(answers, max_size=3), urls)
def test_a_link_is_dead_where_no_output_answers_it(names: list[str], url: str) -> None:
    path = output_path(url.partition("#")[0].partition("?")[0])
    answered = path in names or f"{path}/index.html" in names
    assert Places(plan_of(names)).dead({url}) == (set() if answered else {url})
