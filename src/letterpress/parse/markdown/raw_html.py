# SPDX-License-Identifier: MIT
"""URLs and ids in raw HTML, found with their places, so that they can be replaced like those of Markdown."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_tag = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<inside>[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+)(?P<closed>>)?+",
    re.DOTALL,
)
"""A comment, or a tag with what would be one if it were closed: taken whole, so that no part of it is read twice."""
_raw_ends = {
    name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")
}
"""What ends the elements in which nothing is markup."""
_attribute = re.compile(
    r"(?<![^\s\"'/])(href|src|srcset|poster|id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))",
    re.IGNORECASE,
)
_candidate = re.compile(r"[^\s,]\S*[^\s,]|[^\s,]")
_QUOTES = {2: '"', 3: "'", 4: ""}
_descriptor = re.compile(r"[0-9.]+[wxh]\Z")


class RawUrl(NamedTuple):
    """A URL in raw HTML."""

    attribute: str
    url: str
    start: int
    """Offset of the value."""
    end: int
    """Offset behind the value."""
    quote: str
    """What stands around the value: `"`, `'` or nothing."""


def attributes(html: str) -> Iterator[RawUrl]:
    """Find the attributes that hold a URL or an id, with the offsets of their values; skip scripts and comments."""
    position = 0
    while tag := _tag.search(html, position):
        position = tag.end()
        if not tag["closed"]:
            continue
        for found in _attribute.finditer(html, *tag.span("inside")):
            index = found.lastindex or 2
            yield from _values(found[1].lower(), found[index], found.start(index), _QUOTES[index])
        if raw_end := _raw_ends.get(tag["name"].lower()):
            end = raw_end.search(html, position)
            position = end.end() if end else len(html)


def _values(attribute: str, value: str, start: int, quote: str) -> Iterator[RawUrl]:
    """Return the URLs of one attribute; a srcset has several."""
    if attribute != "srcset":
        yield RawUrl(attribute, unescape(value), start, start + len(value), quote)
        return
    for found in _candidate.finditer(value):
        if not _descriptor.match(found[0]):
            begin = start + found.start()
            yield RawUrl(attribute, unescape(found[0]), begin, begin + len(found[0]), quote)
