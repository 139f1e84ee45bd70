# SPDX-License-Identifier: MIT
"""Simple blocks: headings, paragraphs and lists in the form that most of them have; others go to the rules.

A simple list has one line of text for each item, no empty line between them and no indentation. What begins its items
begins no other block, so that each is a paragraph, and what follows it behind empty lines begins no item.
"""

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from letterpress.parse.markdown.block import TRIMMED
from letterpress.parse.markdown.fast.paragraphs import BlockRule
from letterpress.parse.markdown.prerendered import Prerender
from letterpress.parse.markdown.rules.list_numbers import typed_numbers
from letterpress.parse.markdown.token_factory import block_token, text_of_block

_TEXT = (
    r"(?:[^\s\-+*#<>|:~=_`\[0-9]|\u3000+\S"
    r"|\*{1,2}[^\s*]|_{1,2}[^\s_]|`(?!``)"
    r"|\[(?!\^)[^\[\]\\\n]*+\](?!:)"
    r"|[0-9]+[^0-9.)\n])[^\n]*+"
)
"""A line that begins a paragraph and no other block, and ends no paragraph."""

_block = re.compile(
    r"(#{1,6})[ \t]([^#\n]*)(?:\n(?![ \t]*[|:\-])|\Z)"
    rf"|({_TEXT}(?:\n{_TEXT})*+)(?:\n\n(?![ \t]*[:~])|\n?\Z)"
)
_item = re.compile(rf"([-+*]|([0-9]{{1,9}})[.)]) ({_TEXT})")
_MARKERS = frozenset("-+*0123456789")


def push_simple(state: StateBlock, line: int, prerender: Prerender) -> int:
    """Add the heading or the paragraph that begins at a line outside all other blocks.

    A heading is one by its signs. A paragraph ends at an empty line, and no meaning of a word follows.

    Args:
        state: Of the document.
        line: Where to look.
        prerender: Reads what needs no tokens.

    Returns:
        The line behind it; the same line where it may be anything else.
    """
    found = _block.match(state.src, state.bMarks[line])
    if not found:
        return line
    sign, title, text = found.groups()
    if sign:
        end, tag, text = line + 1, f"h{len(sign)}", mdTrim(title)
        if block := prerender(tag, text, line, found.start(2) - found.start() + title.find(text)):
            state.tokens.append(block)
            return end
        state.tokens += (
            block_token("heading_open", tag, 1, 0, [line, end], sign),
            text_of_block(text, 1, [line, end]),
            block_token("heading_close", tag, -1, 0, None, sign),
        )
        return end
    end = line + 1 + (text.count("\n") if "\n" in text else 0)
    text = text.strip(TRIMMED)
    if block := prerender("p", text, line, 0):
        state.tokens.append(block)
        return end
    state.tokens += (
        block_token("paragraph_open", "p", 1, 0, [line, end]),
        text_of_block(text, 1, [line, end]),
        block_token("paragraph_close", "p", -1),
    )
    return end


class SimpleList:
    """The rule for lists, in one step where nothing but single lines is in them."""

    def __init__(self, general: BlockRule, prerender: Prerender) -> None:
        self.general = general
        self.prerender = prerender

    def __call__(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Read a list."""
        items = _items(state, start, end) if state.parentType == "root" and not silent else []
        after = state.skipEmptyLines(start + len(items))
        if not items or not _ends(state, start + len(items), after) or not _counts(items):
            return self.general(state, start, end, silent)
        self._push(state, start, items, after)
        state.line = after
        return True

    def _push(self, state: StateBlock, start: int, items: list[re.Match[str]], after: int) -> None:
        """Add a list."""
        number, sign, level = items[0][2], items[0][1][-1], state.level
        name, tag = ("ordered_list", "ol") if number else ("bullet_list", "ul")
        opening = block_token(f"{name}_open", tag, 1, level, [start, after], sign)
        if number and int(number) != 1:
            opening.attrs["start"] = int(number)
        state.tokens.append(opening)
        last = start + len(items) - 1
        for line, item in enumerate(items, start):
            text = item[3].strip(TRIMMED)
            if block := self.prerender("li", text, line, item.start(3) - item.start()):
                state.tokens.append(block)
            else:
                lines = [line, after if line == last else line + 1]
                state.tokens += _item_tokens(item, text, lines, line, level + 1)
        state.tokens.append(block_token(f"{name}_close", tag, -1, level, None, sign))


def _items(state: StateBlock, start: int, end: int) -> list[re.Match[str]]:
    """Match the lines that are items of one list."""
    items: list[re.Match[str]] = []
    sign = ""
    for line in range(start, end):
        found = _item.match(state.src, state.bMarks[line])
        if not found or found[1][-1] != (sign or found[1][-1]):
            break
        sign = found[1][-1]
        items.append(found)
    return items


def _counts(items: list[re.Match[str]]) -> bool:
    """Return whether the numbers of the items are those that counting gives them."""
    return not items[0][2] or set(typed_numbers([int(item[2]) for item in items])) == {None}


def _ends(state: StateBlock, line: int, after: int) -> bool:
    """Return whether a list ends before `line`; `after` is the next line with something on it."""
    if after >= state.lineMax:
        return True
    return line < after and not state.sCount[after] and state.src[state.bMarks[after]] not in _MARKERS


def _item_tokens(
    item: re.Match[str], content: str, lines: list[int], line: int, level: int
) -> tuple[Token, ...]:
    """Make an item, with a paragraph that does not show as one."""
    sign = item[1][-1]
    opening = block_token("list_item_open", "li", 1, level, lines, sign)
    opening.info = item[2] or ""
    before = block_token("paragraph_open", "p", 1, level + 1, [line, line + 1])
    behind = block_token("paragraph_close", "p", -1, level + 1)
    before.hidden = behind.hidden = True
    text = text_of_block(content, level + 2, [line, line + 1])
    return opening, before, text, behind, block_token("list_item_close", "li", -1, level, None, sign)
