# SPDX-License-Identifier: MIT
"""The reader turns YAML text into frozen nodes, and every fault into a located diagnostic.

The subset is the one that people write by hand: no anchors, aliases and merge keys (they allow bombs), no tags (they
allow types), no documents beyond the first.
"""

from letterpress.diagnostics import Diagnostic, Message
from letterpress.yaml_reader.fast_path import read_flat
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Source
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.restrictions import MOST_CHARACTERS, refuse_character, refuse_length

_SEPARATORS = ("\u2028", "\u2029")


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
    return None, diagnostics + _no_mapping(node, Source(path, text, first_line))


def read_value(text: str, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read YAML whose outermost value may be anything, such as a list in a data file.

    Args and returns are those of `read_yaml`.
    """
    source = Source(path, text, first_line)
    reporter = Reporter(source)
    if not _is_readable(reporter):
        return None, reporter.diagnostics
    node: Node | None = read_flat(source)
    if node is None:
        from letterpress.yaml_reader.pyyaml import compose  # noqa: PLC0415 - often not needed at all

        node = compose(reporter)
    return node, reporter.diagnostics


def _no_mapping(node: Node, source: Source) -> tuple[Diagnostic, ...]:
    """Report a list or a text that stands where names and values should."""
    from letterpress.yaml_reader.syntax_errors import explain_text  # noqa: PLC0415 - only a fault pays for it

    reporter = Reporter(source)
    if not (isinstance(node, Scalar) and explain_text(reporter, node)):
        message = Message("`名前: 値` の形になっていません", "this is not made of `name: value` lines")
        reporter.error("yaml-not-a-mapping", node.span, message)
    return reporter.diagnostics


def _is_readable(reporter: Reporter) -> bool:
    """Return whether the text is small enough, and counts its lines as editors do; YAML 1.1 splits at U+2028 too."""
    text = reporter.source.text
    if len(text) > MOST_CHARACTERS:
        refuse_length(reporter)
        return False
    places = [text.find(separator) for separator in _SEPARATORS if separator in text]
    if places:
        refuse_character(reporter, reporter.source.span(min(places), 1), text[min(places)])
        return False
    return True
