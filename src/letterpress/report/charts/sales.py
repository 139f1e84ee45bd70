# SPDX-License-Identifier: MIT
"""The sales share with its limits: over the months, and along the posts of the window."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport, Mention
from letterpress.report.charts.figure import Figure, drawing, label
from letterpress.report.charts.marks import legend, mark
from letterpress.report.charts.share_plot import BASE, HEIGHT, SharePlot, Shares, share_plot
from letterpress.report.formats import day_text, month_text, percent_text
from letterpress.report.html_builder import Markup

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
    """The share as of the end of each of the last 12 months, and now."""
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
        drawing=drawing("sales-months", title, _described(report, thresholds, language), HEIGHT, *shapes),
        columns=(_MONTH.text(language), _SHARE.text(language)),
        rows=tuple((name, _share(share, language)) for name, share in zip(names, shares, strict=True)),
    )


def sales_along_window(report: EditorialReport, thresholds: Thresholds, language: Language) -> Figure:
    """The share right after each post of the window."""
    shares = report.metrics.sales_share_along
    posts = [report.mentions[name] for name in report.metrics.window[: len(shares)]]
    plot = share_plot(shares, thresholds)
    shapes = [*plot.ground(thresholds, language), *plot.curve(shares), *_posts(plot, posts, language)]
    title = _WINDOW.text(language)
    return Figure(
        id="sales-window",
        title=title,
        note=_WINDOW_NOTE.text(language),
        drawing=drawing("sales-window", title, _described(report, thresholds, language), HEIGHT, *shapes),
        legend=legend(language, issues=False, scheduled=False),
        columns=(_POST.text(language), _DAY.text(language), _SHARE.text(language)),
        rows=tuple(
            (post.title, day_text(post.day, language), _share(share, language))
            for post, share in zip(posts, shares, strict=True)
        ),
    )


def _months(plot: SharePlot, shares: Shares, names: Sequence[str]) -> Iterator[Markup]:
    """A dot for each month, and every other name under it so that the last one is there."""
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


def _described(report: EditorialReport, thresholds: Thresholds, language: Language) -> str:
    now = _share(report.metrics.sales_share, language)
    return _DESCRIPTION.text(language).format(now, percent_text(thresholds.sales_share_warning))
