# SPDX-License-Identifier: MIT
"""HTML and SVG from small functions: whatever is not `Markup` is escaped, so nothing can be forgotten."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from letterpress.diagnostics import Language
from letterpress.report.formats import SEPARATOR

Attribute = str | int | float | bool | None
VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """One element with its children.

    Attribute names are written with `_` for `-`, and with a `_` at the end where Python keeps the word
    (`class_`). None and False leave an attribute out, True writes it without a value; numbers are rounded to
    hundredths, so that the same chart is the same text everywhere.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in VOID:
        return Markup(start)
    return Markup(f"{start}{joined(children)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """The parts one after the other, each escaped unless it is `Markup`."""
    return Markup("".join(map(markup, parts)))


def with_code(text: str) -> Markup:
    """A sentence in which what stands between backticks, such as a field's name, is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markup(text)
    return joined(element("code", part) if at % 2 else part for at, part in enumerate(parts))


def markup(text: str) -> Markup:
    """The text as HTML."""
    return text if isinstance(text, Markup) else Markup(escape(text, quote=False))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(_text(value))}"'


def _text(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def unbroken_items(items: Sequence[str], language: Language) -> Iterator[Markup]:
    """The items with their separators, each kept together."""
    separator = SEPARATOR.text(language)
    for index, item in enumerate(items):
        last = index == len(items) - 1
        yield element("span", item if last else item + separator.rstrip(), class_="piece")
        if not last and separator.endswith(" "):
            yield Markup(" ")
