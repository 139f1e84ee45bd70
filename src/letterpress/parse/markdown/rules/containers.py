# SPDX-License-Identifier: MIT
"""Containers of Zenn, Qiita and Docusaurus become callouts: `:::message`, `:::note warn`, `:::details Title`.

A container ends with a line of colons. One that has no end, or another name, is text, and is pointed out.
"""

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_KINDS = {
    "message": "note", "note": "note", "info": "note", "tip": "tip", "important": "important",
    "warning": "warning", "warn": "warning", "caution": "caution", "danger": "caution", "alert": "caution",
    "details": "note",
}  # fmt: skip
_SHADES = {"message alert": "warning", "note info": "note", "note warn": "warning", "note alert": "caution"}
"""What the second word of Zenn's and Qiita's containers makes of them."""
_opening = re.compile(rf":{{3,}}[ \t]*({'|'.join(_KINDS)})(?![\w-])[ \t]*+(.*)\Z")
_closing = re.compile(r":{3,}\Z")
_code = re.compile(r"`{3,}|~{3,}")
_DEEPEST = 3
"""How far a line may be indented; further, it is code."""
_label = re.compile(r"\[(.*)\]\Z")


class _Opening(NamedTuple):
    kind: str
    title: str
    is_folded: bool


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a container, from its line of colons and a name to its line of colons alone."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", first) or state.sCount[start] - state.blkIndent > _DEEPEST:
        return False
    close = _pairs(state, start, end).get(start)
    found = _opened(_line(state, start)) if close else None
    if found is None or close is None:
        return False
    if not silent:
        _push(state, start, close, found)
        state.line = close + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _opened(line: str) -> _Opening | None:
    """Return what a line opens, if it is the first of a container."""
    found = _opening.match(line)
    if not found:
        return None
    name, rest = found.groups()
    shade = _SHADES.get(f"{name} {rest}")
    label = _label.match(rest)
    title = "" if shade else label[1] if label else rest
    return _Opening(shade or _KINDS[name], title, name == "details")


def _pairs(state: StateBlock, start: int, end: int) -> dict[int, int]:
    """Return the lines that open a container, each with the one that closes it, found in one walk for a block."""
    known: dict[tuple[int, int, int], dict[int, int]] = state.env.setdefault("containers", {})
    block = end, state.blkIndent, state.level
    if block not in known:
        known[block] = _walk(state, start, end)
    return known[block]


def _walk(state: StateBlock, start: int, end: int) -> dict[int, int]:
    found: dict[int, int] = {}
    opened: list[int] = []
    fence = ""
    for line in range(start, end):
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            opened, fence = [], ""
        elif fence:
            if text.startswith(fence) and not text.strip(fence[0]):
                fence = ""
        elif code := _code.match(text):
            fence = code[0]
        elif text.startswith(":::"):
            if _closing.match(text):
                if opened:
                    found[opened.pop()] = line
            elif _opening.match(text):
                opened.append(line)
    return found


def _push(state: StateBlock, start: int, close: int, found: _Opening) -> None:
    """Add a container as a callout, with what is in it."""
    tag = "details" if found.is_folded else "div"
    opening = state.push("callout_open", tag, 1)
    opening.map = [start, close + 1]
    opening.attrs = {"class": f"callout callout-{found.kind}"}
    if not found.is_folded:
        opening.attrs["role"] = "note"
    _push_title(state, start, found)
    parent, state.parentType = state.parentType, "container"
    last, state.lineMax = state.lineMax, close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, last
    state.push("callout_close", tag, -1)


def _push_title(state: StateBlock, line: int, found: _Opening) -> None:
    tag = "summary" if found.is_folded else "p"
    state.push("callout_title_open", tag, 1).attrs = {"class": "callout-title"}
    text: Token = state.push("inline", "", 0)
    text.content = found.title or state.env["words"].callout(found.kind)
    text.map, text.children = [line, line + 1], []
    text.meta = {} if found.title else {"ours": True}
    state.push("callout_title_close", tag, -1)
