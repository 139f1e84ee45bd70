# SPDX-License-Identifier: MIT
"""The block parser of a letterpress instance: a line of nothing but full-width spaces is an empty line."""

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

_TAB_STOP = 4
_WHITE = " \t"
_WIDE_SPACE = "\u3000"


class BlockState(StateBlock):
    """The state of a document's blocks, with the marks of its lines."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")
        if not lines[-1].strip(_WHITE):
            del lines[-1]
        self.lineMax = len(lines)
        # The library wants one more entry than there are lines, which stands for the end of the text.
        size = len(lines) + 1
        self.tShift, self.sCount, self.bsCount = [0] * size, [0] * size, [0] * size
        begins: list[int] = []
        ends: list[int] = []
        begin = 0
        for number, line in enumerate(lines):
            end = begin + len(line)
            begins.append(begin)
            ends.append(end)
            if line[:1] in _INDENTING:
                self._indent(number, line)
            begin = end + 1
        self.bMarks, self.eMarks = [*begins, len(src)], [*ends, len(src)]

    def _indent(self, number: int, line: str) -> None:
        """Note how far a line is indented, in characters and in columns."""
        shift = len(line) - len(line.lstrip(_WHITE))
        columns = 0
        for character in line[:shift]:
            columns += _TAB_STOP - columns % _TAB_STOP if character == "\t" else 1
        if not line.strip(_WHITE + _WIDE_SPACE):
            shift = len(line)
        self.tShift[number], self.sCount[number] = shift, columns


_INDENTING = frozenset({" ", "\t", _WIDE_SPACE})


class BlockParser(ParserBlock):
    """A block parser that works with `BlockState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803
        """Read blocks; the tokens are added to `outTokens`."""
        if src:
            state = BlockState(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens

    def ends_table(self, state: StateBlock, line: int, end: int) -> bool:
        """Whether a line begins a block that a table does not go on behind."""
        return any(rule(state, line, end, True) for rule in self.ruler.getRules("blockquote"))
