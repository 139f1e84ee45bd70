# SPDX-License-Identifier: MIT
"""Numeric references, such as `&#8;`, to characters that no page may hold: CommonMark puts U+FFFD in their place."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from markdown_it.common.utils import isValidEntityCode
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.diagnostics import Diagnostic
from letterpress.encoding import FORBIDDEN
from letterpress.parse.markdown import loss_diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place, Source

_reference = re.compile(
    r"(?<!\\)(?:\\\\)*+(?P<whole>&#(?:(?P<decimal>[0-9]{1,7})|[xX](?P<hex>[0-9A-Fa-f]{1,6}));)"
)
_raw_reference = re.compile(r"(?P<whole>&#(?:(?P<decimal>[0-9]++)|[xX](?P<hex>[0-9A-Fa-f]++));?)")
"""In HTML, where a reference may be of any length and without a semicolon."""
_unread = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|xmp|iframe|noembed|noframes|textarea|title)\b.*?(?:</(?P=raw)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""In HTML, what holds no references, or none that are shown."""
_code = re.compile(r"(?<!`)(?P<marks>`++)(?!`).*?(?<!`)(?P=marks)(?!`)", re.DOTALL)
_LAST = 0x10FFFF


def report_numeric_references(state: StateCore) -> None:
    """Report the numeric references to control characters, halves of characters, noncharacters and the like."""
    if "&#" not in state.src or "is_letter" in state.env:
        return
    targets: Targets = state.env["targets"]
    source = targets.source
    for token in state.tokens:
        if "&#" in token.content:
            if token.type == "inline":
                targets.diagnostics += _in_text(token, source)
            elif token.type == "html_block":
                targets.diagnostics += _in_html(token, source)
    for definition in state.env["references"].values():
        first, last = definition["map"]
        content = "\n".join(source.lines[first:last])
        if "&#" in content:
            targets.diagnostics += _in_text(
                Token("inline", "", 0, map=[first, last], content=content), source
            )


def _in_text(inline: Token, source: Source) -> Iterator[Diagnostic]:
    """Report the references in one block; those in code, which readers see as they are typed, are none."""
    found = [each for each in _reference.finditer(inline.content) if _is_forbidden(each)]
    if not found:
        return
    code = Counter[str]()
    for child in inline.children or ():
        if child.type == "code_inline":
            code.update(each["whole"] for each in _raw_reference.finditer(child.content))
    if code:
        spans = [each.span() for each in _code.finditer(inline.content)]
        found = [each for each in found if not (code[each["whole"]] and _is_within(each, spans))]
    for each in found:
        yield _told(source, source.within(inline, *each.span("whole")), each, in_html=False)


def _in_html(token: Token, source: Source) -> Iterator[Diagnostic]:
    """Report the references in a block of raw HTML."""
    first, last = token.map or [0, 0]
    original = Token("inline", "", 0, map=token.map, content="\n".join(source.lines[first:last]))
    spans = [each.span() for each in _unread.finditer(original.content)]
    for found in _raw_reference.finditer(original.content):
        if _is_forbidden(found) and not _is_within(found, spans):
            yield _told(source, source.within(original, *found.span()), found, in_html=True)


def _is_within(found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    """Return whether something was found in one of some stretches, which are in their order."""
    at = bisect_right(spans, found.start(), key=itemgetter(0)) - 1
    return at >= 0 and found.start() < spans[at][1]


def _code_point(found: re.Match[str]) -> int:
    """Return the number that a reference names; beyond Unicode where it is longer than any."""
    digits, base = (found["decimal"], 10) if found["decimal"] else (found["hex"], 16)
    return min(int(digits.lstrip("0")[:9] or "0", base), _LAST + 1)


def _is_forbidden(found: re.Match[str]) -> bool:
    """Return whether a source may not hold what a reference names."""
    code = _code_point(found)
    return not isValidEntityCode(code) or FORBIDDEN.match(chr(code)) is not None


def _told(source: Source, place: Place, found: re.Match[str], *, in_html: bool) -> Diagnostic:
    """Make the diagnostic of a reference."""
    code = _code_point(found)
    is_lost = not isValidEntityCode(code) and (
        not in_html or code == 0 or code > _LAST or 0xD800 <= code < 0xE000
    )
    return loss_diagnostics.forbidden_reference(source, place, found["whole"], code, is_lost=is_lost)
