# SPDX-License-Identifier: MIT
"""The same HTML in less time: hot rules replaced through the parser's own objects.

Most blocks and most markup have the simplest form that there is, and one expression each reads those (`simple_blocks`,
`simple_text`). Where no plugin is in use, a block that is simple throughout needs no tokens for what is in it: its HTML
and its words are made at once (`ready_text`). Whatever is not simple goes to the rules, of which only those are asked
that can begin with the character at hand (`block`, `inline`).

Nothing here changes what comes out; tests/unit/test_markdown_fast.py compares each document of the specification, of
the fixtures and of a generated corpus with what the parser makes of it without this room.
"""

from markdown_it import MarkdownIt

from letterpress.parse.markdown.fast.block import accelerate_blocks
from letterpress.parse.markdown.fast.core_rules import accelerate_core
from letterpress.parse.markdown.fast.inline import accelerate_inline
from letterpress.parse.markdown.fast.inline_html import read_ready
from letterpress.parse.markdown.prerendered import never_ready


def accelerate(md: MarkdownIt, *, ready: bool = False) -> None:
    """Put the fast parts into a parser that has all its rules.

    Args:
        md: The parser.
        ready: Whether nobody but letterpress looks at the tokens, so that simple blocks need none for what is in them.
    """
    accelerate_core(md)
    accelerate_inline(md)
    accelerate_blocks(md, read_ready if ready else never_ready)
