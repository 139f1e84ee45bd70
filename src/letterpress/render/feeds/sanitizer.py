# SPDX-License-Identifier: MIT
"""Text and HTML as feeds can carry them: characters that XML allows, no scripts, no forms, absolute URLs."""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

# XML 1.0 (fifth edition), production [2] Char, without the control characters that it advises against.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")

# Feed readers drop these with all that is in them; what stands in a form means nothing without the form.
_DROPPED = frozenset(
    """script style template title form select textarea button datalist canvas
    applet iframe noembed noframes""".split()  # noqa: SIM905 - a list of words reads better
)
# These go, what stands in them stays: fallbacks, labels, and tags of a page rather than of an article.
_UNWRAPPED = frozenset(
    """noscript object param embed label fieldset legend input option optgroup output dialog
    html head body link meta base frame frameset plaintext""".split()  # noqa: SIM905 - as above
)
_URLS = frozenset(("href", "src", "poster", "cite", "longdesc", "background", "data", "xlink:href"))
_REMOVED = frozenset(
    ("srcdoc", "ping", "formaction", "action", "nonce", "contenteditable", "autofocus", "autoplay")
)
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "sms", "ftp"))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INLINE_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_ALIGNMENT = re.compile(r"text-align:\s*(?:left|right|center|start|end);?")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(\s+[\d.]+[wx])?\s*(?:,|$)")

# A tag that is not plainly harmless: an allow-list, so that anything unforeseen takes the careful way.
# Most bodies hold none and pass at the speed of one search.
_SUSPECT = re.compile(
    r"""<(?!
        /?(?:a|abbr|aside|b|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption
          |figure|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|rb|rp|rt|rtc|ruby|s|samp|section|small|source
          |span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr)
        (?:\s+(?:
            (?:href|src)="(?:https?://|mailto:|tel:)[^"\s]*"
          | srcset="(?:https?://[^\s",]+(?:\s[\d.]+[wx])?(?:,\s)?)+"
          | (?:align|alt|class|colspan|datetime|decoding|dir|height|id|lang|loading|rel|role|rowspan|scope
              |sizes|start|title|type|value|width|aria-[a-z]+)="[^"]*"
          | style="(?:text-align:\s?(?:left|right|center)|list-style-type:none);?"
          | open
        ))*\s*/?>
    )""",
    re.VERBOSE,
)


def clean_text(text: str) -> str:
    """Text without what XML cannot carry: control characters, lone surrogates, U+FFFE, U+FFFF."""
    return _UNFIT.sub("", text)


def clean_line(text: str) -> str:
    """The same on one line; full-width spaces stay."""
    return _LINE_BREAKS.sub(" ", clean_text(text)).strip()


def feed_html(html: str, url: str) -> str:
    """A body as a feed carries it.

    Args:
        html: The body, without characters that no feed can carry.
        url: The absolute URL of its page, which relative URLs are resolved against.

    Returns:
        HTML without scripts, forms, comments, event attributes and styles (but for alignment, and lists that
        bring their own marks); every URL
        absolute and of a harmless scheme; an embedded page turned into a link, the check box of a task into a
        sign; everything else byte for byte as it was.
    """
    if _SUSPECT.search(html) is None:
        return html
    rewriter = _Rewriter(url)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.pieces)


class _Rewriter(HTMLParser):
    """Copies HTML piece by piece and leaves out what a feed cannot carry."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=False)
        self.url = url
        self.pieces: list[str] = []
        self.open: list[tuple[str, int]] = []
        """Dropped elements that are still open, with the number of pieces in front of each."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy, replace or leave out an opening tag."""
        if tag in _DROPPED:
            if tag == "iframe":
                self._link(dict(attrs).get("src"))
            self.open.append((tag, len(self.pieces)))
        elif tag == "input" and ("type", "checkbox") in attrs:
            self.pieces.append("☑" if "checked" in dict(attrs) else "☐")
        elif tag not in _UNWRAPPED:
            self.pieces.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat `<script/>` as HTML does, as an opening tag."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Copy a closing tag, or forget what a dropped element held."""
        if tag in _DROPPED:
            while any(name == tag for name, _ in self.open):
                name, start = self.open.pop()
                del self.pieces[start:]
                if name == tag:
                    return
        elif tag not in _UNWRAPPED:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text, but never that of a script left open, which some versions of the parser hand over."""
        if not any(name in ("script", "style") for name, _ in self.open):
            self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        """Copy `&name;`."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy `&#number;`."""
        self.handle_data(f"&#{name};")

    def _link(self, source: str | None) -> None:
        """Stand in for an embedded page, which neither mail nor most readers show."""
        target = _absolute(source, self.url) if source else None
        if target:
            shown = escape(target)
            self.pieces.append(f'<a href="{shown}">{shown}</a>')

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        kept = [pair for name, value in attrs for pair in _attribute(name, value, self.url)]
        original = self.get_starttag_text()
        if kept == attrs and original is not None:
            return original
        words = (f' {name}="{escape(value)}"' if value is not None else f" {name}" for name, value in kept)
        return f"<{tag}{''.join(words)}>"


def _attribute(name: str, value: str | None, url: str) -> list[tuple[str, str | None]]:
    """The attribute as it may stay: one pair, or none."""
    if name.startswith("on") or name in _REMOVED or not re.fullmatch(r"[a-z][\w:.-]*", name):
        return []
    if name == "style":
        return [(name, value)] if value and _ALIGNMENT.fullmatch(value.strip()) else []
    if value is not None and name in _URLS:
        target = _absolute(value, url)
        return [] if target is None else [(name, target)]
    if value is not None and name in ("srcset", "imagesrcset"):
        return [(name, _absolute_set(value, url))]
    return [(name, value)]


def _absolute(value: str, url: str) -> str | None:
    """The URL made absolute, or None where its scheme is not harmless or it is no URL at all."""
    # Browsers skip control characters and white space in a scheme (WHATWG URL, "basic URL parser").
    bare = re.sub("[\x00-\x20]+", "", value)
    if _INLINE_IMAGE.match(bare):
        return bare
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return None
    try:
        return urljoin(url, value.strip())
    except ValueError:
        return None


def _absolute_set(value: str, url: str) -> str:
    """Every candidate of a `srcset` made absolute; those that cannot be are left out."""
    found = ((_absolute(match[1], url), match[2] or "") for match in _CANDIDATE.finditer(value))
    return ", ".join(f"{target} {size.strip()}".rstrip() for target, size in found if target)
