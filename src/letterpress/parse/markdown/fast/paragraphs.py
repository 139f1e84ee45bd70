# SPDX-License-Identifier: MIT
"""Paragraphs, headings by underline and definition lists: what begins with any character, in one walk over its lines.

Stands for the rules `lheading`, `deflist` and `paragraph`, each of which would walk over the same lines.
"""

import re
from collections.abc import Callable

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from letterpress.parse.markdown.block import TRIMMED, WIDE_SPACE
from letterpress.parse.markdown.fast.rule_dispatch import Chain
from letterpress.parse.markdown.prerendered import Prerender, PrerenderedBlock
from letterpress.parse.markdown.token_factory import block_token, text_of_block

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_underline = re.compile(r"(?:-+|=+)[ \t]*\Z")
_MEANINGS = frozenset(":~")
_DIVIDERS = frozenset("|-:")
_LAZY = 3
"""A line that is indented further than this goes on with the paragraph whatever it holds."""


def divides(state: StateBlock, line: int) -> bool:
    """Return whether a line could be the one of dashes below a table's header."""
    first = state.bMarks[line] + state.tShift[line]
    return state.src[first : first + 1] in _DIVIDERS


class TextBlock:
    """The rule for any line of text, with the other rules that it needs."""

    def __init__(
        self, endings: Chain[BlockRule], table: BlockRule, definitions: BlockRule, prerender: Prerender
    ) -> None:
        self.endings = endings
        """What ends a paragraph, tables left out."""
        self.table = table
        self.definitions = definitions
        self.prerender = prerender

    def __call__(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Read a definition list, a heading by underline or a paragraph."""
        below = start + 1
        if below >= state.lineMax or state.bMarks[below] + state.tShift[below] >= state.eMarks[below]:
            line = below
        else:
            parent, state.parentType = state.parentType, "paragraph"
            line, level = self._walk(state, start, end)
            state.parentType = parent
            if level:
                _push_heading(state, start, line, level)
                return True
        if self._defines(state, start, end) and self.definitions(state, start, end, False):
            return True
        if block := self._prerendered(state, start, line):
            state.line = line
            state.tokens.append(block)
        else:
            _push_paragraph(state, start, line)
        return True

    def _prerendered(self, state: StateBlock, start: int, line: int) -> PrerenderedBlock | None:
        """Prerender the paragraph, if it is one line of a block quote and needs no tokens.

        A list may have to hide its own, and a full-width space may stand behind a marker, which is pointed out.
        """
        if state.parentType != "blockquote" or line - start > 1:
            return None
        first = state.bMarks[start] + state.tShift[start]
        content = state.src[first : state.eMarks[start]]
        if WIDE_SPACE in content:
            return None
        text = content.strip(TRIMMED)
        column = first - (state.src.rfind("\n", 0, first) + 1)
        return self.prerender("p", text, start, column + content.find(text))

    def _walk(self, state: StateBlock, start: int, end: int) -> tuple[int, int]:
        """Return the line behind the text, and the level of the heading that an underline there makes of it, else 0."""
        rules, others = self.endings
        begins, shifts, ends, columns = state.bMarks, state.tShift, state.eMarks, state.sCount
        indent, last = state.blkIndent, state.lineMax
        line = start
        while (line := line + 1) < last:
            first = begins[line] + shifts[line]
            if first >= ends[line]:
                break
            if columns[line] - indent > _LAZY:
                continue
            character = state.src[first]
            if (
                character in "-="
                and indent <= columns[line]
                and line < end
                and _underline.match(state.src, first, ends[line])
            ):
                return line, 1 if character == "=" else 2
            if columns[line] < 0:
                continue
            limit = end if line < end else last
            for rule in rules.get(character, others):
                if rule(state, line, limit, True):
                    return line, 0
            if divides(state, line + 1) and self.table(state, line, limit, True):
                break
        return line, 0

    def _defines(self, state: StateBlock, start: int, end: int) -> bool:
        """Return whether the line below, or below an empty line, could be a meaning of this one."""
        line = start + 1
        first = state.bMarks[line] + state.tShift[line]
        if line < end and first >= state.eMarks[line]:
            line += 1
            first = state.bMarks[line] + state.tShift[line]
        return line < end and state.src[first : first + 1] in _MEANINGS


def _content(state: StateBlock, start: int, line: int) -> str:
    """Return the text of some lines."""
    if line - start == 1:
        return state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not state.level:
        return state.src[state.bMarks[start] : state.eMarks[line - 1]]
    return state.getLines(start, line, state.blkIndent, False)


def _push_heading(state: StateBlock, start: int, line: int, level: int) -> None:
    """Add a heading that ends with the underline at `line`."""
    mark = "=" if level == 1 else "-"
    state.line = line + 1
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup, opening.map = mark, [start, line + 1]
    _push_inline(state, mdTrim(_content(state, start, line)), start, line)
    state.push("heading_close", f"h{level}", -1).markup = mark


def _push_paragraph(state: StateBlock, start: int, line: int) -> None:
    """Add a paragraph."""
    state.line = line
    level = state.level
    text = _content(state, start, line).strip(TRIMMED)
    state.tokens += (
        block_token("paragraph_open", "p", 1, level, [start, line]),
        text_of_block(text, level + 1, [start, line]),
        block_token("paragraph_close", "p", -1, level),
    )


def _push_inline(state: StateBlock, content: str, start: int, line: int) -> None:
    """Add a block's text."""
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start, line], []
