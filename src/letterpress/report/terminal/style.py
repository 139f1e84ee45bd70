# SPDX-License-Identifier: MIT
"""The terminal: its language, width and colours; colour only ever repeats what the words say."""

from typing import Literal

import msgspec

from letterpress.diagnostics import Language, Severity

Look = Literal["bold", "faint", "red", "yellow", "green", "cyan"]

WIDEST_PROSE = 100
HANGING = "    "
"""What the lines of a sentence after its first begin with."""

_CODES: dict[Look, str] = {
    "bold": "1",
    "faint": "2",
    "red": "31",
    "yellow": "33",
    "green": "32",
    "cyan": "36",
}
_SEVERITY: dict[Severity, Look] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """The terminal that a text is written for."""

    language: Language
    colour: bool
    width: int = 80
    """In cells."""

    @property
    def prose(self) -> int:
        """The width of sentences: the terminal's, but no wider than is good to read."""
        return min(self.width, WIDEST_PROSE)

    def paint(self, text: str, *looks: Look) -> str:
        """The text between SGR sequences (ECMA-48), or just the text."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[look] for look in looks)}m{text}\x1b[0m"


def severity_look(severity: Severity) -> Look:
    """The colour of a severity."""
    return _SEVERITY[severity]
