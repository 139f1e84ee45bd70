# SPDX-License-Identifier: MIT
"""Footnotes: ids that headings never have, and links that say what they are for.

The plugin of mdit-py-plugins reads them; this module writes them.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from letterpress.parse.markdown.rules.link_brackets import bracket


def footnotes(md: MarkdownIt) -> None:
    """Add footnotes to a parser."""
    md.use(footnote_plugin)
    md.inline.ruler.at("footnote_inline", _inline_note)
    md.core.ruler.before("footnote_tail", "notes_in_notes", _lift_notes)
    md.add_render_rule("footnote_ref", _mark)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_block_close", _block_close)
    md.add_render_rule("footnote_open", _open)
    md.add_render_rule("footnote_anchor", _back)


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Read `^[a note in its place]`, like the plugin's rule, but with the end of the note known beforehand."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    found = bracket(state, start)
    if found is None:
        return False
    if not silent:
        notes = state.env.setdefault("footnotes", {})
        notes.setdefault("refs", {})
        listed = notes.setdefault("list", {})
        content, tokens = state.src[start + 2 : found.close], list[Token]()
        name = len(listed)
        listed[name] = {"content": content, "tokens": tokens}
        state.md.inline.parse(content, state.md, state.env, tokens)
        state.push("footnote_ref", "", 0).meta = {"id": name}
    state.pos = found.end
    return True


def _lift_notes(state: StateCore) -> None:
    """Take notes out of notes, since the plugin's last step loses count of what is nested."""
    if "footnotes" not in state.env:
        return
    lifted: list[Token] = []
    parts: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            parts.append([])
        parts[-1].append(token)
        if token.type == "footnote_reference_close":
            lifted += parts.pop()
    state.tokens = parts[0] + lifted


def number(token: Token) -> int:
    """Return the number of a footnote, from 1."""
    return int(token.meta["id"]) + 1


def mark(token: Token) -> str:
    """Return the name of one mark of a footnote: its number, with a second number from the second mark on."""
    count = token.meta.get("subId", 0)
    return f"{number(token)}-{count + 1}" if count > 0 else str(number(token))


def _mark(_self: Any, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
    """Render the mark in the text."""
    token = tokens[idx]
    return (
        f'<sup class="footnote-ref"><a href="{token.meta["href"]}" id="fnref-{mark(token)}" '
        f'role="doc-noteref">{number(token)}</a></sup>'
    )


def _block_open(_self: Any, _tokens: Sequence[Token], _idx: int, _options: Any, env: Any) -> str:
    """Render the beginning of the notes."""
    label = env["words"].footnotes
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def _block_close(_self: Any, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
    """Render the end of the notes."""
    return "</ol>\n</section>\n"


def _open(_self: Any, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
    """Render the beginning of one note."""
    return f'<li id="fn-{number(tokens[idx])}">'


def _back(_self: Any, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
    """Render the way back from a note to its mark."""
    if "href" not in tokens[idx].meta:
        return ""
    label = env["words"].footnote_back
    return (
        f' <a href="{tokens[idx].meta["href"]}" class="footnote-backref" role="doc-backlink" '
        f'aria-label="{label}">\u21a9\ufe0e</a>'
    )
