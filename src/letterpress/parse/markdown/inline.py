# SPDX-License-Identifier: MIT
"""The inline parser, in which emphasis works next to Japanese punctuation."""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from letterpress.parse.language.japanese import WHITE, flanking, traits, traits_before


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

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Return whether the run of marks at `start` can open and close emphasis, and how long it is."""
        text, end = self.src, self.posMax
        mark = text[start]
        position = start
        while position < end and text[position] == mark:
            position += 1
        after = traits(text[position]) if position < end else WHITE
        opens, closes = flanking(traits_before(text, start), after, splits_words=canSplitWord)
        return Scanned(opens, closes, position - start)


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
