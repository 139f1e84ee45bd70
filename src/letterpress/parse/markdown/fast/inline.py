# SPDX-License-Identifier: MIT
"""The fast inline parser goes from one character that means something to the next, and tries the rules for that one."""

import re
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.markdown.fast.patterns import simple_link, simple_pair
from letterpress.parse.markdown.fast.rule_dispatch import chain, is_known
from letterpress.parse.markdown.fast.simple_text import read_simple
from letterpress.parse.markdown.inline import InlineParser, InlineState
from letterpress.parse.markdown.token_factory import new_token

BEGINNINGS = {
    "text": "",
    "linkify": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "simple_pair": "*_~",
    "simple_link": "[",
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

NEEDED = {"newline", "backticks", "strikethrough", "emphasis", "link"}
"""The rules whose simplest forms are read without them."""

_stops = re.compile(f"[{re.escape(''.join(sorted(set(''.join(BEGINNINGS.values())))))}]")


def accelerate_inline(md: MarkdownIt) -> None:
    """Put the fast inline parser into a parser that has all its rules, unless a plugin has added or taken some."""
    rules = md.inline.ruler.getRules("") + md.inline.ruler2.getRules("")
    if all(map(is_known, rules)) and set(md.inline.ruler.get_active_rules()) >= NEEDED:
        md.inline.ruler.before("strikethrough", "simple_pair", simple_pair)
        md.inline.ruler.before("issue_link", "simple_link", simple_link)
        md.inline = FastInlineParser(md.inline)


class FastInlineState(InlineState):
    """A state whose text waits in a list and whose tokens are made quickly."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803
        self.waiting: list[str] = []
        """Text that is not yet in a token."""
        super().__init__(src, md, env, outTokens)

    @property
    def pending(self) -> str:
        """Return the text that is not yet in a token."""
        if len(self.waiting) > 1:
            self.waiting[:] = ["".join(self.waiting)]
        return self.waiting[0] if self.waiting else ""

    @pending.setter
    def pending(self, value: str) -> None:
        self.waiting = [value] if value else []

    @property
    def marked(self) -> bool:
        """Return whether there are marks that the rules of the second ruler have to pair."""
        return bool(self.delimiters) or any(meta and meta["delimiters"] for meta in self.tokens_meta)

    def append_pending(self, text: str) -> None:
        """Add text that is not yet in a token."""
        self.waiting.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Put the waiting text into a token."""
        token = new_token("text", "", 0, self.pendingLevel, self.pending)
        self.tokens.append(token)
        self.waiting.clear()
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token behind the waiting text."""
        if self.waiting:
            self.pushPending()
        token = new_token(ttype, tag, nesting)
        meta: dict[str, Any] | None = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token.level = self.level
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token


class FastInlineParser(InlineParser):
    """An inline parser that tries fewer rules."""

    def __init__(self, original: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = original.ruler, original.ruler2
        self.terminator_re = original.terminator_re
        self._rules = chain(self.ruler, BEGINNINGS).by_character

    def rules_at(self, character: str) -> list[RuleFuncInlineType]:
        """Return the rules that can begin with a character."""
        return self._rules[character]

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read inline markup; the tokens are added to `tokens`."""
        position = read_simple(src, md, tokens)
        if position == len(src):
            return tokens
        state = FastInlineState(src, md, env, tokens)
        state.pos = position
        self.tokenize(state)
        if state.marked:
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read from `state.pos` to `state.posMax`."""
        if state.level >= state.md.options["maxNesting"] or not isinstance(state, FastInlineState):
            super().tokenize(state)
            return
        rules = self._rules
        text, end = state.src, state.posMax
        position = state.pos
        while stop := _stops.search(text, position, end):
            at = stop.start()
            if at > position:
                state.waiting.append(text[position:at])
            state.pos = at
            for rule in rules[text[at]]:
                if rule(state, False):
                    position = state.pos
                    break
            else:
                state.waiting.append(text[at])
                position = at + 1
        if position < end:
            state.waiting.append(text[position:end])
        state.pos = max(position, end)
        if state.waiting:
            state.pushPending()
