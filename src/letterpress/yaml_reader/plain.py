# SPDX-License-Identifier: MIT
"""Nodes to plain values, for data whose meaning only a template knows."""

import re
from math import isfinite

from letterpress.yaml_reader.nodes import Mapping, Node, Sequence

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def to_plain(node: Node) -> Plain:
    """A node as text, number, truth value, None, list or dict, by the core schema of YAML 1.2.

    Text stay also digits with a leading zero (postal codes), `0x` and `0o`, what no float can hold, and whole numbers
    beyond 64 bits, which no cache could keep.
    """
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: to_plain(value) for key, value in node.entries}
    return node.text if node.quoted else _plain_scalar(node.text)


def _plain_scalar(text: str) -> Plain:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) <= 20 and -(2**63) <= int(text) < 2**64 else text
    if _FLOAT.match(text) and isfinite(number := float(text)):
        return number
    return text
