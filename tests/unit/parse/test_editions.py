# SPDX-License-Identifier: MIT
"""Bodies as trees: one exact example, and what holds for all texts."""

from collections.abc import Iterator
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from tests.support.fixture_cases import cases_in
from tests.support.markdown_corpus import jumble, nonsense, post
from tests.support.paths import TESTS

from letterpress.body_tree import decode_tree, encode_tree, plain_text
from letterpress.body_tree.nodes import (
    BodyTree,
    Break,
    Footnote,
    FootnoteMark,
    Group,
    Heading,
    Image,
    Item,
    Link,
    List,
    Node,
    Paragraph,
    RawBlock,
    RawInline,
    Ruby,
    Styled,
    Text,
)
from letterpress.document import Reference
from letterpress.parse.markdown import MarkdownOptions, parse_body
from letterpress.parse.markdown.editions import parse_tree, read_tree
from letterpress.parse.markdown.parser import plain_parser
from letterpress.parse.markdown.source_map import Source

OPTIONS = MarkdownOptions()
TEXTS = [
    *(case.given for case in cases_in(TESTS / "fixtures" / "markdown")),
    *(post(seed, size=500) for seed in range(20)),
    *(jumble(Random(seed)) for seed in range(300)),
    *(nonsense(Random(seed)) for seed in range(300)),
]


def nodes_of(node: object) -> Iterator[Node]:
    """A node and all below it."""
    if isinstance(node, Node):
        yield node
        node = msgspec.structs.astuple(node)
    if isinstance(node, tuple):
        for each in node:
            yield from nodes_of(each)


def references_of(tree: BodyTree) -> Iterator[int]:
    for node in nodes_of(tree):
        if isinstance(node, Link | Image) and isinstance(node.target, int):
            yield node.target
        if isinstance(node, RawBlock | RawInline):
            yield from node.references


def is_of_footnote(reference: Reference) -> bool:
    """Whether it leads to a footnote or back, which trees say with marks."""
    return reference.kind == "anchor" and reference.target.startswith(("#fn-", "#fnref-"))


def test_an_example() -> None:
    text = (
        '# {春|はる}\n\n**[甲](a.md "題")**と\n![乙](b.png)\n\n- [x] 丙<br>[^1]\n\n'
        '<a href="c.md">\n\n[^1]: [丁](https://example.com)'
    )
    assert parse_tree(text, OPTIONS) == BodyTree(
        (
            Heading(1, "春", (Ruby((("春", "はる"),)),)),
            Paragraph(
                (
                    Styled("strong", (Link(0, "題", (Text("甲"),)),)),
                    Text("と"),
                    Break(is_hard=False),
                    Image(1, "乙", ""),
                )
            ),
            List(
                (
                    Item(
                        (Paragraph((Text("丙"), RawInline(("<br>",)), FootnoteMark(1)), is_tight=True),), True
                    ),
                )
            ),
            RawBlock(('<a href="', '">\n'), (3,)),
        ),
        (Footnote(1, (Paragraph((Link("https://example.com", "", (Text("丁"),)),)),)),),
    )


def test_references_have_the_numbers_that_they_have_in_the_body() -> None:
    for text in TEXTS:
        references = parse_body(text, path="", first_line=1, options=OPTIONS).references
        of_links = [number for number, each in enumerate(references) if not is_of_footnote(each)]
        assert sorted(references_of(parse_tree(text, OPTIONS))) == of_links, text


def test_no_step_that_saves_time_changes_a_tree() -> None:
    for text in TEXTS:
        assert parse_tree(text, OPTIONS) == read_tree(plain_parser(OPTIONS), Source(text, "", 1), OPTIONS), (
            text
        )


def test_a_tree_comes_back_from_its_bytes() -> None:
    for text in TEXTS:
        tree = parse_tree(text, OPTIONS)
        assert decode_tree(encode_tree(tree)) == tree


@given(st.text(alphabet="ab山 \n\t>-*_`[]()!#|:{}^~<&\\1."))
def test_every_text_has_a_tree_and_a_plain_text(text: str) -> None:
    tree = parse_tree(text, OPTIONS)
    urls = ["https://example.com/"] * len(parse_body(text, path="", first_line=1, options=OPTIONS).references)
    plain = plain_text(tree, urls)
    assert "\0" not in plain
    assert not plain or plain.endswith("\n")
    assert all(line == line.rstrip() for line in plain.splitlines())


def test_blocks_that_nest_deeply() -> None:
    deep = parse_tree(
        "> " * 90 + "底\n\n" + "- " * 45 + "底\n\n" + "> " * 1000 + "a\n\n" + "*a **b " * 1000, OPTIONS
    )
    assert decode_tree(encode_tree(deep)) == deep
    assert plain_text(deep, []).count("底") == 2


def parsed_with(text: str, *plugins: object) -> BodyTree:
    md: MarkdownIt = plain_parser(OPTIONS)
    for plugin in plugins:
        md.use(plugin)  # type: ignore[arg-type]
    return read_tree(md, Source(text, "", 1), OPTIONS)


def test_blocks_around_blocks_that_a_plugin_has_added_are_groups() -> None:
    def boxes(md: MarkdownIt) -> None:
        container_plugin(md, "box")

    found = parsed_with("::: box\n**甲**\n:::\n", boxes)
    assert found == BodyTree((Group("div", (Paragraph((Styled("strong", (Text("甲"),)),)),)),))
    assert plain_text(found, []) == "甲\n"


def test_whatever_else_a_plugin_has_added_is_the_html_that_it_makes_of_it() -> None:
    found = parsed_with("甲$x$\n\n$$\ny\n$$\n", dollarmath_plugin)
    assert found == BodyTree(
        (
            Paragraph((Text("甲"), RawInline(('<span class="math inline">x</span>',)))),
            RawBlock(('<div class="math block">\ny\n</div>\n',)),
        )
    )
