# SPDX-License-Identifier: MIT
"""Bars of block characters that say the same with and without colour."""

from collections.abc import Sequence
from fractions import Fraction

FULL, EMPTY, LIMIT = "█", "░", "│"
TEXTURES = ("█", "▒", "░", "·")
"""For the parts of a stacked bar, first to last."""


def gauge(value: Fraction, limit: Fraction, top: Fraction, cells: int) -> str:
    """A bar from 0 to `top` with a line at `limit`; `cells` wide in all.

    The bar reaches past the line exactly when the value is more than the limit, however little.
    """
    before = round((cells - 1) * limit / top)
    inside = _filled(min(value, limit), limit, before)
    beyond = _filled(min(max(value - limit, Fraction(0)), top - limit), top - limit, cells - 1 - before)
    return inside + LIMIT + beyond


def stacked(counts: Sequence[int], cells: int) -> str:
    """One bar shared by the counts in proportion, each in its texture; empty where there is nothing."""
    if not sum(counts):
        return EMPTY * cells
    return "".join(texture * part for texture, part in zip(TEXTURES, shares(counts, cells), strict=False))


def shares(counts: Sequence[int], cells: int) -> list[int]:
    """Whole cells in proportion to the counts, by largest remainder; they add up to `cells`."""
    total = sum(counts)
    exact = [Fraction(count * cells, total) for count in counts]
    whole = [int(part) for part in exact]
    by_remainder = sorted(range(len(counts)), key=lambda index: (whole[index] - exact[index], index))
    for index in by_remainder[: cells - sum(whole)]:
        whole[index] += 1
    return whole


def _filled(value: Fraction, full: Fraction, cells: int) -> str:
    if value <= 0 or not cells:
        return EMPTY * cells
    filled = min(max(round(cells * value / full), 1), cells)
    return FULL * filled + EMPTY * (cells - filled)
