# SPDX-License-Identifier: MIT
"""YAML as frozen values: text, lists and mappings, each with its place; nothing is guessed from how text looks."""

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
        """The place of some characters of the text, by their index in it."""
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
        """Whether the writer left the value out: nothing, `~` or `null`."""
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
        """The value of one key, or None where the writer did not give it."""
        for key, value in self.entries:
            if key.text == name:
                return value
        return None


Node = Scalar | Sequence | Mapping

ABSENT = ("", "~", "null")
