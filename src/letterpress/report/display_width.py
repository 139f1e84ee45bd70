# SPDX-License-Identifier: MIT
"""How many cells a text takes on a terminal, and texts made to fit a number of cells.

Full-width and wide characters take two cells, ambiguous ones one, combining marks none, after Unicode
Standard Annex 11 (East Asian Width).
"""

import re
from collections.abc import Iterable
from unicodedata import category, combining, east_asian_width

ELLIPSIS = "…"

_EMOJI_STYLE = "\ufe0f"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
_STEERING = re.compile(f"(?![\t\n]){_CONTROL.pattern}")
_STEERING_BUT_COLOUR = re.compile(rf"(?!\x1b\[[0-9;]*m){_STEERING.pattern}")
_COMMAND = re.compile(r"^[^\S\n]*+::|##\[", re.MULTILINE)
"""The beginning of a command to GitHub Actions, which looks for them in every line of a log."""


def printable(text: str) -> str:
    """The text with each character that could steer a terminal or turn its direction replaced by `U+FFFD`.

    Every character is replaced by one character, so columns stay what they were. A tab is kept.
    """
    return _CONTROL.sub(lambda found: "\t" if found[0] == "\t" else "\ufffd", text)


def harmless(text: str, *, colour: bool = False) -> str:
    """A text of many lines as a terminal may show it, and as GitHub may read it from a log.

    Args:
        text: Made of what people wrote, and of file names.
        colour: Whether SGR sequences (ECMA-48) in it are ours.
    """
    steering = _STEERING_BUT_COLOUR if colour else _STEERING
    if steering.search(text):
        text = steering.sub("\ufffd", text)
    if "::" in text or "##[" in text:
        text = _COMMAND.sub(lambda found: f"{found[0][:-1]} {found[0][-1]}", text)
    return text


def cell_width(text: str) -> int:
    """The cells that a text takes, tabs not counted as anything special."""
    if text.isascii():
        return len(text)
    widths = [_character_width(character) for character in text]
    return sum(widths) + sum(_widened(text, widths))


def fit(text: str, cells: int) -> str:
    """The text, cut with an ellipsis where it takes more cells than there are."""
    if cell_width(text) <= cells:
        return text
    return take(text, cells - 1) + ELLIPSIS if cells > 0 else ""


def take(text: str, cells: int) -> str:
    """The longest beginning of the text that fits."""
    used = 0
    for index, character in enumerate(text):
        used += _character_width(character)
        if used > cells:
            return text[:index]
    return text


def pad(text: str, cells: int) -> str:
    """The text with spaces after it up to that many cells."""
    return text + " " * (cells - cell_width(text))


def wrap(text: str, cells: int, *, hanging: int = 0) -> list[str]:
    """Lines of at most that many cells: broken at spaces, and between full-width characters.

    No line begins with closing punctuation or ends with opening punctuation, the core of the line rules of
    JIS X 4051; a mark that would begin a line takes the character before it along. Lines after the first are
    `hanging` cells shorter, to be indented by as much.
    """
    return pack(_pieces(text), cells, hanging=hanging)


def pack(pieces: Iterable[str], cells: int, *, hanging: int = 0) -> list[str]:
    """Lines of whole pieces, as many in each as fit; a piece that is wider than a line stands alone."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        room = cells - hanging if lines else cells
        if line and cell_width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


_NOT_FIRST = "、。，．・：；？！ー’”）〕］｝〉》」』】)]},.:;!?…％%ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_NOT_LAST = "‘“（〔［｛〈《「『【([{"
_PIECE = re.compile(
    rf"[{re.escape(_NOT_LAST)}]*(?:[!-~À-ɏ]+(?:(?<=[0-9])[^\s!-~])?|.)[{re.escape(_NOT_FIRST)}]*\s*",
    re.DOTALL,
)


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _widened(text: str, widths: list[int]) -> list[int]:
    """One more cell for each narrow character that a selector turns into an emoji."""
    following = zip(widths, text[1:], strict=False)
    return [1 for width, after in following if after == _EMOJI_STYLE and width == 1]


def _character_width(character: str) -> int:
    if character.isascii():
        return 1
    if combining(character) or category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"F", "W"} else 1
