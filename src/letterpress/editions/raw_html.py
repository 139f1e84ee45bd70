# SPDX-License-Identifier: MIT
"""Raw HTML as email may carry it: tags and attributes of an allow-list; a video or a frame becomes a link to it."""

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from types import MappingProxyType

_SILENT = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "head", "title", "object", "rp")
)
"""Elements that go with all that is in them."""
_LINKED = frozenset(("iframe", "video", "audio", "embed", "source"))
"""Elements that become a link to what they would play."""
_SAFE = ("https://", "http://", "mailto:", "tel:")
_VOID = frozenset(("br", "hr", "img"))
_COMMON = frozenset(("title", "lang", "dir", "align"))
_BARE = (
    "abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 hr i ins kbd li mark p pre q"
    " s small span strong sub sup tbody tfoot thead tr u ul"
)
_ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset(("href",)),
        "img": frozenset(("src", "alt", "width", "height")),
        "ol": frozenset(("start",)),
        "td": frozenset(("colspan", "rowspan", "width", "valign")),
        "th": frozenset(("colspan", "rowspan", "width", "valign")),
        "table": frozenset(("width", "cellpadding", "cellspacing", "border")),
        **dict.fromkeys(_BARE.split(), frozenset[str]()),
    }
)


def mail_html(html: str) -> str:
    """Write raw HTML anew with the tags and attributes that email carries; the words of all others stay.

    Ruby keeps its reading in parentheses, what a frame or a video shows becomes a link.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        given = dict(attrs)
        if tag in _LINKED:
            url = given.get("src") or ""
            if url and _is_safe(url):
                self._parts.append(f'<a href="{escape(url)}">{escape(given.get("title") or url)}</a>')
        elif tag == "rt":
            self._parts.append("（")
        elif tag in _ALLOWED:
            names = _ALLOWED[tag] | _COMMON
            kept = [
                f' {name}="{escape(value or "")}"'
                for name, value in given.items()
                if name in names and (name not in {"href", "src"} or _is_safe(value or ""))
            ]
            self._parts.append(f"<{tag}{''.join(kept)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        elif self._silent:
            return
        elif tag == "rt":
            self._parts.append("）")
        elif tag in _ALLOWED and tag not in _VOID:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(escape(data, quote=False))


def _is_safe(url: str) -> bool:
    """Whether an email may carry it: absolute, with a scheme that runs nothing."""
    return url.strip().lower().startswith(_SAFE)
