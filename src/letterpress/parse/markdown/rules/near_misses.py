# SPDX-License-Identifier: MIT
"""Lines that look like a heading, a list, a quote or a link to their writer, and are text to Markdown."""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic
from letterpress.parse.language.drawings import is_ruler
from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place, Source

_MARKS = ("#", "＃", "＞", "＊", "－", "＋", "\u3000")
_beginning = re.compile(f"\n[{''.join(_MARKS)}]")
_no_space = re.compile(r"^(#{2,6})[^\s#!]", re.MULTILINE)
_single = re.compile(r"#[^\s#!0-9][^#\n]*")
_full_width = re.compile(r"^(?:[＃＞]|[＊－＋](?=[ \u3000]))|＊＊(?=[^＊\n]+＊＊)", re.MULTILINE)
_indented = re.compile(r"^(\u3000+)(?:[-*+]|[0-9]{1,9}[.)])[ \u3000]", re.MULTILINE)
_target = re.compile(r"!?\[[^\[\]\n]*\]\(([^()\n<>]*(?:\([^()\n]*\)[^()\n<>]*)*)\)")
_file = re.compile(
    r"\S.*\s.*\.[A-Za-z0-9]{2,5}(?:#\S*)?(?:\s+[\"'].*[\"'])?\s*\Z"
    r"|(?:https?:|\.{0,2}/)\S*\s+[^\s\"'].*\Z"
)
_LIST_ENDS = ("bullet_list_close", "ordered_list_close")
_sign = re.compile(r">(?:[0-9]|[_.ωoдД]{1,3}[<＜])")
_spaced_target = re.compile(r"\](?=\()\([^()\s\"']*+\s++[^\s\"']")
_titled = re.compile(r"(?<!\s)\s++[\"'][^\"']*+[\"']\s*+\Z")
LONGEST_TARGET = 300
"""Longer ones are no addresses."""


def report_near_misses(state: StateCore) -> None:
    """Report such lines, each at the mark that keeps it from being what it looks like."""
    tokens = state.tokens
    targets: Targets = state.env["targets"]
    source = targets.source
    for index, token in enumerate(tokens):
        match token.type:
            case "inline":
                if tokens[index - 1].type == "paragraph_open" and _may_begin(token.content):
                    is_last = index == len(tokens) - 2
                    targets.diagnostics += _beginnings(source, token, is_last=is_last)
                if "](" in token.content and _spaced_target.search(token.content):
                    targets.diagnostics += _targets(source, token)
            case "blockquote_open":
                targets.diagnostics += _signs(source, token)
            case "bullet_list_open" | "ordered_list_open":
                if index and tokens[index - 1].type in _LIST_ENDS:
                    targets.diagnostics += _lists(source, token)


def _may_begin(content: str) -> bool:
    """Return whether a line of a block may begin with a mark that is none."""
    return (
        content.startswith(_MARKS)
        or ("＊" in content and "＊＊" in content)
        or ("\n" in content and _beginning.search(content) is not None)
    )


def _beginnings(source: Source, inline: Token, *, is_last: bool) -> Iterator[Diagnostic]:
    """Report the marks at the beginnings of lines that are none."""
    content = inline.content
    for found in _no_space.finditer(content):
        yield loss_diagnostics.no_space(source, source.within(inline, found.start(1), found.end(1)), found[1])
    if content.startswith("#") and not is_last and _single.fullmatch(content) and " #" not in content:
        yield loss_diagnostics.no_space(source, source.within(inline, 0, 1), "#")
    for found in _full_width.finditer(content):
        end = content.find("\n", found.end())
        if is_ruler(content[found.start() : end if end >= 0 else None]):
            continue
        yield loss_diagnostics.full_width_mark(source, source.within(inline, *found.span()), found[0])
    for found in _indented.finditer(content):
        yield loss_diagnostics.wide_indent(source, source.within(inline, found.start(1), found.end(1)))


def _targets(source: Source, inline: Token) -> Iterator[Diagnostic]:
    """Report links and images that a space in their address keeps from being any."""
    shown = "\n".join([token.content for token in inline.children or () if token.type == "text"])
    if "](" not in shown:
        return
    for found in _target.finditer(inline.content):
        if found[0] in shown and len(found[1]) < LONGEST_TARGET and _file.match(found[1]):
            yield loss_diagnostics.spaced_target(
                source, source.within(inline, *found.span(1)), _titled.sub("", found[1])
            )


def _lists(source: Source, token: Token) -> Iterator[Diagnostic]:
    """Report a list right below another that is indented below its item, but not far enough to belong to it."""
    if token.map and token.map[0]:
        line = source.lines[token.map[0]]
        column = len(line) - len(line.lstrip(" "))
        if column and source.lines[token.map[0] - 1].strip():
            yield loss_diagnostics.not_nested(source, Place(token.map[0], 0, column))


def _signs(source: Source, token: Token) -> Iterator[Diagnostic]:
    """Report a single line that begins with a sign such as in `>5` or `>_<`, which makes a quote of it."""
    if token.map and token.map[1] - token.map[0] == 1:
        line = token.map[0]
        if _sign.match(source.lines[line]):
            yield loss_diagnostics.quoting_sign(source, Place(line, 0, 1))
