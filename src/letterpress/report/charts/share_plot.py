# SPDX-License-Identifier: MIT
"""The frame of both charts of the sales share: scale, limits, and the line of shares."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message
from letterpress.report.charts.figure import WIDTH, label, line, path
from letterpress.report.formats import percent_text
from letterpress.report.html_builder import Markup

LEFT, RIGHT, TOP, BASE = 30.0, 12.0, 14.0, 118.0
HEIGHT = 142.0
INSET = 8.0

_LIMIT = Message("目安 {}", "limit {}")
_TOO_MUCH = Message("多すぎ {}", "too much {}")

Shares = Sequence[Fraction | None]


class SharePlot(msgspec.Struct, frozen=True, kw_only=True):
    """A scale from nothing to `top`."""

    top: Fraction
    columns: tuple[float, ...]
    """The x of each share."""

    def y(self, share: Fraction) -> float:
        """The height at which a share stands."""
        return BASE - (BASE - TOP) * float(share / self.top)

    def ground(self, thresholds: Thresholds, language: Language) -> Iterator[Markup]:
        """The lines behind the data: nothing, top, and the two limits with their words."""
        for share in (Fraction(0), self.top):
            y = self.y(share)
            yield line(LEFT, y, WIDTH - RIGHT, y, "grid")
            yield label(percent_text(share), LEFT - 4, y + 3.5, anchor="end", class_="small")
        limits = ((thresholds.sales_share_warning, _LIMIT), (thresholds.sales_share_error, _TOO_MUCH))
        for share, words in limits:
            y = self.y(share)
            yield line(LEFT, y, WIDTH - RIGHT, y, "limit")
            yield label(words.text(language).format(percent_text(share)), LEFT + 2, y - 3, class_="small")

    def curve(self, shares: Shares) -> Iterator[Markup]:
        """The line, broken where there was nothing to measure, and the last share in words."""
        points: list[tuple[float, float]] = []
        for x, share in zip(self.columns, shares, strict=True):
            if share is not None:
                points.append((x, self.y(share)))
            else:
                yield from _drawn(points)
                points = []
        yield from _drawn(points)
        if shares and shares[-1] is not None:
            y = self.y(shares[-1]) - 7
            words = percent_text(shares[-1])
            yield label(words, self.columns[-1] + INSET, y, anchor="end", class_="value-word")


def share_plot(shares: Shares, thresholds: Thresholds) -> SharePlot:
    """A plot with room for every share and for both limits."""
    known = [share for share in shares if share is not None]
    highest = max([*known, thresholds.sales_share_warning, thresholds.sales_share_error])
    top = min(Fraction(int(highest * 10) + 1, 10), Fraction(1))
    step = (WIDTH - LEFT - RIGHT - 2 * INSET) / max(len(shares) - 1, 1)
    return SharePlot(top=top, columns=tuple(LEFT + INSET + step * index for index in range(len(shares))))


def _drawn(points: Sequence[tuple[float, float]]) -> Iterator[Markup]:
    if points:
        yield path(points, "curve")
