# SPDX-License-Identifier: MIT
"""The four key numbers as four lines with bars of block characters, which say the same with and without colour."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from letterpress.config.settings import Thresholds
from letterpress.editorial.findings import EditorialReport
from letterpress.report.display_width import cell_width, pack, pad
from letterpress.report.formats import SEPARATOR
from letterpress.report.key_numbers import LABELS, KeyNumber, judgement, key_numbers
from letterpress.report.terminal.style import Screen, severity_look

BAR_CELLS = 20
INDENT = "  "
FULL, EMPTY, LIMIT = "█", "░", "│"
TEXTURES = ("█", "▒", "░", "·")
"""For the parts of a stacked bar, first to last."""


def metric_lines(report: EditorialReport, thresholds: Thresholds, screen: Screen) -> Iterator[str]:
    """The four metrics with their bars; numbers that do not fit go on under themselves."""
    label_cells = max(cell_width(label.text(screen.language)) for label in LABELS.values())
    margin = " " * (len(INDENT) + label_cells + 2 + BAR_CELLS + 2)
    for number in key_numbers(report.metrics, thresholds, screen.language):
        label = screen.paint(pad(LABELS[number.name].text(screen.language), label_cells), "bold")
        severity = judgement(number.name, report)
        bar = screen.paint(_bar(number), severity_look(severity) if severity else "green")
        first, *more = pack(_separated(number, screen), screen.prose - len(margin))
        yield f"{INDENT}{label}  {bar}  {first}"
        yield from (margin + line for line in more)


def _bar(number: KeyNumber) -> str:
    if number.counts:
        return stacked(number.counts, BAR_CELLS)
    if number.scale is None:
        return EMPTY * BAR_CELLS
    return gauge(number.scale.value, number.scale.limit, number.scale.top, BAR_CELLS)


def _separated(number: KeyNumber, screen: Screen) -> list[str]:
    """The details with what separates them from the next, so that lines break between them."""
    details = list(number.details)
    if number.counts:
        details = [f"{texture} {detail}" for texture, detail in zip(TEXTURES, details, strict=False)]
    *others, last = details
    return [*(detail + SEPARATOR.text(screen.language) for detail in others), last]


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
