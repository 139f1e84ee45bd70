# SPDX-License-Identifier: MIT
"""Inline text: from one character that means something to the next, with the rules for that character alone."""

import re

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.markdown.fast.chains import chain, is_known
from letterpress.parse.markdown.inline import InlineParser, InlineState

BEGINNINGS = {
    "text": "",
    "linkify": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "issue_link": "[",
    "ruby": "{",
    "bare_url": ":",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""Rule name to the characters that it begins with."""

_stops = re.compile(f"[{re.escape(''.join(sorted(set(''.join(BEGINNINGS.values())))))}]")
_PAIRED = ("*", "_", "~~")
"""What the rules of the second ruler work on."""


def accelerate_inline(md: MarkdownIt) -> None:
    """Put the fast inline parser into a parser that has all its rules, unless a plugin has rules of its own."""
    if all(map(is_known, md.inline.ruler.getRules(""))) and all(map(is_known, md.inline.ruler2.getRules(""))):
        md.inline = FastInlineParser(md.inline)


class FastInlineParser(InlineParser):
    """An inline parser that tries fewer rules."""

    def __init__(self, original: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = original.ruler, original.ruler2
        self.terminator_re = original.terminator_re
        self._rules = chain(self.ruler, BEGINNINGS).by_character

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read inline markup; the tokens are added to `tokens`."""
        if not _stops.search(src):
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = InlineState(src, md, env, tokens)
        self.tokenize(state)
        if any(mark in src for mark in _PAIRED):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read from `state.pos` to `state.posMax`."""
        if state.level >= state.md.options["maxNesting"]:
            super().tokenize(state)
            return
        rules = self._rules
        text, end = state.src, state.posMax
        position = state.pos
        while stop := _stops.search(text, position, end):
            at = stop.start()
            if at > position:
                state.append_pending(text[position:at])
            state.pos = at
            for rule in rules[text[at]]:
                if rule(state, False):
                    position = state.pos
                    break
            else:
                state.append_pending(text[at])
                position = at + 1
        if position < end:
            state.append_pending(text[position:end])
        state.pos = max(position, end)
        if state.pending:
            state.pushPending()
