# SPDX-License-Identifier: MIT
"""Lists within a line that break between their items, not within one."""

from collections.abc import Iterator, Sequence

from letterpress.diagnostics import Language
from letterpress.report.elements import Markup, element
from letterpress.report.words import SEPARATOR


def pieces(items: Sequence[str], language: Language) -> Iterator[Markup]:
    """The items with their separators, each kept together."""
    separator = SEPARATOR.text(language)
    for index, item in enumerate(items):
        last = index == len(items) - 1
        yield element("span", item if last else item + separator.rstrip(), class_="piece")
        if not last and separator.endswith(" "):
            yield Markup(" ")
