# SPDX-License-Identifier: MIT
"""The inline parser, in which emphasis works next to Japanese punctuation."""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.backticks import backtick as library_backtick
from markdown_it.rules_inline.escape import escape as library_escape
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.language.japanese import WHITE, flanking, traits, traits_before
from letterpress.parse.markdown.rules.literal_marks import literal_marks

LONGEST_STRIKE = 2
"""Tildes that strike something out; more of them are text, as on GitHub."""


class Destination(NamedTuple):
    """The destination of a link or an image."""

    href: str
    title: str
    end: int
    """Offset behind the whole link."""
    start: int = -1
    """Offset of the target as written; -1 where it stands in a definition elsewhere."""
    stop: int = -1
    """Offset behind the target as written."""
    label: str = ""
    """Of the definition."""


class Bracket(NamedTuple):
    """A pair of brackets that means something."""

    close: int
    """Offset of the closing bracket."""
    destination: Destination | None
    """Where it leads; None for an inline footnote."""

    @property
    def end(self) -> int:
        """Return the offset behind the whole."""
        return self.destination.end if self.destination else self.close + 1


class InlineState(StateInline):
    """The state of one block's inline text, with the flanking rules of the CJK-friendly amendments."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803
        super().__init__(src, md, env, outTokens)
        self.brackets: dict[int, Bracket] | None = None
        """The pairs of brackets that mean something, once a bracket has been met."""
        self._literal: frozenset[int] | None = None

    @property
    def literal(self) -> frozenset[int]:
        """Return the offsets of the marks that are text."""
        if self._literal is None:
            targets = self.env.get("targets")
            japanese = targets is not None and targets.source.has_japanese
            self._literal = literal_marks(self.src, japanese=japanese)
        return self._literal

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Return whether the run of marks at `start` can open and close emphasis, and how long it is."""
        text, end = self.src, self.posMax
        mark = text[start]
        position = start
        while position < end and text[position] == mark:
            position += 1
        length = position - start
        if start in self.literal or (mark == "~" and length > LONGEST_STRIKE):
            return Scanned(False, False, length)
        after = traits(text[position]) if position < end else WHITE
        opens, closes = flanking(traits_before(text, start), after, splits_words=canSplitWord)
        return Scanned(opens, closes, length)


class InlineParser(ParserInline):
    """An inline parser that works with `InlineState`."""

    def rules_at(self, character: str) -> list[RuleFuncInlineType]:
        """Return the rules that may begin with a character; here all of them."""
        return self.ruler.getRules("")

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read inline markup; the tokens are added to `tokens`."""
        state = InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def backtick(state: StateInline, silent: bool) -> bool:
    """Read code, unless the backtick belongs to a face."""
    return _literal_mark(state, "`", silent) or library_backtick(state, silent)


def escape(state: StateInline, silent: bool) -> bool:
    """Read an escaped character, unless the backslash is the arm of a face."""
    return _literal_mark(state, "\\", silent) or library_escape(state, silent)


def _literal_mark(state: StateInline, mark: str, silent: bool) -> bool:
    """Read a mark that is text."""
    if state.src[state.pos] != mark or not isinstance(state, InlineState) or state.pos not in state.literal:
        return False
    if not silent:
        state.append_pending(mark)
    state.pos += 1
    return True
