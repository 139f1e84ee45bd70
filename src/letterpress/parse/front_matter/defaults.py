# SPDX-License-Identifier: MIT
"""Front matter that letterpress.yaml gives by path, as nodes, so that it is read like the writer's own."""

from fnmatch import fnmatchcase

from letterpress.config.settings import Defaults
from letterpress.diagnostics import Span
from letterpress.files import CONFIG_FILE
from letterpress.yaml_reader.nodes import Node, Scalar, Sequence

CONTENT = "content/"


def default_nodes(defaults: tuple[Defaults, ...], path: str) -> dict[str, Node]:
    """The fields that a document starts from, by name; where several entries match, the last wins.

    Args:
        defaults: The entries of letterpress.yaml. In a pattern, `*` stands for any characters, `/` included.
        path: The document's, relative to the project.
    """
    below = path.removeprefix(CONTENT)
    return {
        name: _node(value)
        for entry in defaults
        if _matches(entry.pattern, below)
        for name, value in entry.fields.items()
    }


def _matches(pattern: str, path: str) -> bool:
    pattern = pattern.removeprefix(CONTENT)
    return fnmatchcase(path, pattern + "*" if pattern.endswith("/") else pattern)


def _node(value: str | tuple[str, ...] | bool) -> Node:
    span = Span(CONFIG_FILE)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", False, span)
    if isinstance(value, str):
        return Scalar(value, False, span)
    return Sequence(tuple(Scalar(item, False, span) for item in value), span)
