# SPDX-License-Identifier: MIT
"""YAML as frozen values: text, lists and mappings, each with its place; nothing is guessed from how text looks.

Only `to_plain` guesses, for data whose meaning only a template knows.
"""

import re
from math import isfinite

import msgspec

from letterpress.diagnostics import Span


class Source(msgspec.Struct, frozen=True):
    """The text that nodes came from, kept for the excerpts of diagnostics."""

    path: str
    """Relative to the project, with `/`."""
    text: str
    """With `\\n` as the only line end."""
    first_line: int = 1
    """The number of the text's first line in its file."""

    def span(self, index: int, length: int) -> Span:
        """Return the place of some characters of the text, by their index in it."""
        start = self.text.rfind("\n", 0, index) + 1
        return Span(self.path, self.text.count("\n", 0, start) + self.first_line, index - start + 1, length)


class Scalar(msgspec.Struct, frozen=True):
    """One piece of text."""

    text: str
    quoted: bool
    """Whether the writer marked it as text, by quotes or as a block."""
    span: Span

    @property
    def is_absent(self) -> bool:
        """Return whether the writer left the value out: nothing, `~` or `null`."""
        return not self.quoted and self.text in ABSENT


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    span: Span


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values, in the order of the file; no key comes twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    source: Source

    def get(self, name: str) -> "Node | None":
        """Return the value of one key, or None where the writer did not give it."""
        for key, value in self.entries:
            if key.text == name:
                return value
        return None


Node = Scalar | Sequence | Mapping

ABSENT = ("", "~", "null")

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def to_plain(node: Node) -> Plain:
    """Turn a node into text, number, truth value, None, list or dict, by the core schema of YAML 1.2.

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
