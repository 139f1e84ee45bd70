# SPDX-License-Identifier: MIT
"""The fast parts are put into a parser, with steps over the whole document that most documents do not need."""

import re

import markdown_it
import mdit_py_plugins
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import normalize as library_normalize
from markdown_it.rules_core import text_join as library_text_join

from letterpress.parse.markdown.fast.block import accelerate_blocks
from letterpress.parse.markdown.fast.inline import accelerate_inline
from letterpress.parse.markdown.fast.inline_html import prerender
from letterpress.parse.markdown.fast.rule_dispatch import is_known
from letterpress.parse.markdown.prerendered import prerender_nothing

PROVEN_VERSIONS = frozenset({("4.3.0", "0.7.0")})
"""Versions of markdown-it-py and mdit-py-plugins that tests/unit/parse/test_markdown_fast.py ran with. The fast parts
take over from these libraries in their middle, so with any other version the rules do all the work."""

IS_PROVEN = (
    vars(markdown_it).get("__version__"),
    vars(mdit_py_plugins).get("__version__"),
) in PROVEN_VERSIONS
"""Whether the versions that are installed are among them."""

_entity = re.compile(r"&[#A-Za-z0-9]+;")


def accelerate(md: MarkdownIt, *, prerenders: bool = False) -> None:
    """Put the fast parts into a parser that has all its rules.

    Args:
        md: The parser.
        prerenders: Whether only letterpress looks at the tokens, so that simple blocks need none for what is in them.
    """
    _accelerate_core(md)
    accelerate_inline(md)
    accelerate_blocks(md, prerender if prerenders else prerender_nothing)


def _accelerate_core(md: MarkdownIt) -> None:
    """Put the rules below into a parser that has all its rules."""
    md.core.ruler.at("normalize", normalize)
    if all(map(is_known, md.inline.ruler.getRules(""))):
        md.core.ruler.at("text_join", text_join)


def normalize(state: StateCore) -> None:
    """Unify line ends and drop NUL, where there are any to unify or to drop."""
    if "\r" in state.src or "\0" in state.src:
        library_normalize(state)


def text_join(state: StateCore) -> None:
    """Join text with escapes and entities, where there are any."""
    if "\\" in state.src or _entity.search(state.src):
        library_text_join(state)
