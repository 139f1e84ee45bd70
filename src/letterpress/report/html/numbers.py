# SPDX-License-Identifier: MIT
"""The section of the four key numbers, as tiles with small bars."""

from collections.abc import Iterable
from fractions import Fraction

from letterpress.config.settings import Thresholds
from letterpress.diagnostics import Language, Message, Severity
from letterpress.editorial.findings import EditorialReport
from letterpress.report.html.findings import severity_tag
from letterpress.report.html_builder import Markup, element, unbroken
from letterpress.report.key_numbers import LABELS, KeyNumber, Scale, judgement, key_numbers

BAR_WIDTH, BAR_HEIGHT = 200, 14
_NUMBERS = Message("今の数字", "The numbers now")


def numbers_section(report: EditorialReport, thresholds: Thresholds, language: Language) -> Markup:
    """The section of the four key numbers."""
    tiles = (_tile(number, report, language) for number in key_numbers(report.metrics, thresholds, language))
    return element(
        "section",
        element("h2", _NUMBERS.text(language), id="numbers", class_="unseen"),
        element("ul", *tiles, class_="numbers"),
        aria_labelledby="numbers",
    )


def _tile(number: KeyNumber, report: EditorialReport, language: Language) -> Markup:
    severity = judgement(number.name, report)
    tag = severity_tag(severity, language) if severity else Markup("")
    first, *rest = number.details
    heading = element("h3", LABELS[number.name].text(language), " ", tag)
    if number.counts:
        return element("li", heading, _rows(number))
    words = (
        element("p", first, class_="big" if number.scale else "nothing"),
        element("p", *unbroken(rest, language)),
    )
    return element("li", heading, *words, *([_bar(number.scale, severity)] if number.scale else []))


def _bar(scale: Scale, severity: Severity | None) -> Markup:
    """A bar with a line at the limit; hidden from screen readers, because its numbers are also text."""
    filled = BAR_WIDTH * float(min(max(scale.value, Fraction(0)), scale.top) / scale.top)
    limit = BAR_WIDTH * float(scale.limit / scale.top)
    shapes = [
        element("rect", y=4, width=BAR_WIDTH, height=6, rx=3, class_="track"),
        element("rect", y=4, width=filled, height=6, rx=3, class_="fill"),
        element("line", x1=limit, y1=0, x2=limit, y2=BAR_HEIGHT, class_="limit"),
    ]
    if severity and scale.more_is_worse:
        shapes.insert(
            2, element("rect", x=limit, y=4, width=max(filled - limit, 0), height=6, class_="beyond")
        )
    return _drawn(shapes)


def _rows(number: KeyNumber) -> Markup:
    """A bar for each count, beside its name and number."""
    most = max([*number.counts, 1])
    rows = [
        element("li", element("span", detail), _drawn([_filled(BAR_WIDTH * count / most)]))
        for detail, count in zip(number.details, number.counts, strict=True)
    ]
    return element("ul", *rows, class_="rows")


def _filled(width: float) -> Markup:
    return element("rect", y=4, width=width, height=6, class_="fill")


def _drawn(shapes: Iterable[Markup]) -> Markup:
    return element(
        "svg", *shapes, viewBox=f"0 0 {BAR_WIDTH} {BAR_HEIGHT}", aria_hidden="true", class_="gauge"
    )
