# SPDX-License-Identifier: MIT
"""Fences: those that nothing closes are reported, drawn rows of tildes are none, and what follows the language counts.

In Japanese text a row of ten tildes or more is a drawn ruler, and so is a shorter one right below a line of prose that
nothing closes, or one with words behind it. A file name behind the language (`js:app.js`, `js title="app.js"`) stands
above the code.
"""

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import fence as library_fence

from letterpress.parse.language.japanese import has_japanese
from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place
from letterpress.parse.markdown.token_factory import block_token, text_of_block

DRAWN = 10
"""So many tildes are drawn."""

_row = re.compile(r"^[ \t>]*~{3,}[ \t]*$", re.MULTILINE)
_braces = re.compile(r"\{\s*\.?([A-Za-z0-9_+#-]++)\s*+([^{}]*)\}\s*(.*)\Z")
_words = re.compile(r"([A-Za-z0-9_+#.-]+)(?::([^\s{}]+))?(\{[^{}]*\})?(?:\s+(.*))?\Z")
_title = re.compile(r"(?:title|filename|file|caption|name)=(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'{}]+))")


class FenceInfo(NamedTuple):
    """What stands behind the marks of a fence."""

    language: str
    title: str


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read fenced code."""
    first = state.bMarks[start] + state.tShift[start]
    if state.src[first] not in "`~" or _is_drawn(state, start, first, silent):
        return False
    if not library_fence(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens[-1]
    if not _is_closed(state, start, token.markup):
        targets: Targets = state.env["targets"]
        column = first - (state.src.rfind("\n", 0, first) + 1)
        length = max(1, len(state.src[first : state.eMarks[start]].rstrip()))
        place = Place(start, column, length)
        targets.diagnostics.append(loss_diagnostics.open_fence(targets.source, place))
    info = fence_info(token.info)
    if info is not None:
        token.info = info.language
    if info is not None and info.title:
        opening = block_token("paragraph_open", "p", 1, state.level, [start, start + 1])
        opening.attrs["class"] = "code-title"
        name = text_of_block(f"`{info.title}`", state.level + 1, [start, start + 1])
        name.meta["ours"] = True
        state.tokens[-1:] = [opening, name, block_token("paragraph_close", "p", -1, state.level), token]
    return True


def fence_info(info: str) -> FenceInfo | None:
    """Take the language and a title out of what stands behind the marks; None where there is nothing but a language."""
    written = info.strip()
    if "`" in written:
        return None
    if found := _braces.match(written):
        return FenceInfo(found[1], _given_title(f"{found[2]} {found[3]}"))
    found = _words.match(written)
    if not found:
        return FenceInfo("", written) if has_japanese(written) else None
    language, name, _, rest = found.groups()
    title = name or _given_title(rest or "")
    return FenceInfo(language, title) if title or found[3] else None


def _given_title(rest: str) -> str:
    """Return the title among the words behind a language; Japanese words are one."""
    if found := _title.search(rest):
        return str(found[1] or found[2] or found[3])
    return rest.strip() if has_japanese(rest) and "=" not in rest else ""


def _is_drawn(state: StateBlock, start: int, first: int, silent: bool) -> bool:
    """Return whether a row of tildes is drawn, and begins no code."""
    if state.src[first] != "~" or not state.env["targets"].source.has_japanese:
        return False
    written = state.src[first : state.eMarks[start]].rstrip()
    behind = written.lstrip("~")
    if behind:
        return "~" in behind or has_japanese(behind)
    if len(written) >= DRAWN:
        return True
    return silent and state.parentType == "paragraph" and _last_row(state) <= first


def _last_row(state: StateBlock) -> int:
    """Return the offset of the last line of tildes in the text."""
    last = state.env.get("last_row_of_tildes")
    if last is None:
        last = max([found.end() - 1 for found in _row.finditer(state.src)], default=-1)
        state.env["last_row_of_tildes"] = last
    at_end: int = last
    return state.src.rfind("\n", 0, at_end) + 1


def _is_closed(state: StateBlock, start: int, markup: str) -> bool:
    """Return whether the line before the one that the parser has come to closes the fence."""
    line = state.line - 1
    if line <= start:
        return False
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    return len(text) >= len(markup) and not text.strip(markup[0])
