# SPDX-License-Identifier: MIT
"""The fast path reads the forms that nearly all front matter consists of, without the library in a third of its time.

One `name: value` to a line, the value a text or a list of texts. Whatever is not plainly of these forms, be it right
or wrong, is left to the library; a test holds both to the same nodes.
"""

import re

from letterpress.diagnostics import Span
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence, Source

_QUOTED = r"""(?:"([^"\\]*)"|'([^']*)')[ ]*"""
_FIRST = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""
# A colon before a space ends a text, and so do a `#` after one and, in a list on one line, commas and brackets.
_TEXT = rf"{_QUOTED} | ({_FIRST}[^:#]*+(?::[^\s:#][^:#]*+)*+)"
_LISTED_TEXT = rf"{_QUOTED} | ({_FIRST}[^:#,?\[\]{{}}]*+)"

_ENTRY = re.compile(rf"([A-Za-z_][\w-]{{0,63}}): (?:[ ]++ (?:{_TEXT} | \[([^\[\]]*)\][ ]*)? )?", re.X | re.A)
_ITEM = re.compile(rf"([ ]*)-[ ]++ (?:{_TEXT})", re.X | re.A)
_LISTED = re.compile(rf"([ ]*) (?:{_LISTED_TEXT}) (?:,|\Z)", re.X | re.A)
_LEAD, _PLAIN, _LIST = 1, 4, 5
"""Groups: what stands before the value, a value without quotes, the inside of a list on one line."""


def read_flat(source: Source) -> Mapping | None:
    """Read the mapping of a text that is plainly of the simple forms; return None for any other text."""
    *lines, rest = source.text.split("\n")
    # What is not printable may end a line for YAML, or be forbidden; only the full-width space is neither.
    if rest or not lines or not "".join(lines).replace("\u3000", "").isprintable():
        return None
    path, first = source.path, source.first_line
    entries: dict[str, tuple[Scalar, Node]] = {}
    index = 0
    while index < len(lines):
        match = _ENTRY.fullmatch(lines[index])
        if match is None or match[_LEAD] in entries:
            return None
        name, line = match[_LEAD], first + index
        index += 1
        node: Node | None
        if match.lastindex == _LEAD:
            node = _below(lines, index, Span(path, line, len(name) + 2, 1))
            index += len(node.items) if isinstance(node, Sequence) else 0
        elif match.lastindex == _LIST:
            node = _listed(match, path, line)
        else:
            node = _scalar(match, path, line)
        if node is None:
            return None
        entries[name] = Scalar(name, False, Span(path, line, 1, len(name))), node
    return Mapping(tuple(entries.values()), Span(path, first, 1, len(lines[0].rstrip())), source)


def _scalar(match: re.Match[str], path: str, line: int) -> Scalar:
    """Return the text that a pattern found last."""
    group = match.lastindex or 0
    text, column = match[group], match.start(group)
    if group == _PLAIN:
        text = text.rstrip(" ")
        return Scalar(text, False, Span(path, line, column + 1, len(text)))
    return Scalar(text, True, Span(path, line, column, len(text) + 2))


def _listed(entry: re.Match[str], path: str, line: int) -> Sequence | None:
    """Read the list that stands in an entry's own line."""
    start, stop = entry.span(_LIST)
    span = Span(path, line, start, stop - start + 2)
    items = []
    while start < stop:
        match = _LISTED.match(entry.string, start, stop)
        if match is None:
            return None
        items.append(_scalar(match, path, line))
        start = match.end()
    return Sequence(tuple(items), span)


def _below(lines: list[str], index: int, nothing: Span) -> Sequence | Scalar | None:
    """Read the list whose items stand one to a line from `index` on; return an absent value where there is none."""
    found = []
    for line in lines[index:]:
        match = _ITEM.fullmatch(line)
        if match is None:
            break
        found.append(match)
    if not found:
        return Scalar("", False, nothing)
    if len({match[_LEAD] for match in found}) > 1:
        return None
    path, first = nothing.path, nothing.line + 1
    column = len(found[0][_LEAD])
    span = Span(path, first, column + 1, len(lines[index].rstrip()) - column)
    return Sequence(tuple([_scalar(match, path, first + at) for at, match in enumerate(found)]), span)
