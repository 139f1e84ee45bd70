# SPDX-License-Identifier: MIT
"""The words of a body, compared with a plain reading of its tokens."""

from collections.abc import Callable, Iterator
from random import Random

import pytest
from markdown_it.token import Token
from tests.support.markdown_corpus import jumble, nonsense, post

from letterpress.parse.markdown.body import environment
from letterpress.parse.markdown.options import MarkdownOptions
from letterpress.parse.markdown.parser import Parser, parser, plain_parser
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.text import BodyText

KINDS = [
    "`code` and ![`a` *b*\nc](d.png) and `` ` ``{山|やま}\\\nx <b>y</b>",
    "> a\n\n> [!TIP] 助言\n> b\n\n> [!NOTE]\n> - ![c](d)\n>   > e\n\nf[^1]\n\n[^1]: g ^[h]\n",
    "# a `b`\n\n| ![c](d) | `e` |\n|---|---|\n| f | \\| |\n\n&nbsp;\n\n![](g.png)\n\n`h`",
]
TEXTS = [
    *KINDS,
    *(post(seed, size=500) for seed in range(20)),
    *(jumble(Random(seed)) for seed in range(300)),
    *(nonsense(Random(seed)) for seed in range(300)),
]


def tokens_of(text: str, parser_for: Callable[[MarkdownOptions], Parser] = parser) -> list[Token]:
    options = MarkdownOptions()
    return parser_for(options).parse(text, environment(Source(text, "a.md", 1), options))


def told(children: list[Token], *, images: bool = True, code: bool = True) -> str:
    """What a reader would say who reads one block aloud."""
    return "".join(told_of(child, images, code) for child in children)


def told_of(token: Token, images: bool, code: bool) -> str:
    if token.type in ("text", "ruby"):
        return token.content
    if token.type == "code_inline":
        return token.content if code else " "
    if token.type in ("softbreak", "hardbreak"):
        return "" if token.hidden else " "
    if token.type == "image":
        return told(token.children or []) if images else ""
    return ""


def blocks(tokens: list[Token]) -> Iterator[tuple[Token, bool, bool]]:
    """Every block that says something, whether it is quoted, and whether it stands aside."""
    quoted = aside = 0
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        quoted += token.nesting * (name == "blockquote")
        aside += token.nesting * (name in ("heading", "table", "footnote_block", "callout_title"))
        if token.type == "inline" and not token.meta.get("ours") and told(token.children or []).strip():
            yield token, quoted > 0, aside > 0


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_what_a_plain_reading_finds(text: str) -> None:
    words = BodyText(1, 120)
    words.gather(tokens_of(text))
    tokens = tokens_of(text, plain_parser)
    found = [(token.children or [], quoted, aside) for token, quoted, aside in blocks(tokens)]

    assert words.text == [told(children).strip() for children, _, _ in found]
    assert words.counted == [told(children, images=False, code=False) for children, _, _ in found]
    assert [spoken for _, spoken in words.prose] == [
        told(children, images=False, code=False) for children, quoted, _ in found if not quoted
    ]
    running = [told(children, images=False).strip() for children, _, aside in found if not aside]
    assert words.opening == [piece for piece in running if piece][: len(words.opening)]
    assert sum(map(len, words.opening)) >= min(240, sum(map(len, running)))


def test_white_space_is_not_counted() -> None:
    words = BodyText(1, 120)
    words.gather(tokens_of("a b\u3000c\u00a0d&#9;e\\\nf"))
    assert words.counts() == (6, 6, 1)
