# SPDX-License-Identifier: MIT
"""No text takes more than its share of work: twice the text, about twice the calls."""

import sys
from types import FrameType
from typing import Any

import pytest

from letterpress.parse.markdown import MarkdownOptions, parse_body

REPEATED = {
    "opening brackets": "[",
    "opening images": "![",
    "opening notes": "^[",
    "marks of notes": "[^",
    "closing brackets": "]",
    "links begun": "[a](",
    "pointed targets begun": "[a](<b",
    "links": "[a](b.md) ",
    "links by reference": "[a][b] ",
    "definitions": "[a]: b\n",
    "stars": "*",
    "strong text begun": "a**",
    "crossed emphasis": "*a_ ",
    "Japanese emphasis begun": "山**「",
    "tildes": "~~a",
    "code begun": "`a``b",
    "tags begun": "<a ",
    "comments begun": "<!--",
    "declarations begun": "<!A ",
    "attributes begun": "<a href='",
    "raw images": "<img src=a>",
    "braces": "{",
    "ruby begun": "{山|",
    "foreign tags begun": "{{ ",
    "shortcodes begun": '[a b="',
    "issues begun": "[[issue:",
    "URLs": "https://a.b/c) ",
    "colons": "://",
    "entities begun": "&a",
    "lines": "a\n",
    "Japanese lines": "山\n",
    "line breaks": "a  \n",
    "empty lines": "\n",
    "headings": "# a\n",
    "headings by underline": "a\n=\n",
    "tables": "|a|\n|-|\n\n",
    "bars": "|",
    "lists": "- a\n",
    "loose lists": "- a\n\n",
    "tasks": "- [ ] a\n",
    "definition lists": "a\n: b\n\n",
    "callouts": "> [!NOTE]\n> a\n\n",
    "fences": "```\n",
    "inline notes": "^[a] ",
    "undefined marks": "[^a] ",
}

WHOLE = {
    "a long end of a URL": lambda count: "https://a.b/" + ")" * count,
    "brackets in brackets": lambda count: "[" * count + "a" + "]" * count,
    "links in links": lambda count: "[" * count + "a" + "](b)" * count,
    "images in images": lambda count: "![" * count + "a" + "](b)" * count,
    "notes in notes": lambda count: "^[a" * count + "]" * count,
    "runs of backticks": lambda count: " ".join("`" * (length % 60) for length in range(count)),
    "rows": lambda count: "|a|b|\n|-|-|\n" + "|c|d|\n" * count,
    "short rows of a wide table": lambda count: "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|c\n" * count,
    "columns": lambda count: "|a" * count + "|\n" + "|-" * count + "|\n",
    "lazy lines of a quote": lambda count: "> a\n" + "b\n" * count,
    "lazy lines of a list": lambda count: "- a\n" + "b\n" * count,
    "notes": lambda count: (
        "".join(f"[^{i}] " for i in range(count)) + "".join(f"\n\n[^{i}]: a" for i in range(count))
    ),
    "notes without a mark": lambda count: "".join(f"[^{i}]: a\n\n" for i in range(count)),
    "sources of one image": lambda count: "<img srcset='" + "a.png 1x, " * count + "'>",
    "attributes": lambda count: "<a " + "b='c' " * count + ">",
}


def calls(text: str) -> int:
    """How many functions are called to read a text, those of C included."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        parse_body(text, path="", first_line=1, options=MarkdownOptions(highlight=False))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_repeated(piece: str) -> None:
    assert calls(piece * 800) < 2.6 * calls(piece * 400) + 1000


@pytest.mark.parametrize("whole", WHOLE.values(), ids=WHOLE.keys())
def test_whole(whole: Any) -> None:
    assert calls(whole(800)) < 2.6 * calls(whole(400)) + 1000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 25_000,
        "[" * 25_000 + "]" * 25_000,
        "> " * 5_000 + "a",
        "- " * 5_000 + "a",
        "".join("  " * depth + "- a\n" for depth in range(300)),
        "![" * 5_000 + "a" + "](b)" * 5_000,
        "^[a" * 5_000 + "]" * 5_000,
        "[^1]: " * 5_000,
        "a\n: " * 3_000,
    ],
    ids=[
        "brackets",
        "images",
        "pairs",
        "quotes",
        "items",
        "lists",
        "images in images",
        "notes",
        "definitions",
        "terms",
    ],
)
def test_deep_nesting_is_no_matter(text: str) -> None:
    parse_body(text, path="", first_line=1, options=MarkdownOptions())


def test_a_wide_table_does_not_grow_out_of_a_short_text() -> None:
    text = "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|c\n" * 10_000
    body = parse_body(text, path="", first_line=1, options=MarkdownOptions()).body
    assert sum(map(len, body.segments)) < 20 * len(text)
