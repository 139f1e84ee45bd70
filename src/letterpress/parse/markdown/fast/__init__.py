# SPDX-License-Identifier: MIT
"""The same HTML in less time: hot rules replaced through the parser's own objects.

Most blocks and most markup have the simplest form that there is, and one expression each reads those (`simple_blocks`,
`simple_text`). Where no plugin is in use, a block that is simple throughout needs no tokens for what is in it: its HTML
and its words are made at once (`inline_html`). Whatever is not simple goes to the rules, of which only those are asked
that can begin with the character at hand (`block`, `inline`).

Nothing here changes what comes out: tests/unit/parse/test_markdown_fast.py compares each document of the
specification, of the fixtures and of a generated corpus with what the parser makes of it without this room. With
versions of the libraries that these tests did not run with, the parser goes without it.
"""

from letterpress.parse.markdown.fast.accelerate import IS_PROVEN, accelerate

__all__ = ["IS_PROVEN", "accelerate"]
