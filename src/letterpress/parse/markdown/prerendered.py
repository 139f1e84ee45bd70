# SPDX-License-Identifier: MIT
"""Prerendered blocks: their HTML and their words are known without a token for each piece of markup in them.

They stand among a document's tokens, one for a heading, a paragraph, a list item or a cell of a table, and only where
no plugin is in use that could miss the tokens which they stand for.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, cast

from markdown_it.token import Token

HOLE = "\0"
"""Stands in a body for a target that is not an absolute URL; no Markdown text can hold it."""

Target = tuple[str, int]
"""What a link names, and the column where it does."""

_NOTHING = cast("dict[Any, Any]", MappingProxyType({}))


class PrerenderedBlock(Token):
    """A block of one line.

    What is the same for all such blocks belongs to the class: so one is made in half the time.
    """

    __slots__ = ("attributes", "html", "line", "shown", "spoken", "targets")

    type = "prerendered"
    nesting = 0
    attrs = _NOTHING
    map = None
    level = 0
    children = None
    content = ""
    markup = ""
    info = ""
    meta = _NOTHING
    block = True
    hidden = False

    def __init__(
        self, tag: str, line: int, html: str, targets: list[Target], shown: str, spoken: str
    ) -> None:
        self.tag = tag
        self.attributes = ""
        """Of the tag, as HTML with a space before it."""
        self.line = line
        self.html = html
        """What stands between the tags, with a hole for each of `targets`."""
        self.targets = targets
        """All that are not absolute URLs."""
        self.shown = shown
        """The words."""
        self.spoken = spoken
        """The words without code."""


Prerender = Callable[[str, str, int, int], PrerenderedBlock | None]
"""Reads a block: of its tag, its text, its line and the column where the text begins."""


def prerender_nothing(tag: str, text: str, line: int, column: int) -> None:
    """Leave every block to the tokens."""
