# SPDX-License-Identifier: MIT
"""Whole letters, each read as a letter and as Markdown: pages and messages are as their folders hold them."""

from pathlib import Path

import pytest
from tests.support.fixture_cases import diagnostic_lines
from tests.support.paths import TESTS

from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body

LETTERS = sorted((TESTS / "fixtures" / "whole_letters").iterdir())


def read(folder: Path, **options: str) -> ParsedBody:
    text = (folder / "letter.txt").read_text("utf-8")
    return parse_body(text, path="letter.md", first_line=1, options=MarkdownOptions(**options))  # type: ignore[arg-type]


def page(body: ParsedBody) -> str:
    return body.body.filled([reference.target for reference in body.references])


@pytest.mark.parametrize("folder", LETTERS, ids=lambda folder: folder.name)
def test_a_whole_letter(folder: Path, request: pytest.FixtureRequest) -> None:
    letter, markdown = read(folder, format="letter"), read(folder)
    found = {
        "as-letter.html": page(letter),
        "as-markdown.html": page(markdown),
        "messages.txt": "\n".join(
            [
                "as a letter:",
                *[line for each in letter.diagnostics for line in diagnostic_lines(each)],
                "as Markdown:",
                *[line for each in markdown.diagnostics for line in diagnostic_lines(each)],
                "",
            ]
        ),
    }
    for name, text in found.items():
        if request.config.getoption("--update-golden"):
            (folder / name).write_text(text, "utf-8", newline="\n")
        assert text == (folder / name).read_text("utf-8"), name
