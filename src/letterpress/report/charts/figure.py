# SPDX-License-Identifier: MIT
"""The type of a chart, and the SVG elements that charts are drawn with."""

from collections.abc import Iterable

import msgspec

from letterpress.report.html_builder import Markup, element

WIDTH = 360
"""The width of every chart in SVG units: about that of a phone, so that its text is readable there."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A chart: its drawing, its title and note, and its numbers as a table."""

    id: str
    """The id of the chart, unique on the page."""
    title: str
    note: str
    """One sentence that explains the chart."""
    drawing: Markup
    legend: tuple[tuple[Markup, str], ...] = ()
    """The marks used in the chart, each with its meaning."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The numbers as rows of a table, headed by their first cells."""


def drawing(figure_id: str, title: str, description: str, height: float, *shapes: str) -> Markup:
    """The SVG of shapes, with title and description for screen readers."""
    return element(
        "svg",
        element("title", title, id=f"{figure_id}-title"),
        element("desc", description, id=f"{figure_id}-desc"),
        *shapes,
        viewBox=f"0 0 {WIDTH} {height:g}",
        role="img",
        aria_labelledby=f"{figure_id}-title {figure_id}-desc",
    )


def label(text: str, x: float, y: float, *, anchor: str = "start", class_: str | None = None) -> Markup:
    """A text in a chart; `anchor` is the part of the text that is placed at x."""
    return element("text", text, x=x, y=y, text_anchor=None if anchor == "start" else anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(
    x: float, y: float, width: float, height: float, class_: str, *, tooltip: str = "", radius: float = 0
) -> Markup:
    """A rectangle with a tooltip."""
    return element(
        "rect",
        *_tooltip(tooltip),
        x=x,
        y=y,
        width=width,
        height=height,
        rx=radius or None,
        class_=class_,
    )


def path(points: Iterable[tuple[float, float]], class_: str) -> Markup:
    """An open polyline through points."""
    steps = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return element("polyline", points=steps, class_=class_)


def _tooltip(text: str) -> tuple[Markup, ...]:
    return (element("title", text),) if text else ()
