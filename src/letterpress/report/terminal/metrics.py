# SPDX-License-Identifier: MIT
"""The four key numbers as four lines with small bars."""

from collections.abc import Iterator

from letterpress.config.settings import Thresholds
from letterpress.editorial.findings import EditorialReport
from letterpress.report.display_width import cell_width, pack, pad
from letterpress.report.formats import SEPARATOR
from letterpress.report.key_numbers import LABELS, KeyNumber, judgement, key_numbers
from letterpress.report.terminal.bars import EMPTY, TEXTURES, gauge, stacked
from letterpress.report.terminal.style import Screen, severity_look

BAR_CELLS = 20
INDENT = "  "


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
