# SPDX-License-Identifier: MIT
"""Blocks: the rules for a line's first character alone."""

from itertools import accumulate
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.markdown.block import BLANK, BlockParser, BlockState
from letterpress.parse.markdown.fast.paragraphs import BlockRule, TextBlock, divides
from letterpress.parse.markdown.fast.rule_dispatch import chain, is_known, named_rules
from letterpress.parse.markdown.fast.simple_blocks import SimpleList, push_simple
from letterpress.parse.markdown.prerendered import Prerender
from letterpress.parse.markdown.token_factory import new_token

BEGINNINGS = {
    "code": "",
    "fence": "`~",
    "blockquote": ">",
    "container": ":",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""Rule name to the characters that a line must begin with; indented code is tried where a line is indented."""

NO_TABLE = {"table": ""}
"""Tables are tried where a line of dashes follows."""

NEEDED = {"table", "list", "heading"}
"""Rules whose work, or a part of it, is done without them."""

ENDED = ["paragraph", "reference", "blockquote"]
"""What a list ends."""

DEFINITIONS = {"deflist": ":~"}
"""What another definition begins with."""

TEXT = ["lheading", "deflist", "paragraph"]
"""The rules at the end of the list, which take any line."""

INDENTED = 4
"""Columns from which on a line may be code, where every rule is tried."""

_TAB_STOP = 4
_WHITE = " \t"


def accelerate_blocks(md: MarkdownIt, prerender: Prerender) -> None:
    """Put the fast block parser into a parser that has all its rules.

    Args:
        md: The parser.
        prerender: Reads the blocks that need no tokens.
    """
    ruler = md.block.ruler
    rules = dict(named_rules(ruler))
    complete = (
        all(map(is_known, rules.values()))
        and rules.keys() >= NEEDED
        and list(rules)[-3:] == TEXT
        and not md.options.get("tasklists")
    )
    if complete:
        ruler.at("list", SimpleList(rules["list"], prerender), {"alt": ENDED})
        endings = chain(ruler, BEGINNINGS | NO_TABLE | DEFINITIONS, "paragraph")
        ruler.at("lheading", TextBlock(endings, rules["table"], rules["deflist"], prerender))
    md.block = FastBlockParser(md.block, prerender, simple=complete)


class FastBlockState(BlockState):
    """A state whose lines are marked all at once, and whose tokens are made quickly."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")
        if not lines[-1].strip(_WHITE):
            del lines[-1]
        self.lineMax = len(lines)
        ends = [end + number for number, end in enumerate(accumulate(map(len, lines)))]
        begins = [0, *[end + 1 for end in ends]]
        # The library wants one more entry than there are lines, which stands for the end of the text.
        begins[-1] = len(src)
        self.bMarks, self.eMarks = begins, [*ends, len(src)]
        self.tShift, self.sCount, self.bsCount = [0] * len(begins), [0] * len(begins), [0] * len(begins)
        for number, line in enumerate(lines):
            if line and line[0] in BLANK:
                self._indent(number, line)

    def _indent(self, number: int, line: str) -> None:
        """Note how far a line is indented, in characters and in columns."""
        shift = len(line) - len(line.lstrip(_WHITE))
        columns = 0
        for character in line[:shift]:
            columns += _TAB_STOP - columns % _TAB_STOP if character == "\t" else 1
        if not line.strip(BLANK):
            shift = len(line)
        self.tShift[number], self.sCount[number] = shift, columns

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token."""
        token = new_token(ttype, tag, nesting, block=True)
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class FastBlockParser(BlockParser):
    """A block parser that tries fewer rules."""

    def __init__(self, original: ParserBlock, prerender: Prerender, *, simple: bool) -> None:
        super().__init__()
        self.prerender = prerender
        self._simple = simple
        self.ruler = original.ruler
        self._with_table = chain(self.ruler, BEGINNINGS)
        self._without_table = chain(self.ruler, BEGINNINGS | NO_TABLE)
        self._behind_table = chain(self.ruler, BEGINNINGS | DEFINITIONS, "blockquote")

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803
        """Read blocks; the tokens are added to `outTokens`."""
        if src:
            state = FastBlockState(src, md, env, outTokens)
            self.tokenize(state, state.line, state.lineMax)
        return outTokens

    def ends_table(self, state: StateBlock, line: int, end: int) -> bool:
        """Whether a line begins a block that a table does not go on behind."""
        first = state.bMarks[line] + state.tShift[line]
        rules = self._behind_table.by_character.get(state.src[first : first + 1], self._behind_table.others)
        return any(rule(state, line, end, True) for rule in rules)

    def _rules_at(self, state: StateBlock, line: int) -> list[BlockRule]:
        """The rules that can begin with the first character of a line."""
        rules = self._with_table if divides(state, line + 1) else self._without_table
        return rules.by_character.get(state.src[state.bMarks[line] + state.tShift[line]], rules.others)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Read the lines from one to before another."""
        deepest = state.md.options["maxNesting"]
        last, indent = state.lineMax, state.blkIndent
        begins, shifts, ends, columns = state.bMarks, state.tShift, state.eMarks, state.sCount
        simple = self._simple and not state.level
        line = startLine
        gap = False
        while line < endLine:
            first = begins[line] + shifts[line]
            if first >= ends[line]:
                line += 1
                while line < last and begins[line] + shifts[line] >= ends[line]:
                    line += 1
                state.line = line
                continue
            state.line = line
            depth = columns[line] - indent
            if depth < 0:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            if simple and (behind := push_simple(state, line, self.prerender)) > line:
                state.line = line = behind
                continue
            rules = self.ruler.getRules("") if depth >= INDENTED else self._rules_at(state, line)
            for rule in rules:
                if rule(state, line, endLine, False):
                    break
            state.tight = not gap
            line = state.line
            # A paragraph in a list may have eaten the empty line behind it.
            if line - 1 < endLine and begins[line - 1] + shifts[line - 1] >= ends[line - 1]:
                gap = True
            if line < endLine and begins[line] + shifts[line] >= ends[line]:
                gap = True
                line += 1
                state.line = line
