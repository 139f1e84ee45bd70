# SPDX-License-Identifier: MIT
"""Build HTML and SVG; every text that is not `Markup` is escaped."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from letterpress.diagnostics import Language
from letterpress.report.formats import SEPARATOR

Attribute = str | int | float | bool | None
VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr"})


class Markup(str):
    """Text that is HTML and needs no escaping."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Build an element with its children.

    Attribute names are written with `_` for `-`, and with a `_` at the end where Python reserves the name (`class_`).
    None and False leave an attribute out, True writes it without a value. Numbers are rounded to hundredths, so that
    the same chart is the same text everywhere.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in VOID:
        return Markup(start)
    return Markup(f"{start}{joined(children)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Join parts, each escaped unless it is `Markup`."""
    return Markup("".join(map(markup, parts)))


def with_code(text: str) -> Markup:
    """A sentence as HTML, with `code` elements for what stands between backticks."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markup(text)
    return joined(element("code", part) if at % 2 else part for at, part in enumerate(parts))


def unbroken(items: Sequence[str], language: Language) -> Iterator[Markup]:
    """The items of a list within a line, which may break between items but not within one."""
    separator = SEPARATOR.text(language)
    for index, item in enumerate(items):
        last = index == len(items) - 1
        yield element("span", item if last else item + separator.rstrip(), class_="piece")
        if not last and separator.endswith(" "):
            yield Markup(" ")


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
