# SPDX-License-Identifier: MIT
"""Numeric references to characters that no page may hold are told where they are read, and nowhere else."""

import pytest

from letterpress.parse.markdown import MarkdownOptions, parse_body


def told(text: str, format: str = "markdown") -> list[tuple[str, int, int]]:  # noqa: A002 - the name of the field
    """What is pointed at, with line and column."""
    options = MarkdownOptions(format=format)
    found = parse_body(text, path="a.md", first_line=1, options=options).diagnostics
    spans = [each.span for each in found if each.code == "reference-forbidden"]
    lines = text.split("\n")
    return [
        (lines[at.line - 1][at.column - 1 : at.column - 1 + at.length], at.line, at.column) for at in spans
    ]


@pytest.mark.parametrize(
    "written",
    [
        *("&#0;", "&#8;", "&#x0B;", "&#12;", "&#31;", "&#x7F;", "&#x80;", "&#159;"),
        *(
            "&#xD800;",
            "&#XDFFF;",
            "&#xFDD0;",
            "&#xFFFE;",
            "&#x1FFFF;",
            "&#x10FFFF;",
            "&#x110000;",
            "&#9999999;",
        ),
        *("&#xFFFD;", "&#x202E;", "&#8294;"),
    ],
)
def test_a_reference_to_what_no_page_may_hold(written: str) -> None:
    assert told(f"気温は{written}です") == [(written, 1, 4)]


@pytest.mark.parametrize(
    "written",
    ["&#9;", "&#10;", "&#169;", "&#x3042;", "&#x1F600;", "&#xA0;", "&#x200E;", "&amp;#8;", "&#;", "&#x;"],
)
def test_any_other_reference(written: str) -> None:
    assert told(f"気温は{written}です") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# 題 &#8;", (1, 5)),
        ("| a |\n|--|\n| &#8; |", (3, 3)),
        ("> - x\n>   y &#8;", (2, 7)),
        ("![絵&#8;](a.png)", (1, 4)),
        ("[店](https://example.com/&#8;)", (1, 25)),
        ('[店](https://example.com/ "題&#8;")', (1, 28)),
        ("[店]\n\n[店]: https://example.com/&#8;", (3, 26)),
        ("a <b title='&#8;'>b</b>", (1, 13)),
        ("<p>\n&#8;</p>", (2, 1)),
        ("\\\\&#8;", (1, 3)),
        ("`&#8;` と &#8;", (1, 10)),
        ("**強い**字と&#8;", (1, 9)),
    ],
)
def test_it_is_told_wherever_it_is_read(text: str, place: tuple[int, int]) -> None:
    assert told(text) == [("&#8;", *place)]


@pytest.mark.parametrize("text", ["<p>&#8</p>", "<p>&#00000000008;</p>", "<p>&#x99999999999;</p>"])
def test_raw_html_reads_forms_that_markdown_does_not(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "`&#8;`",
        "```\n&#8;\n```",
        "    &#8;",
        "\\&#8;",
        "&#8",
        "&#12345678;",
        "<!-- &#8; -->",
        "<script>\n'&#8;'\n</script>",
    ],
)
def test_what_readers_see_as_it_is_typed_or_not_at_all_is_none(text: str) -> None:
    assert told(text) == []


def test_a_letter_shows_references_as_they_are_typed() -> None:
    assert told("気温は&#8;です", format="letter") == []


def test_the_message_says_what_readers_see() -> None:
    text = "&#8; &#x202E;\n\n<p>&#8;</p>"
    found = parse_body(text, path="a.md", first_line=1, options=MarkdownOptions()).diagnostics
    assert ["U+FFFD" in each.message.en for each in found] == [True, False, False]
