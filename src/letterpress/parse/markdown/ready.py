# SPDX-License-Identifier: MIT
"""Blocks that are ready: their HTML and their words are known without a token for each piece of markup in them.

They stand among a document's tokens, one for a heading, a paragraph or a list item, and only where no plugin is in use
that could miss the tokens which they stand for.
"""

from types import MappingProxyType
from typing import Any, cast

from markdown_it.token import Token

HOLE = "\0"
"""Stands in a body for a target that is not an absolute URL; no Markdown text can hold it."""

Targets = tuple[tuple[int, int], ...]

_NOTHING = cast("dict[Any, Any]", MappingProxyType({}))


class ReadyBlock(Token):
    """A block in one piece.

    What is the same for all such blocks, belongs to the class: so one is made in half the time.
    """

    __slots__ = ("html", "id", "shown", "spoken", "targets")

    type = "ready"
    nesting = 0
    attrs = _NOTHING
    level = 0
    children = None
    markup = ""
    info = ""
    meta = _NOTHING
    block = True
    hidden = False

    def __init__(
        self, tag: str, content: str, lines: list[int], html: str, targets: Targets, shown: str, spoken: str
    ) -> None:
        self.tag = tag
        self.content = content
        self.map = lines
        self.html = html
        """What stands between the block's tags, with a hole for each of `targets`."""
        self.targets = targets
        """Where links name what is not an absolute URL: from and to, in the content."""
        self.shown = shown
        """The words."""
        self.spoken = spoken
        """The words without code."""
        self.id = ""
        """The anchor of a heading."""
