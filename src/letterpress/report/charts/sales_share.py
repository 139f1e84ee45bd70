# SPDX-License-Identifier: MIT
"""The charts of the sales share with its limits: over the months, and along the posts of the window."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport, Mention
from letterpress.report.charts.figure import WIDTH, Figure, drawing, label, line, path
from letterpress.report.charts.marks import legend, mark
from letterpress.report.formats import day_text, month_text, percent_text
from letterpress.report.html_builder import Markup

LEFT, RIGHT, TOP, BASE = 30.0, 12.0, 14.0, 118.0
HEIGHT = 142.0
INSET = 8.0

_LIMIT = Message("目安 {}", "limit {}")
_TOO_MUCH = Message("多すぎ {}", "too much {}")

Shares = Sequence[Fraction | None]


class SharePlot(msgspec.Struct, frozen=True, kw_only=True):
    """The scale of a chart of shares, from zero to `top`."""

    top: Fraction
    columns: tuple[float, ...]
    """The x of each share."""

    def y(self, share: Fraction) -> float:
        """The y of a share."""
        return BASE - (BASE - TOP) * float(share / self.top)

    def ground(self, thresholds: Thresholds, language: Language) -> Iterator[Markup]:
        """The lines behind the data: zero, top, and both limits with labels."""
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
        """The line of shares, broken where there was nothing to measure, and a label for the last share."""
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
    """Make a scale for some shares and both limits."""
    known = [share for share in shares if share is not None]
    highest = max([*known, thresholds.sales_share_warning, thresholds.sales_share_error])
    top = min(Fraction(int(highest * 10) + 1, 10), Fraction(1))
    step = (WIDTH - LEFT - RIGHT - 2 * INSET) / max(len(shares) - 1, 1)
    return SharePlot(top=top, columns=tuple(LEFT + INSET + step * index for index in range(len(shares))))


def _drawn(points: Sequence[tuple[float, float]]) -> Iterator[Markup]:
    if points:
        yield path(points, "curve")


_MONTHS = Message("販売の記事の割合、この1年", "Sales share over a year")
_MONTHS_NOTE = Message(
    "各月末に、直近の記事に占める販売の記事の割合", "Of the latest posts, at each month's end"
)
_WINDOW = Message("販売の記事の割合、直近の記事", "Sales share along the latest posts")
_WINDOW_NOTE = Message(
    "1本ごとの割合の動き。印は記事の種類", "How each post moved it; the marks are kinds of posts"
)
_DESCRIPTION = Message("今{}、目安は{}まで", "now {}, limit {}")
_NONE = Message("なし", "none")
_MONTH = Message("月", "Month")
_SHARE = Message("割合", "Share")
_POST = Message("記事", "Post")
_DAY = Message("日", "Day")
_NOW = Message("今", "now")


def sales_over_months(report: EditorialReport, thresholds: Thresholds, language: Language) -> Figure:
    """The chart of the share at the end of each of the last 12 months, and now."""
    shares = [*(month.metrics.sales_share for month in report.history), report.metrics.sales_share]
    months = [month_text(month.metrics.as_of, language) for month in report.history]
    names = [*months, _NOW.text(language)]
    plot = share_plot(shares, thresholds)
    shapes = [*plot.ground(thresholds, language), *plot.curve(shares), *_months(plot, shares, names)]
    title = _MONTHS.text(language)
    return Figure(
        id="sales-months",
        title=title,
        note=_MONTHS_NOTE.text(language),
        drawing=drawing("sales-months", title, _description(report, thresholds, language), HEIGHT, *shapes),
        columns=(_MONTH.text(language), _SHARE.text(language)),
        rows=tuple((name, _share(share, language)) for name, share in zip(names, shares, strict=True)),
    )


def sales_along_window(report: EditorialReport, thresholds: Thresholds, language: Language) -> Figure:
    """The chart of the share right after each post of the window."""
    shares = report.metrics.sales_share_along
    posts = [report.mentions[name] for name in report.metrics.window[: len(shares)]]
    plot = share_plot(shares, thresholds)
    shapes = [*plot.ground(thresholds, language), *plot.curve(shares), *_posts(plot, posts, language)]
    title = _WINDOW.text(language)
    return Figure(
        id="sales-window",
        title=title,
        note=_WINDOW_NOTE.text(language),
        drawing=drawing("sales-window", title, _description(report, thresholds, language), HEIGHT, *shapes),
        legend=legend(language, issues=False, scheduled=False),
        columns=(_POST.text(language), _DAY.text(language), _SHARE.text(language)),
        rows=tuple(
            (post.title, day_text(post.day, language), _share(share, language))
            for post, share in zip(posts, shares, strict=True)
        ),
    )


def _months(plot: SharePlot, shares: Shares, names: Sequence[str]) -> Iterator[Markup]:
    """A mark for each month, and a label for every other one, the last included."""
    for index, (x, share, name) in enumerate(zip(plot.columns, shares, names, strict=True)):
        if share is not None:
            yield mark("value", x, plot.y(share), 2.4, tooltip=f"{name}: {percent_text(share)}")
        if (len(names) - 1 - index) % 2 == 0:
            yield label(name, x, HEIGHT - 8, anchor="middle", class_="small")


def _posts(plot: SharePlot, posts: Sequence[Mention], language: Language) -> Iterator[Markup]:
    for x, post in zip(plot.columns, posts, strict=True):
        yield mark(post.value_class, x, BASE + 13, 4, tooltip=f"{day_text(post.day, language)}: {post.title}")


def _share(share: Fraction | None, language: Language) -> str:
    return _NONE.text(language) if share is None else percent_text(share)


def _description(report: EditorialReport, thresholds: Thresholds, language: Language) -> str:
    now = _share(report.metrics.sales_share, language)
    return _DESCRIPTION.text(language).format(now, percent_text(thresholds.sales_share_warning))
