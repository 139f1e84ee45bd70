# SPDX-License-Identifier: MIT
"""Line ends that Markdown takes away from a text written like a mail: kept where that is certain, else told."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic
from letterpress.parse.language.drawings import Mark, alignment, drawn_title, follows, is_ruler, item_mark
from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.block import WIDE_SPACE
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.text import BREAKS
from letterpress.parse.markdown.token_factory import block_token, text_of_block

SHORT_WIDE, SHORT_ASCII = 26, 40
"""A line of at most so many characters, of Japanese or in ASCII, was ended on purpose ..."""
MANY_SHORT = 6
"""... where there are so many of them ..."""
SHORT_SHARE = 0.75
"""... and they are this share of all lines that run together."""
FEW_SHORT = 3
"""With rulers or titles drawn between them so many are enough."""
DRAWN_SIGNS = 2

_INDENT = "\n" + WIDE_SPACE
_ENDS = ("。", "！", "？", "!", "?", "」", "』", "）", ")", "…", "♪")


@cache
def _drawn() -> re.Pattern[str]:
    """Return the pattern of lines that may begin with the mark of an item, or may be rulers."""
    few = "一二三四五六七八九十"
    return re.compile(
        r"\n[ \t\u3000>]*(?:[^\x00-\x7f\u3041-\u30fb\u30fd-\u30ff\u4e00-\u9fff\uff10-\uff19「（]"
        rf"|[・ー〜]|[-+*=~#_]{{3}}|[A-Za-zア-ン{few}][.．)）、]|[(（][0-9０-９A-Za-zア-ン{few}]{{1,3}}[)）]"
        rf"|[0-9０-９]{{1,4}}[.．)）、\u3000]|第[0-9０-９ \u3000{few}])"
    )


def split_at_wide_indents(state: StateCore) -> None:
    """Begin a paragraph at each line that is indented by a full-width space behind a sentence's end."""
    if _INDENT not in state.src:
        return
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        tokens.append(token)
        if (
            token.type == "inline"
            and _INDENT in token.content
            and state.tokens[index - 1].type == "paragraph_open"
            and not state.tokens[index - 1].hidden
        ):
            tokens[-1:] = _split(token)
    state.tokens = tokens


def _split(inline: Token) -> Iterator[Token]:
    """Make several paragraphs of one, without what begins the first and ends the last."""
    lines = inline.content.split("\n")
    first = inline.map[0] if inline.map else 0
    starts = [0] + [
        row
        for row in range(1, len(lines))
        if lines[row].startswith(WIDE_SPACE) and lines[row - 1].rstrip().endswith(_ENDS)
    ]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        place = [first + start, first + end]
        if number:
            yield block_token("paragraph_close", "p", -1, inline.level - 1)
            yield block_token("paragraph_open", "p", 1, inline.level - 1, place)
        piece = text_of_block("\n".join(lines[start:end]), inline.level, place)
        piece.meta = inline.meta
        yield piece


def keep_drawn_lines_apart(state: StateCore) -> None:
    """Keep the line ends around drawn rulers, and before an indent that no paragraph begins with."""
    if state.src.isascii():
        return
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content and not token.content.isascii():
            if _INDENT not in token.content and not _drawn().search("\n" + token.content):
                continue
            lines = token.content.split("\n")
            apart = [is_ruler(line) for line in lines]
            indents = [line.startswith(WIDE_SPACE) for line in lines]
            if any(apart) or any(indents):
                for row, line_end in _line_ends(token):
                    before = lines[row].rstrip()
                    if apart[row] or apart[row + 1] or (indents[row + 1] and before.endswith(_ENDS)):
                        line_end.type, line_end.tag, line_end.hidden = "hardbreak", "br", False


def _line_ends(inline: Token) -> list[tuple[int, Token]]:
    """Return the soft line ends of a block, each with its row; none where they cannot be told from its tokens."""
    ends = [child for child in inline.children or () if child.type in BREAKS]
    if len(ends) != inline.content.count("\n"):
        return []
    return [(row, end) for row, end in enumerate(ends) if end.type == "softbreak"]


def report_lost_line_ends(state: StateCore) -> None:
    """Report lists that run together, and once for a file that it is a letter rather than Markdown."""
    targets: Targets = state.env["targets"]
    tokens = state.tokens
    paragraphs = [
        token
        for index, token in enumerate(tokens)
        if token.type == "inline" and "\n" in token.content and tokens[index - 1].type == "paragraph_open"
    ]
    if not paragraphs:
        return
    for token in paragraphs:
        # The first line may be no more than the one that the first item follows.
        if _drawn().search(token.content):
            targets.diagnostics += _drawn_lists(token, targets.source)
    letter = _Letter(paragraphs)
    if letter.is_one:
        targets.diagnostics.append(letter.told(targets.source))


class _Letter:
    """What tells a letter from Markdown, counted no further than it takes to know that a text is none."""

    def __init__(self, paragraphs: list[Token]) -> None:
        self._paragraphs = paragraphs
        self._lost = 0
        self._short = 0
        self._first: Token | None = None
        if sum(_short_lines(token.content) for token in paragraphs) >= FEW_SHORT:
            for token in paragraphs:
                self._count(token)

    def _count(self, inline: Token) -> None:
        """Count the line ends of a paragraph that go away, and those of them that were meant."""
        lines = inline.content.split("\n")
        for row, _ in _line_ends(inline):
            self._first = self._first or inline
            self._lost += 1
            self._short += _is_short(lines[row])

    def _signs(self) -> int:
        """Count the lines that are drawn as letters are."""
        return sum(_is_sign(line) for token in self._paragraphs for line in token.content.split("\n"))

    @property
    def is_one(self) -> bool:
        """Return whether its lines were ended on purpose."""
        if not self._lost or self._short < SHORT_SHARE * self._lost:
            return False
        return self._short >= MANY_SHORT or (self._short >= FEW_SHORT and self._signs() >= DRAWN_SIGNS)

    def told(self, source: Source) -> Diagnostic:
        """Return the warning, at the first line end that goes away."""
        first = self._first or Token("inline", "", 0)
        return diagnostics.letter_as_markdown(source, source.within(first, 0, len(first.content)), self._lost)


def _short_lines(text: str) -> int:
    """Count the short lines of a paragraph, the last apart, which ends in any case."""
    return sum(map(_is_short, text.split("\n")[:-1]))


def _is_short(line: str) -> bool:
    """Return whether a line was ended before there was a need."""
    return len(line) <= SHORT_WIDE or (len(line) <= SHORT_ASCII and line.isascii())


def _is_sign(line: str) -> bool:
    """Return whether a line is drawn as letters are: a ruler, a title, or a fact behind its label."""
    return not line.isascii() and (
        is_ruler(line) or drawn_title(line) is not None or alignment(line) == "fact"
    )


def _drawn_lists(inline: Token, source: Source) -> Iterator[Diagnostic]:
    """Report a paragraph whose lines are items by their marks alone, at the first that runs on in the line before."""
    lines = inline.content.split("\n")
    soft = {row + 1 for row, _ in _line_ends(inline)}
    last: dict[str, tuple[int, Mark]] = {}
    start = 0
    for row, line in enumerate(lines):
        mark = item_mark(line)
        if mark:
            known = last.get(mark.form)
            if known and row in soft and follows(known[1]._replace(indent=mark.indent), mark):
                at, told = known if known[0] in soft else (row, mark)
                begin = start if at == row else sum(len(each) + 1 for each in lines[:at])
                begin += len(lines[at]) - len(lines[at].lstrip(" \t\u3000"))
                yield diagnostics.drawn_list(
                    source, source.within(inline, begin, begin + len(told.text)), told
                )
                return
            last[mark.form] = (row, mark)
        start += len(line) + 1
