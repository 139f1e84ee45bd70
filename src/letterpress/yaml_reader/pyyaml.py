# SPDX-License-Identifier: MIT
"""PyYAML at work on one text; whoever imports this module pays 12 ms for the library."""

import yaml

from letterpress.encoding import FORBIDDEN
from letterpress.yaml_reader.nodes import Node
from letterpress.yaml_reader.reporter import Reading
from letterpress.yaml_reader.restrictions import DEEPEST, refuse_alias, refuse_character, refuse_depth
from letterpress.yaml_reader.syntax_errors import explain
from letterpress.yaml_reader.walk import Walk, span_of


class _TextLoader(yaml.CSafeLoader):
    """The C loader without type guessing: a node's tag stays empty unless the writer gave one."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


def compose(reading: Reading) -> Node | None:
    """The value that a text holds; None where it is empty, or cannot be read, which is then reported."""
    text = reading.source.text
    try:
        if _needs_inspection(text) and not _inspect(reading):
            return None
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        found = FORBIDDEN.search(text)
        if found is None:
            explain(reading, error)
        else:
            refuse_character(reading, reading.source.span(found.start(), 1), found[0])
        return None
    return None if root is None else Walk(reading).node(root, 1)


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
