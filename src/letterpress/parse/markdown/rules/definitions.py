# SPDX-License-Identifier: MIT
"""Link definitions and footnotes of which nothing is lost in silence.

A line such as `[追記]: 集合は九時半に変わりました` is a definition to CommonMark, and would vanish from the page. In
Japanese text a target that is no path and no URL makes no definition, so that the line stays readable. Elsewhere a
definition that nothing uses is reported, and so is a label that is defined twice.
"""

import re
from collections.abc import Iterator

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as library_reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic, Span
from letterpress.parse.language.japanese import has_japanese
from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place, Source

_opening = re.compile(r"\[(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*+\n?[ \t]*+(\S++)", re.DOTALL)
_target = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:|[/#<.?]|[^。、！？]*/[^。、！？]*\Z|.*\.[A-Za-z0-9]{2,5}(?:[?#].*)?\Z"
)
"""A URL or a path."""


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a link definition, unless its target is a word of a Japanese sentence."""
    first = state.bMarks[start] + state.tShift[start]
    if state.src[first] != "[":
        return False
    found = _opening.match(state.src, first)
    if found and has_japanese(found[1]) and not _target.match(found[1]):
        return False
    return library_reference(state, start, end, silent)


def report_definitions(state: StateCore) -> None:
    """Report definitions of links that nothing uses, or whose label is defined twice."""
    definitions = state.env["references"]
    if not definitions:
        return
    targets: Targets = state.env["targets"]
    source = targets.source
    used = set(_used_labels(state.tokens))
    for label, found in definitions.items():
        if label not in used and not _is_comment(found["href"]):
            place = _place(source, found["map"][0])
            targets.diagnostics.append(loss_diagnostics.unused_definition(source, place))
    for found in state.env.get("duplicate_refs", ()):
        kept = definitions[normalizeReference(found["label"])]
        if found["label"] not in used or (kept["href"], kept["title"]) != (found["href"], found["title"]):
            span = Span(source.path, source.line_number(kept["map"][0]), 1, 1)
            place = _place(source, found["map"][0])
            targets.diagnostics.append(loss_diagnostics.second_definition(source, place, span))


def _used_labels(tokens: list[Token]) -> Iterator[str]:
    """Return the labels of all links and images, those in the texts of images included."""
    for token in tokens:
        if "label" in token.meta:
            yield token.meta["label"]
        if token.children:
            yield from _used_labels(token.children)


def _is_comment(href: str) -> bool:
    """Return whether a definition is the known way to write a comment: `[//]: # (text)`."""
    return href in ("", "#")


def _place(source: Source, line: int) -> Place:
    """Return the whole of a line without its indentation."""
    text = source.lines[line]
    column = len(text) - len(text.lstrip(" \t>"))
    return Place(line, column, max(1, len(text.rstrip()) - column))


def drop_second_notes(state: StateCore) -> None:
    """Keep the first of several footnotes with one label, and report the others."""
    if len(state.env.get("footnotes", {}).get("refs", ())) == 0:
        return
    first: dict[str, int] = {}
    kept: list[Token] = []
    dropping = 0
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label, line = token.meta["label"], token.map[0] if token.map else 0
            if dropping or label in first:
                if not dropping:
                    state.env["targets"].diagnostics.append(_second_note(state, line, first[label], label))
                dropping += 1
            else:
                first[label] = line
        if not dropping:
            kept.append(token)
        elif token.type == "footnote_reference_close":
            dropping -= 1
    state.tokens = kept


def _second_note(state: StateCore, line: int, first: int, label: str) -> Diagnostic:
    """Make the diagnostic of a footnote whose label is taken."""
    source: Source = state.env["targets"].source
    kept = _place(source, first)
    span = Span(source.path, source.line_number(first), kept.column + 1, kept.length)
    return loss_diagnostics.second_note(source, _place(source, line), label, span)
