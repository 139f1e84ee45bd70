# SPDX-License-Identifier: MIT
"""The block parser of a letterpress instance, which knows full-width spaces.

A line of nothing else is an empty line, and one before a paragraph, with which Japanese writers indent it, stays.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import paragraph as library_paragraph
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.markdown.prerendered import Prerender, prerender_nothing

WIDE_SPACE = "\u3000"
TRIMMED = MD_TRIM_CHARS.replace(WIDE_SPACE, "")
"""What is taken off both ends of a paragraph: the library takes off full-width spaces, too."""

BLANK = f" \t{WIDE_SPACE}"
"""What a line may hold and be an empty one."""


class BlockState(StateBlock):
    """The state of a document's blocks, in which a line of full-width spaces is an empty line."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        if WIDE_SPACE in src:
            for line in range(self.lineMax):
                begin, end = self.bMarks[line], self.eMarks[line]
                if not src[begin:end].strip(BLANK):
                    self.tShift[line] = end - begin


class BlockParser(ParserBlock):
    """A block parser that works with `BlockState`."""

    def __init__(self) -> None:
        super().__init__()
        self.prerender: Prerender = prerender_nothing
        """Reads the blocks that need no tokens."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803
        """Read blocks; the tokens are added to `outTokens`."""
        if src:
            state = BlockState(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens

    def ends_table(self, state: StateBlock, line: int, end: int) -> bool:
        """Return whether a line begins a block that ends a table."""
        return any(rule(state, line, end, True) for rule in self.ruler.getRules("blockquote"))


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph as the library does, but keep full-width spaces at both ends."""
    found = library_paragraph(state, start, end, silent)
    text = state.getLines(start, state.line, state.blkIndent, False)
    if WIDE_SPACE in text:
        state.tokens[-2].content = text.strip(TRIMMED)
    return found
