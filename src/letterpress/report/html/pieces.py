# SPDX-License-Identifier: MIT
"""Lists within a line that break between their items, not within one."""

from collections.abc import Iterator, Sequence

from letterpress.diagnostics import Language
from letterpress.report.formats import SEPARATOR
from letterpress.report.html_builder import Markup, element


def pieces(items: Sequence[str], language: Language) -> Iterator[Markup]:
    """The items with their separators, each kept together."""
    separator = SEPARATOR.text(language)
    for index, item in enumerate(items):
        last = index == len(items) - 1
        yield element("span", item if last else item + separator.rstrip(), class_="piece")
        if not last and separator.endswith(" "):
            yield Markup(" ")
