# SPDX-License-Identifier: MIT
"""YAML text to frozen nodes; every fault becomes a located diagnostic."""

import yaml

from letterpress.diagnostics import Diagnostic, Message, Span
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence, Source
from letterpress.yaml_reader.reading import Reading

MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_DEPTH = 20


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
    reading = Reading(Source(path, text, first_line))
    reading.error(
        "yaml-not-a-mapping",
        node.span,
        Message("`名前: 値` の形になっていません", "this is not a list of `name: value` lines"),
    )
    return None, diagnostics + reading.diagnostics


def read_value(text: str, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read YAML whose outermost value may be anything, such as a list in a data file.

    Args and returns are those of `read_yaml`.
    """
    reading = Reading(Source(path, text, first_line))
    try:
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        span = Span(path, mark.line + first_line, mark.column + 1, 1) if mark else Span(path)
        reading.error(
            "yaml-syntax",
            span,
            Message(f"YAML として読めません：{error.problem}", f"this is not YAML: {error.problem}"),
        )
        return None, reading.diagnostics
    node = None if root is None else _Walk(reading).node(root, 1)
    return node, reading.diagnostics


class _Walk:
    """Turns the library's nodes into ours."""

    __slots__ = ("first_line", "path", "reading", "source")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.source = reading.source
        self.path = reading.source.path
        self.first_line = reading.source.first_line

    def node(self, node: yaml.Node, depth: int) -> Node:
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple([self.node(item, depth + 1) for item in node.value]), self.span(node))
        return self.mapping(node, depth)

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        return Scalar(node.value, bool(node.style), self.span(node))

    def mapping(self, node: yaml.Node, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key = self.scalar(key_node)
            value = self.node(value_node, depth + 1)
            if key.text in entries:
                self._repeated(key, entries[key.text][0])
            else:
                entries[key.text] = key, value
        return Mapping(tuple(entries.values()), self.span(node), self.source)

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        line, column = start.line, start.column
        length = end.column - column if end.line == line else 1
        return Span(self.path, line + self.first_line, column + 1, length or 1)

    def _repeated(self, key: Scalar, first: Scalar) -> None:
        self.reading.error(
            "yaml-duplicate-key",
            key.span,
            Message(f"`{key.text}` が二度書かれています", f"`{key.text}` is given twice"),
        )
