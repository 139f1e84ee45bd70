# SPDX-License-Identifier: MIT
"""Markdown in, HTML out: every case of tests/fixtures/markdown/.

A case is a title, a line with a full stop, the Markdown, a full stop, the HTML, a full stop.
The name of a file's folder, where it has one, is the value of `breaks`.
"""

import re

import pytest
from _pytest.mark.structures import ParameterSet
from tests.support.paths import TESTS

from letterpress.parse.markdown import to_html

FIXTURES = TESTS / "fixtures" / "markdown"
_case = re.compile(
    r"^(?P<title>[^\n]+)\n\.\n(?P<markdown>.*?)^\.\n(?P<html>.*?)^\.\n", re.DOTALL | re.MULTILINE
)


def cases() -> list[ParameterSet]:
    found = []
    for file in sorted(FIXTURES.glob("**/*.md")):
        breaks = file.parent.name if file.parent != FIXTURES else "japanese"
        for case in _case.finditer(file.read_text("utf-8")):
            name = f"{file.stem}: {case['title'].strip()}"
            found.append(pytest.param(case["markdown"], case["html"], breaks, id=name))
    return found


@pytest.mark.parametrize(("markdown", "html", "breaks"), cases())
def test_fixture(markdown: str, html: str, breaks: str) -> None:
    assert to_html(markdown, breaks=breaks) == html
