# SPDX-License-Identifier: MIT
"""Callouts, as GitHub writes them: a block quote that begins with `[!NOTE]`.

A title may follow on the same line; `[!NOTE]-` folds the callout, `[!NOTE]+` shows it unfolded.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_marker = re.compile(
    r"\[!(note|tip|important|warning|caution)\]([+-]?)"
    r"(?:[ \t]++([^ \t\n]++(?:[ \t]++[^ \t\n]++)*+)?+)?+[ \t]*+(?:\n|$)",
    re.IGNORECASE,
)


def callouts(state: StateCore) -> None:
    """Turn such block quotes into callouts; runs before inline markup is read."""
    if "!" not in state.src or "[!" not in state.src:
        return
    tokens: list[Token] = []
    closing: list[Token | None] = []
    skip = 0
    for index, token in enumerate(state.tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "blockquote_open":
            found = _match(state.tokens, index)
            closing.append(_close(found) if found else None)
            if found:
                skip = _open(state, tokens, index, found)
                continue
        elif token.type == "blockquote_close" and (close := closing.pop()):
            close.level = token.level
            token = close  # noqa: PLW2901 - the callout's end takes the quote's place
        tokens.append(token)
    state.tokens = tokens


def _match(tokens: list[Token], index: int) -> re.Match[str] | None:
    """Match the marker of a block quote that is a callout."""
    following = tokens[index + 1 : index + 3]
    if len(following) == 2 and following[0].type == "paragraph_open":
        return _marker.match(following[1].content)
    return None


def _open(state: StateCore, out: list[Token], index: int, found: re.Match[str]) -> int:
    """Add a callout's beginning; return how many tokens behind the quote's beginning it has used up."""
    quote, paragraph, inline = state.tokens[index : index + 3]
    kind = found[1].lower()
    block = Token(
        "callout_open", "details" if found[2] else "div", 1, map=quote.map, level=quote.level, block=True
    )
    block.attrs = {"class": f"callout callout-{kind}"}
    if not found[2]:
        block.attrs["role"] = "note"
    elif found[2] == "+":
        block.attrs["open"] = ""
    out += [block, *_title(state, found, inline, kind)]
    rest = inline.content[found.end() :]
    if not rest:
        return 3
    if inline.map:
        inline.map = [inline.map[0] + found[0].count("\n"), inline.map[1]]
    inline.content = rest
    out += [paragraph, inline]
    return 2


def _title(state: StateCore, found: re.Match[str], inline: Token, kind: str) -> list[Token]:
    """Make the title's tokens."""
    tag = "summary" if found[2] else "p"
    given = found[3]
    text = Token("inline", "", 0, map=inline.map, level=inline.level, block=True, children=[])
    text.content = given or state.env["words"].callout(kind)
    text.meta = {} if given else {"ours": True}
    return [
        Token("callout_title_open", tag, 1, {"class": "callout-title"}, level=inline.level - 1, block=True),
        text,
        Token("callout_title_close", tag, -1, level=inline.level - 1, block=True),
    ]


def _close(found: re.Match[str]) -> Token:
    """Make the token that ends a callout."""
    return Token("callout_close", "details" if found[2] else "div", -1, block=True)
