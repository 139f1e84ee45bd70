# SPDX-License-Identifier: MIT
"""Line folding: YAML joins the lines of a value with spaces, which Japanese does not have between its words."""

import re
from functools import cache
from itertools import pairwise

_WIDE = "[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
"""Han, kana, CJK punctuation and full-width forms; Hangul separates its words by spaces."""


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of two lines that meet, compiled late, because few values have several lines."""
    return re.compile(f"([^\"'\\\\]{{0,4}}{_WIDE})\\Z"), re.compile(f"({_WIDE}[^\"'\\\\]{{0,4}})")


def unfolded(text: str, lines: list[str]) -> str:
    """Take the spaces away that came from line ends between two Japanese characters.

    Args:
        text: The value as YAML joined it.
        lines: The lines that it was written in.
    """
    if " " not in text:
        return text
    pieces = []
    done = 0
    for before, after in pairwise([line.strip() for line in lines]):
        at_end, at_start = _edges()
        tail, head = at_end.search(before), at_start.match(after)
        found = text.find(f"{tail[1]} {head[1]}", done) if tail and head else -1
        if tail and found >= 0:
            end = found + len(tail[1])
            pieces.append(text[done:end])
            done = end + 1
    return "".join(pieces) + text[done:]


def one_line(text: str) -> str:
    """Put a text of several lines on one, with spaces between them except between two Japanese characters."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return unfolded(" ".join(lines), lines)
