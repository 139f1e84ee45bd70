# SPDX-License-Identifier: MIT
"""Lint: markup that was begun but means nothing, and would otherwise be shown as it is or be lost."""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic
from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.block import WIDE_SPACE
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.rules import ruby
from letterpress.parse.markdown.source_map import Place, Source
from letterpress.parse.markdown.text import Shown

_mark = re.compile(r"(?<!\\)\[\^([^\[\]\s]{1,99})\](?!:)")
_wide = re.compile(rf"^(#{{1,6}}|[-+*]|[0-9]{{1,9}}[.)]){WIDE_SPACE}", re.MULTILINE)
_definition = re.compile(r"[\s>*+-]*\[\^([^\]\s]+)\]:")
_reference = re.compile(r"(?<!\\)\[[^\[\]\n]+\]\[([^\[\]\n]+)\]")


def report_mistakes(state: StateCore) -> None:
    """Report marks without a footnote, footnotes without a mark, links without a definition, and the like."""
    text = state.src
    targets: Targets = state.env["targets"]
    if WIDE_SPACE in text and "is_letter" not in state.env:
        targets.diagnostics += _wide_spaces(state.tokens, targets.source)
    if not (("^" in text and "[^" in text) or ("{" in text and "|" in text) or "][" in text):
        return
    for token in state.tokens:
        if token.type == "inline":
            targets.diagnostics += _in_block(token, targets.source)
    notes = state.env.get("footnotes", {}).get("refs", {})
    unused = {label.removeprefix(":") for label, number in notes.items() if number < 0}
    if unused:
        targets.diagnostics += _unused_notes(targets.source, unused)


def _wide_spaces(tokens: list[Token], source: Source) -> Iterator[Diagnostic]:
    """Report lines that would be headings or list items but for a full-width space."""
    for index, token in enumerate(tokens):
        if token.type == "inline" and tokens[index - 1].type == "paragraph_open":
            for found in _wide.finditer(token.content):
                place = source.within(token, found.end(1), found.end(1) + 1)
                yield diagnostics.wide_space(source, place, found[1])


def _in_block(inline: Token, source: Source) -> Iterator[Diagnostic]:
    """Report the mistakes in one block; what has become markup or is code, is none."""
    content = inline.content
    if "[" not in content and "{" not in content:
        return
    shown = "\n".join(token.content for token in inline.children or () if token.type == "text")
    if "[" not in shown and "{" not in shown:
        return
    marks = Shown(shown, _mark)
    for found in _mark.finditer(inline.content):
        if found[0] in marks:
            yield diagnostics.undefined_note(source, _place(source, inline, found), found[1])
    references = Shown(shown, _reference)
    for found in _reference.finditer(inline.content):
        if found[0] in references:
            yield diagnostics.undefined_link(source, _place(source, inline, found), found[1])
    rubies = Shown(shown, ruby.PATTERN)
    for found in ruby.PATTERN.finditer(inline.content):
        if found[0] in rubies and ruby.mismatched(found):
            yield diagnostics.unequal_ruby(source, _place(source, inline, found), found[1])


def _place(source: Source, inline: Token, found: re.Match[str]) -> Place:
    """Return the place of what was found in a block's text."""
    return source.within(inline, found.start(), found.end())


def _unused_notes(source: Source, labels: set[str]) -> Iterator[Diagnostic]:
    """Report footnotes that no mark names."""
    for line, text in enumerate(source.lines):
        found = _definition.match(text)
        if found and found[1] in labels:
            labels.remove(found[1])
            place = Place(line, found.start(1) - 2, len(found[1]) + 3)
            yield diagnostics.unused_note(source, place, found[1])
