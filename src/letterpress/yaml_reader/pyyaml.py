# SPDX-License-Identifier: MIT
"""PyYAML reads a text, and its nodes are turned into ours; importing this module costs 12 ms for the library."""

import re
from typing import Any

import yaml

from letterpress.diagnostics import Message, Span
from letterpress.encoding import FORBIDDEN
from letterpress.yaml_reader.line_folding import unfolded
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.restrictions import (
    DEEPEST,
    refuse_alias,
    refuse_character,
    refuse_depth,
    refuse_key,
    refuse_repetition,
    refuse_space,
    refuse_tag,
)
from letterpress.yaml_reader.syntax_errors import explain

_CUT_BY_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")


class _TextLoader(yaml.CSafeLoader):
    """The C loader without type guessing: a node's tag stays empty unless the writer gave one."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


def compose(reporter: Reporter) -> Node | None:
    """Read the value that a text holds; return None where it is empty, or cannot be read, which is then reported."""
    text = reporter.source.text
    try:
        if _needs_inspection(text) and not _inspect(reporter):
            return None
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        found = FORBIDDEN.search(text)
        if found is None:
            explain(reporter, error)
        else:
            refuse_character(reporter, reporter.source.span(found.start(), 1), found[0])
        return None
    return None if root is None else Walk(reporter).node(root, 1)


def _needs_inspection(text: str) -> bool:
    """Return whether the text may hold anchors or aliases, or more levels than composing can bear."""
    if "&" in text or "*" in text or "\t" in text:
        return True
    return text.count("[") + text.count("{") + text.count("- ") + text.count("? ") > DEEPEST


def _inspect(reporter: Reporter) -> bool:
    """Return whether the events of the text can be composed; composing recurses in C and would share aliased nodes."""
    depth = 0
    is_sound = True
    for event in yaml.parse(reporter.source.text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                refuse_depth(reporter, span_of(reporter, event))
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None) is not None:
            refuse_alias(reporter, span_of(reporter, event))
            is_sound = False
    return is_sound


def span_of(reporter: Reporter, node: Any) -> Span:
    """Return the place of a node or an event, whose marks count from 0 and from the start of the text."""
    start, end = node.start_mark, node.end_mark
    line, column = start.line, start.column
    stop = end.column if end.line == line else len(reporter.line(line).rstrip())
    length = max(stop - column, 1)
    source = reporter.source
    return Span(source.path, line + source.first_line, column + 1, length)


class Walk:
    """Turns the nodes of one source into ours."""

    __slots__ = ("has_comments", "has_escapes", "reporter", "source")

    def __init__(self, reporter: Reporter) -> None:
        self.reporter = reporter
        self.source = reporter.source
        self.has_comments = "#" in reporter.source.text
        self.has_escapes = "\\" in reporter.source.text

    def node(self, node: yaml.Node, depth: int) -> Node:
        """Convert a node of any kind, at a depth that counts from 1."""
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if node.tag:
            refuse_tag(self.reporter, span_of(self.reporter, node), node.tag)
        if depth > DEEPEST:
            refuse_depth(self.reporter, span_of(self.reporter, node))
            return Scalar("", True, span_of(self.reporter, node))
        if isinstance(node, yaml.SequenceNode):
            items = tuple([self.node(item, depth + 1) for item in node.value])
            return Sequence(items, span_of(self.reporter, node))
        return self.mapping(node, depth)

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        """Convert a piece of text."""
        span = span_of(self.reporter, node)
        text = node.value
        if node.tag:
            refuse_tag(self.reporter, span, node.tag)
        elif self.has_comments and not node.style:
            _check_comment(self.reporter, node)
        elif self.has_escapes and node.style == '"' and (found := FORBIDDEN.search(text)):
            refuse_character(self.reporter, span, found[0])
        if node.end_mark.line != node.start_mark.line and node.style != "|":
            lines = self.written(node)
            text = unfolded(text, lines)
            if not node.style:
                _check_items(self.reporter, node, lines)
        return Scalar(text, bool(node.style), span)

    def written(self, node: yaml.ScalarNode) -> list[str]:
        """Return the lines that a scalar was read from."""
        start, end = node.start_mark, node.end_mark
        lines = [self.reporter.line(index) for index in range(start.line, end.line + 1)]
        lines[0] = lines[0][start.column :]
        return lines

    def mapping(self, node: yaml.Node, depth: int) -> Mapping:
        """Convert a mapping; of repeated names the first stays."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node)
            value = self.node(value_node, depth + 1)
            if key is None:
                continue
            if key.text in entries:
                refuse_repetition(self.reporter, key, entries[key.text][0])
            else:
                entries[key.text] = key, value
        return Mapping(tuple(entries.values()), span_of(self.reporter, node), self.source)

    def key(self, node: yaml.Node) -> Scalar | None:
        """Convert a name in a mapping; return None where it is none."""
        if not isinstance(node, yaml.ScalarNode):
            span = span_of(self.reporter, node)
            self.reporter.error("yaml-key", span, Message("名前は文字列で書きます", "a name must be text"))
            return None
        key = self.scalar(node)
        if not key.text or (key.text == "<<" and not key.quoted):
            refuse_key(self.reporter, key)
            return None
        if key.text != key.text.strip() and not key.quoted:
            refuse_space(self.reporter, key)
            return Scalar(key.text.strip(), key.quoted, key.span)
        return key


def _check_comment(reporter: Reporter, node: yaml.Node) -> None:
    """Report `title: C# intro #1`, of which YAML would keep `C# intro` only."""
    end = node.end_mark
    cut = _CUT_BY_COMMENT.match(reporter.line(end.line), end.column)
    if cut is None:
        return
    span = Span(
        reporter.source.path, end.line + reporter.source.first_line, cut.start(1) + 1, len(cut[1].rstrip())
    )
    message = Message(
        f"空白に続く `#` から後ろはコメントになり、`{cut[1].rstrip()}` が消えます",
        f"` #` begins a comment, so that `{cut[1].rstrip()}` is lost",
    )
    hint = Message(
        "値なら全体を引用符で囲み、コメントなら `#` の後ろに空白を入れてください",
        "put the whole value in quotes, or a space after `#` if it is a comment",
    )
    reporter.error("yaml-comment", span, message, hint)


def _check_items(reporter: Reporter, node: yaml.ScalarNode, lines: list[str]) -> None:
    """Report list items that stand too far right, which YAML takes for more text of the item before."""
    for index, line in enumerate(lines[1:], node.start_mark.line + 1):
        if line.lstrip().startswith("- "):
            column = len(line) - len(line.lstrip())
            span = Span(
                reporter.source.path, index + reporter.source.first_line, column + 1, len(line.strip())
            )
            message = Message(
                "この行の字下げが前の行と合っていません", "this line is not indented like the ones before it"
            )
            hint = Message(
                "同じ段の行は同じ位置から書きはじめます", "lines of one level begin at the same column"
            )
            reporter.error("yaml-indentation", span, message, hint)
