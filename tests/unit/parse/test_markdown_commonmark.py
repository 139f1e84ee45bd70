# SPDX-License-Identifier: MIT
"""CommonMark's own examples through the parser as every project has it.

What letterpress adds to the HTML of a block without changing its content is taken off before the comparison; it is
listed in `ADDITIONS`. Every other difference is listed, with its reason, in `EXCEPTIONS`.
"""

import json
import re
from typing import Any

import pytest
from tests.support.paths import TESTS

from letterpress.parse.markdown import to_html

EXAMPLES = json.loads((TESTS / "specification" / "commonmark-0.31.2.json").read_text("utf-8"))

ADDITIONS = [
    (re.compile(r'(?<=<h[1-6]) id="[^"]*"'), "headings have anchors"),
    (re.compile(r' loading="lazy" decoding="async"(?= />)'), "images load when they come into view"),
]

COLOURED = "code in a known language is coloured"
FIGURE = "an image alone in its paragraph that has a title is a figure with a caption"
BARE = "bare URLs are links"
SCHEME = "only http, https, mailto and tel are linked"
EXCEPTIONS = {
    142: COLOURED,
    143: COLOURED,
    572: FIGURE,
    573: FIGURE,
    576: FIGURE,
    577: FIGURE,
    584: FIGURE,
    585: FIGURE,
    586: FIGURE,
    588: FIGURE,
    589: FIGURE,
    591: FIGURE,
    596: SCHEME,
    598: SCHEME,
    599: SCHEME,
    601: SCHEME,
    602: BARE,
    608: BARE,
    611: BARE,
}


def without_additions(html: str) -> str:
    for pattern, _ in ADDITIONS:
        html = pattern.sub("", html)
    return html


def test_all_examples_are_there() -> None:
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_example(example: dict[str, Any]) -> None:
    same = without_additions(to_html(example["markdown"])) == example["html"]
    assert same != (example["example"] in EXCEPTIONS)


@pytest.mark.parametrize("breaks", ["japanese", "commonmark"])
def test_line_ends_of_other_scripts_are_left_alone(breaks: str) -> None:
    for example in EXAMPLES:
        if example["example"] not in EXCEPTIONS:
            assert without_additions(to_html(example["markdown"], breaks=breaks)) == example["html"]


@pytest.mark.parametrize("number", [number for number, reason in EXCEPTIONS.items() if reason is COLOURED])
def test_code_without_colours_is_as_specified(number: int) -> None:
    example = EXAMPLES[number - 1]
    assert to_html(example["markdown"], highlight=False) == example["html"]
