# SPDX-License-Identifier: MIT
"""The brackets of a block that form links, images and inline footnotes, all found in one pass.

The pass is the one that the appendix of the CommonMark specification describes: openers go on a stack, and a closing
bracket decides about the last of them. It takes time in proportion to the text, whatever the text is.
"""

import re
from typing import cast

from markdown_it.rules_inline import StateInline

from letterpress.parse.markdown.inline import Bracket, Destination, InlineParser, InlineState
from letterpress.parse.markdown.rules.link_destinations import inline_destination, reference_destination

DEEPEST = 30
"""How many images may stand inside each other's alternative text."""

_stops = re.compile(r"[\[\]\\`<{]|!(?=\[)|\^(?=\[)")
_OPENING = {"[": 1, "!": 2, "^": 2}
"""What opens a bracket, and how long it is."""


class _Opener:
    """A bracket that waits for its end."""

    __slots__ = ("depth", "kind", "start")

    def __init__(self, start: int, kind: str) -> None:
        self.start = start
        self.kind = kind
        self.depth = 0


def bracket(state: StateInline, start: int) -> Bracket | None:
    """Return the pair that opens at `start`, if it means something and ends within the text that is being read."""
    if not isinstance(state, InlineState):
        return _brackets(state).get(start)
    if state.brackets is None:
        state.brackets = _brackets(state)
    found = state.brackets.get(start)
    return found if found and found.end <= state.posMax else None


def _brackets(state: StateInline) -> dict[int, Bracket]:
    """Find the pairs of a block, by the offset of what opens them."""
    keep = state.pos, state.posMax
    state.posMax = len(state.src)
    found = _Pass(state).run() if "]" in state.src else {}
    state.pos, state.posMax = keep
    return found


class _Pass:
    """One walk over a block's text."""

    def __init__(self, state: StateInline) -> None:
        self.state = state
        self.parser = cast(InlineParser, state.md.inline)
        self.found: dict[int, Bracket] = {}
        self.openers: list[_Opener] = []
        self.closed_below = 0
        """Openers of links below this height contain a link already, and links do not nest."""

    def run(self) -> dict[int, Bracket]:
        """The pairs, by the offset of what opens them."""
        text = self.state.src
        position = 0
        while stop := _stops.search(text, position):
            position = stop.start()
            character = text[position]
            if character in _OPENING:
                self.openers.append(_Opener(position, character))
                position += _OPENING[character]
            elif character == "]":
                position = self._close(position)
            else:
                position = self._skip(position)
        return self.found

    def _skip(self, position: int) -> int:
        """Return the offset behind code, an escape, a tag or ruby, where brackets mean nothing."""
        state = self.state
        state.pos = position
        for rule in self.parser.rules_at(state.src[position]):
            if rule(state, True):
                return state.pos
        return position + 1

    def _close(self, position: int) -> int:
        """Decide about the last opener; return the offset to go on from."""
        if not self.openers:
            return position + 1
        opener = self.openers.pop()
        height = len(self.openers)
        nested = opener.kind == "[" and height < self.closed_below
        self.closed_below = min(self.closed_below, height)
        pair = None if nested else self._pair(opener, position)
        if pair is None:
            self._hand_up(opener.depth)
            return position + 1
        self.found[opener.start] = pair
        self._hand_up(opener.depth + (opener.kind != "["))
        if opener.kind == "[":
            self.closed_below = height
        return pair.end

    def _pair(self, opener: _Opener, close: int) -> Bracket | None:
        """Return what a pair of brackets means, or None."""
        if opener.depth > DEEPEST:
            return None
        if opener.kind == "^":
            return Bracket(close, None)
        destination = self._destination(opener, close)
        return Bracket(close, destination) if destination else None

    def _destination(self, opener: _Opener, close: int) -> Destination | None:
        """Return the destination of a link or an image; parentheses that are no target leave it a reference."""
        found = None
        if self.state.src.startswith("(", close + 1):
            found = inline_destination(self.state, close + 1)
        return found or reference_destination(self.state, opener.start + _OPENING[opener.kind], close)

    def _hand_up(self, depth: int) -> None:
        """Tell the opener around a pair how deep the pair is."""
        if self.openers:
            self.openers[-1].depth = max(self.openers[-1].depth, depth)
