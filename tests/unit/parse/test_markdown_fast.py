# SPDX-License-Identifier: MIT
"""The fast room changes nothing: the same tokens, the same HTML and all else that is learnt, with it and without it."""

import json
import re
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.support.markdown_corpus import jumble, nonsense, post
from tests.support.paths import FIXTURES, TESTS

from letterpress.parse.language.japanese import PUNCTUATION, WHITE, traits
from letterpress.parse.markdown.block import BlockState
from letterpress.parse.markdown.body import environment, read_body
from letterpress.parse.markdown.fast import IS_PROVEN, accelerate
from letterpress.parse.markdown.fast.block import FastBlockState
from letterpress.parse.markdown.fast.inline import NEEDED
from letterpress.parse.markdown.options import MarkdownOptions
from letterpress.parse.markdown.parser import Parser, parser, plain_parser
from letterpress.parse.markdown.prerendered import PrerenderedBlock
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.url_policy import is_plain
from letterpress.plugins import find_plugins

pytestmark = pytest.mark.skipif(not IS_PROVEN, reason="with these versions the fast room is not in use")
OPTIONS = MarkdownOptions(highlight=False)

NEARLY_SIMPLE = [
    "a\n\n: b", "a\n\n  ~ b", "a\n\n\n: b", "# {山|やま}\n-", "# {山|やま}\n  |-|", "[a\nb]: /c",
    "[a]: /b", "[a](b)]: c", "- [a\n- b]", "- a\n\nb\n: c", "- a\n\n  b", "- a\nb", "- a\n\n- b",
    "- a\n* b", "1. a\n2) b", "3. a\n9. b", "- a\n  - b", "- a\n-", "- a\n---", "- a\n===", "- a\n|-|",
    "* * *", "* **", "- 1.", "- 12", "-  a", "- \ta", "- 　a", "> - a", "- a\n　b", "a\n　b\n\n　c",
    "a\n　\nb", "a  \nb\n\nc", "a\n12. b", "a\n- b", "a\n*b*", "a\n[b]: /c", "a\n[^b]: c", "a\n`b`",
    "` a `", "`a `", "`` a``", "`a``", "`a\nb`", "![]()", "![](a)", "![a](b 'c')", "!![a](b)",
    "![a](b)[c](d)", "^[a](b)", "**a **", "** a**", "**a**b", "a**「b」**c", "**[a](b)**", "x**[a](b)**y",
    "*[a](b)*c*", "***a***", "**a*", "~~a~~~", "a: b", "a://b", "https://a.b", "a!b", "a^b", "a^[b]",
    "a!", "a\n b", "a \nb", "a  \n  b", "  \na", "a [b](c)  \nd",
    ":::note\na\n:::", "a\n:::note\nb\n:::\nc", ":::note\na", "> :::tip b\n> c\n> :::\nd", "    :::note\n    :::",
    "- :::note\n  a\n  :::\n- b", ":::details a\n- b\n:::\n: c", "a\n\n:::note\nb\n:::", "# a {#b}", "a {#b}\n---",
    "# a {#b}\n\n# b\n\n# a", "[TOC]\n\n# a\n\n## b", "> [toc]\n\n# a", "- [toc]\n\n# a", "!!! note", "### %ab%",
    "a ##b## c", "- %ab% `%ab%`", "| %ab% |\n|-|\n| ##a## |", "a ((脚注です)) b", "> !!! note\n> a", "> === 'a'",
]  # fmt: skip

FORMS = [
    "a", "春", " ", "。", "「", "」", "(", ")", "*", "**", "~~", "_", "`", "[a](b)", "[春](/c/#d)",
    "[a](#)", "[](b)", "[a]()", "[a](https://b.c/d?e&f)", "[a](https://B.c)", "[a](//b)", "[a](b:c)",
    "[a](javascript:b)", "[a](b;c)", "[a](b?c&amp;d)", "[a](b?c&d)", '[a](b "c")', "**a**", "*a*",
    "~~a~~", "**(a)**", "** a**", "**[a](b)**", "**「a」**", "`a`", "`<a>`", "` a `", "`%%A%%`",
    "`{a|b}`", "%", "%%", "%%A%%", "*|A|*", "|", "|A|", "[toc]", "[/a]", "{{a}}", "{a|b}", "&", "<", ">",
    '"', "'", ":", "://", "!", "^", "\\", "\n", "  \n", "1", "#", "　", "\u00a0", "\t", "[^1]", "[ ] ",
    "https://b.c", "%ab%", "%名前%", "##ab##", "((脚注))", "@[card](https://b.c)", "@[a](b)", "[/b]", "[b]", ":::note",
    '[a b="c"]', "{#a}",
]  # fmt: skip
"""What the text of a block may hold, simple and not."""


def rendered(md: Parser, text: str) -> tuple[object, str]:
    env = env_of(text)
    tokens = md.parse(text, env)
    return [told(token) for token in tokens], md.renderer.render(tokens, md.options, env)


def env_of(text: str) -> dict[str, object]:
    return environment(Source(text, "", 1), OPTIONS)


def tokens_of(md: Parser, text: str) -> list[Token]:
    return md.parse(text, env_of(text))


def told(token: Token) -> dict[str, object]:
    """A token as a value.

    The general rule for emphasis leaves empty text behind, and what is joined with it forgets that it was an entity;
    both change nothing and do not count.
    """
    shown = [child for child in token.children or () if child.type != "text" or child.content]
    forgotten = {"markup": "", "info": ""} if token.type == "text" else {}
    return {**token.as_dict(children=False), **forgotten, "children": [told(child) for child in shown]}


@cache
def fast_parser(options: MarkdownOptions) -> Parser:
    """The parser as a project with a plugin has it: every token is there."""
    md = plain_parser(options)
    accelerate(md)
    return md


@cache
def slow_parser(options: MarkdownOptions) -> Parser:
    return plain_parser(options)


def assert_same(text: str, options: MarkdownOptions = OPTIONS) -> None:
    assert rendered(fast_parser(options), text) == rendered(slow_parser(options), text)
    assert_learnt_the_same(text, options)


def assert_learnt_the_same(text: str, options: MarkdownOptions = OPTIONS) -> None:
    learnt = [
        read_body(md, Source(text, "a.md", 3), options) for md in (parser(options), slow_parser(options))
    ]
    assert learnt[0] == learnt[1]


def test_the_specification() -> None:
    for example in json.loads((TESTS / "specification" / "commonmark-0.31.2.json").read_text("utf-8")):
        assert_same(example["markdown"])


def test_the_fixtures() -> None:
    for file in (FIXTURES / "markdown").glob("**/*.md"):
        assert_same(file.read_text("utf-8"))


@pytest.mark.parametrize("breaks", ["japanese", "hard", "commonmark"])
def test_posts(breaks: str) -> None:
    for seed in range(20):
        assert_same(post(seed, links=seed / 20), MarkdownOptions(breaks=breaks, highlight=False))


def test_nonsense() -> None:
    random = Random(7)
    for _ in range(1000):
        assert_same(nonsense(random))


def test_jumbled_lines() -> None:
    random = Random(9)
    for _ in range(2000):
        assert_same(jumble(random))


@pytest.mark.parametrize("text", NEARLY_SIMPLE)
def test_what_is_nearly_simple(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize("first", FORMS)
def test_what_is_nearly_ready(first: str) -> None:
    for second in FORMS:
        assert_learnt_the_same("\n\n".join(f"{first}{gap}{second}" for gap in ("", "a", "。", " ")))
        assert_learnt_the_same(f"# {first}{second}\n\n- {first}{second}\n- {second}\n\n> {first}{second}")
        assert_learnt_the_same(f"- > {first}{second}\n\n> - {second}\n>\n>   {first}\n>\n> {second}\n{first}")
        assert_learnt_the_same(f"> a\\|b | {first}{second} |\n> :-: | - |\n> {second}|c\\||{first}")


@pytest.mark.parametrize("form", ["{}", "# {}", "- {}", "2. {}", "|{}|\n|-|\n|{}|", "> {}\n>\n> {}"])
def test_a_block_of_simple_text_is_ready(form: str) -> None:
    text = '山の%はa! **b**、`c`、[d](https://e.f/?g&h)、*i*、~~j~~、[k](l/m.md) "o" > p'
    tokens = tokens_of(parser(OPTIONS), form.replace("{}", text))
    assert any(isinstance(token, PrerenderedBlock) for token in tokens)
    assert not any(token.type == "inline" for token in tokens)


@pytest.mark.parametrize(
    "text", ["a\nb", "![a](b)", "[a](b c)", "%%A%%", "*|A|*", "[a](日)", "{山|やま}", "a\\b"]
)
def test_a_block_with_more_is_not(text: str) -> None:
    assert not any(isinstance(token, PrerenderedBlock) for token in tokens_of(parser(OPTIONS), text))


def test_where_a_plugin_extends_markdown_no_block_is_ready(tmp_path: Path) -> None:
    (tmp_path / "idle.py").write_text("def markdown(md): pass", "utf-8")
    tokens = tokens_of(parser(MarkdownOptions(plugins=find_plugins(tmp_path, ("idle",)))), "a")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


@given(st.text(st.sampled_from("a \t\n>-\u3000"), max_size=60))
def test_the_marks_of_lines_are_the_same(text: str) -> None:
    md = MarkdownIt("commonmark")
    fast, slow = FastBlockState(text, md, {}, []), BlockState(text, md, {}, [])
    for name in ("lineMax", "bMarks", "eMarks", "tShift", "sCount", "bsCount"):
        assert getattr(fast, name) == getattr(slow, name), name


@given(
    st.sampled_from(
        ["", "http://", "https://", "//", "/", "../", "http://xn--", "https://a.", "HTTP://", "http:"]
    ),
    st.text(st.sampled_from("abzA0.-_~/:#?&=%@+,;!$*' ()[]xn日"), max_size=12),
)
def test_a_plain_url_is_one_that_the_library_gives_back(beginning: str, end: str) -> None:
    url = beginning + end
    assert not is_plain(url) or MarkdownIt().normalizeLink(url) == url


def test_a_plugin_with_rules_of_its_own_still_works() -> None:
    md = plain_parser(OPTIONS)
    md.inline.ruler.push("at", lambda state, silent: False)
    md.block.ruler.before("paragraph", "none", lambda state, start, end, silent: False)
    accelerate(md)
    random = Random(8)
    for _ in range(200):
        text = nonsense(random)
        assert rendered(md, text) == rendered(plain_parser(OPTIONS), text)


@pytest.mark.parametrize(
    "rule", [*sorted(NEEDED), "autolink", "html_inline", "list", "heading", "fence", "table", "hr"]
)
def test_a_plugin_that_takes_a_rule_away_is_obeyed(rule: str) -> None:
    fast, plain = plain_parser(OPTIONS), plain_parser(OPTIONS)
    fast.disable(rule)
    plain.disable(rule)
    accelerate(fast)
    for seed in range(5):
        text = post(seed, links=seed / 5)
        assert rendered(fast, text) == rendered(plain, text)


@pytest.mark.parametrize("option", ["tasklists", "alerts", "breaks"])
def test_a_plugin_that_sets_an_option_is_obeyed(option: str) -> None:
    fast, plain = plain_parser(OPTIONS), plain_parser(OPTIONS)
    fast.options[option] = plain.options[option] = True
    accelerate(fast)
    text = "- [ ] a\n- [x] b\n\n> [!NOTE]\n> c\nd\n"
    assert rendered(fast, text) == rendered(plain, text)


def test_letters_and_digits_let_marks_open_and_close() -> None:
    characters = filter(re.compile(r"[^\W_]").match, map(chr, range(sys.maxunicode + 1)))
    assert not any(traits(character) & (WHITE | PUNCTUATION) for character in characters)
