# SPDX-License-Identifier: MIT
"""YAML to typed values with a position for every mistake; the one home of PyYAML."""

from letterpress.yaml_reader.nodes import Mapping, Node, Plain, Scalar, Sequence, Source, to_plain
from letterpress.yaml_reader.reader import read_value, read_yaml
from letterpress.yaml_reader.reporter import Reporter

__all__ = [
    "Mapping",
    "Node",
    "Plain",
    "Reporter",
    "Scalar",
    "Sequence",
    "Source",
    "read_value",
    "read_yaml",
    "to_plain",
]
