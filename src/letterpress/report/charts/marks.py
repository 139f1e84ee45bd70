# SPDX-License-Identifier: MIT
"""The marks of posts and issues: the shape shows the value class, an outline that it is scheduled.

Circle: value. Diamond: sales. Square: neutral. Cross: no value theme. Bar: an issue.
"""

from letterpress.diagnostics import Language, Message
from letterpress.report.html_builder import Markup, element
from letterpress.report.phrases import VALUE_CLASSES

NO_THEME = Message("価値テーマなし", "no value theme")
ISSUE = Message("ニュースレター", "issue")
SCHEDULED = Message("予定（輪郭だけ）", "scheduled (outline)")

_LEGEND_BOX = 12


def mark(
    value_class: str | None, x: float, y: float, size: float, *, scheduled: bool = False, tooltip: str = ""
) -> Markup:
    """The mark of a post, centred at x, y; `size` is half its width."""
    name = f"mark {value_class or 'none'}{' to-come' if scheduled else ''}"
    words = (element("title", tooltip),) if tooltip else ()
    if value_class == "value":
        return element("circle", *words, cx=x, cy=y, r=size, class_=name)
    return element("path", *words, d=_outline(value_class, x, y, size), class_=name)


def issue_mark(x: float, y: float, size: float, *, scheduled: bool = False, tooltip: str = "") -> Markup:
    """The mark of an issue: a flat bar."""
    words = (element("title", tooltip),) if tooltip else ()
    name = f"mark issue{' to-come' if scheduled else ''}"
    height = size * 0.7
    return element(
        "rect", *words, x=x - size, y=y - height / 2, width=size * 2, height=height, rx=0.8, class_=name
    )


def legend(language: Language, *, issues: bool, scheduled: bool) -> tuple[tuple[Markup, str], ...]:
    """The legend: every mark with its meaning."""
    middle = _LEGEND_BOX / 2
    entries = [
        (mark(value_class, middle, middle, 4.2), label.text(language))
        for value_class, label in VALUE_CLASSES.items()
    ]
    entries.append((mark(None, middle, middle, 3.4), NO_THEME.text(language)))
    if issues:
        entries.append((issue_mark(middle, middle, 4.5), ISSUE.text(language)))
    if scheduled:
        entries.append((mark("value", middle, middle, 4.2, scheduled=True), SCHEDULED.text(language)))
    return tuple((_legend_box(drawn), words) for drawn, words in entries)


def _legend_box(drawn: Markup) -> Markup:
    return element("svg", drawn, viewBox=f"0 0 {_LEGEND_BOX} {_LEGEND_BOX}", aria_hidden="true", class_="key")


def _outline(value_class: str | None, x: float, y: float, size: float) -> str:
    if value_class == "sales":
        points = ((x, y - size * 1.2), (x + size * 1.2, y), (x, y + size * 1.2), (x - size * 1.2, y))
        return _closed(points)
    if value_class == "neutral":
        side = size * 0.85
        return _closed(
            ((x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side))
        )
    left, right, top, bottom = x - size, x + size, y - size, y + size
    return f"M{left:.2f} {top:.2f}L{right:.2f} {bottom:.2f}M{left:.2f} {bottom:.2f}L{right:.2f} {top:.2f}"


def _closed(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
