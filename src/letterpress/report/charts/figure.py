# SPDX-License-Identifier: MIT
"""A chart with everything that belongs to it, and the frame that every chart is drawn in."""

from collections.abc import Iterable

import msgspec

from letterpress.report.html_builder import Markup, element

WIDTH = 360
"""The width of every chart, in its own units: about a phone's, so that text in it stays readable there."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A chart, what it shows in words, and its numbers."""

    id: str
    """Unique on the page."""
    title: str
    note: str
    """What to look for, in one sentence."""
    drawing: Markup
    legend: tuple[tuple[Markup, str], ...] = ()
    """Small drawings and what they stand for."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The numbers; the first cell of a row names it."""


def drawing(figure_id: str, title: str, description: str, height: float, *shapes: str) -> Markup:
    """The shapes in a frame, named and described for those who do not see it."""
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
    """Text in a chart; `anchor` says which part of it stands at x."""
    return element("text", text, x=x, y=y, text_anchor=None if anchor == "start" else anchor, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(
    x: float, y: float, width: float, height: float, class_: str, *, tooltip: str = "", radius: float = 0
) -> Markup:
    """A rectangle, with words for the pointer."""
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
    """An open line through the points."""
    steps = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return element("polyline", points=steps, class_=class_)


def _tooltip(text: str) -> tuple[Markup, ...]:
    return (element("title", text),) if text else ()
