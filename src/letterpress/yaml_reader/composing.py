# SPDX-License-Identifier: MIT
"""YAML text to frozen nodes; every fault becomes a located diagnostic.

The subset is the one that people write by hand: no anchors, aliases and merge keys (they allow bombs), no tags (they
allow types), no documents beyond the first.
"""

import yaml

from letterpress.diagnostics import Diagnostic, Message
from letterpress.encoding import FORBIDDEN
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Source
from letterpress.yaml_reader.reading import Reading
from letterpress.yaml_reader.refusals import (
    DEEPEST,
    MOST_CHARACTERS,
    refuse_alias,
    refuse_character,
    refuse_depth,
    refuse_length,
)
from letterpress.yaml_reader.traps import explain, explain_text
from letterpress.yaml_reader.walk import Walk, span_of

_SEPARATORS = ("\u2028", "\u2029")


class _TextLoader(yaml.CSafeLoader):
    """The C loader without type guessing: a node's tag stays empty unless the writer gave one."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    r"""Read YAML whose outermost value is a mapping.

    Args:
        text: The YAML, with `\n` as its line end.
        path: What diagnostics call the file.
        first_line: The number of the text's first line in that file.

    Returns:
        The mapping, and everything wrong with it. None where the text is empty or cannot be read; a mapping
        that comes with errors is good for finding more of them, not for use.
    """
    node, diagnostics = read_value(text, path, first_line)
    if node is None or isinstance(node, Mapping):
        return node, diagnostics
    if isinstance(node, Scalar) and node.is_absent:
        return None, diagnostics
    reading = Reading(Source(path, text, first_line))
    if not (isinstance(node, Scalar) and explain_text(reading, node)):
        message = Message("`名前: 値` の形になっていません", "this is not made of `name: value` lines")
        reading.error("yaml-not-a-mapping", node.span, message)
    return None, diagnostics + reading.diagnostics


def read_value(text: str, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read YAML whose outermost value may be anything, such as a list in a data file.

    Args and returns are those of `read_yaml`.
    """
    reading = Reading(Source(path, text, first_line))
    if not _is_readable(reading):
        return None, reading.diagnostics
    try:
        if _needs_inspection(text) and not _inspect(reading):
            return None, reading.diagnostics
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        found = FORBIDDEN.search(text)
        if found is None:
            explain(reading, error)
        else:
            refuse_character(reading, reading.source.span(found.start(), 1), found[0])
        return None, reading.diagnostics
    node = None if root is None else Walk(reading).node(root, 1)
    return node, reading.diagnostics


def _is_readable(reading: Reading) -> bool:
    """Whether the text is small enough, and counts its lines as everybody else does; YAML 1.1 splits at U+2028 too."""
    text = reading.source.text
    if len(text) > MOST_CHARACTERS:
        refuse_length(reading)
        return False
    places = [text.find(separator) for separator in _SEPARATORS if separator in text]
    if places:
        refuse_character(reading, reading.source.span(min(places), 1), text[min(places)])
        return False
    return True


def _needs_inspection(text: str) -> bool:
    """Whether the text may hold anchors or aliases, or more levels than composing can bear."""
    if "&" in text or "*" in text or "\t" in text:
        return True
    return text.count("[") + text.count("{") + text.count("- ") + text.count("? ") > DEEPEST


def _inspect(reading: Reading) -> bool:
    """Whether the events of the text can be composed; composing recurses in C and would share aliased nodes."""
    depth = 0
    is_sound = True
    for event in yaml.parse(reading.source.text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                refuse_depth(reading, span_of(reading, event))
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None) is not None:
            refuse_alias(reading, span_of(reading, event))
            is_sound = False
    return is_sound
