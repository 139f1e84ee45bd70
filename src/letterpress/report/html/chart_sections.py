# SPDX-License-Identifier: MIT
"""Charts on the page: each with its drawing, its legend, and its numbers as a table that can be opened."""

from collections.abc import Iterable, Sequence

from letterpress.diagnostics import Language, Message
from letterpress.report.charts.figure import Figure
from letterpress.report.html_builder import Markup, element

_NUMBERS = Message("数値で見る", "As numbers")


def chart_section(figure: Figure, language: Language, *, opened: bool = False) -> Markup:
    """The section of a chart; `opened` shows its table of numbers without a click."""
    parts = [element("p", figure.note, class_="note"), figure.drawing]
    if figure.legend:
        parts.append(_legend(figure.legend))
    if figure.rows and opened:
        parts.append(table(figure.columns, figure.rows, name=figure.title))
    elif figure.rows:
        parts.append(
            element(
                "details",
                element(
                    "summary", _NUMBERS.text(language), element("span", f": {figure.title}", class_="unseen")
                ),
                table(figure.columns, figure.rows, name=figure.title),
            )
        )
    return element(
        "section",
        element("h2", figure.title, id=figure.id),
        element("figure", *parts),
        class_=f"chart {figure.id}",
        aria_labelledby=figure.id,
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, name: str) -> Markup:
    """A table whose first column heads the rows; a wide one scrolls by itself."""
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
        for row in rows
    ]
    return element(
        "div",
        element("table", element("thead", head), element("tbody", *body)),
        class_="scroll",
        tabindex=0,
        role="group",
        aria_label=name,
    )


def _legend(entries: Sequence[tuple[Markup, str]]) -> Markup:
    return element("ul", *(element("li", drawn, words) for drawn, words in entries), class_="legend")
