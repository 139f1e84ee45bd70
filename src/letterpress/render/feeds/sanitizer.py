# SPDX-License-Identifier: MIT
"""Text and HTML as feeds can carry them: characters that XML allows, no scripts, no forms, absolute URLs."""

import re
from collections import Counter
from functools import cache
from html import escape, unescape
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
    html head body link meta base frame frameset
    animate animatemotion animatetransform set handler foreignobject annotation-xml""".split()  # noqa: SIM905 - as above
)
# What stands in these is no markup to a browser (HTML, "parsing HTML fragments"), whatever it looks like.
_RAW = frozenset(
    "script style textarea title iframe noembed noframes xmp plaintext".split()  # noqa: SIM905 - as above
)
_URLS = frozenset(("href", "src", "poster", "cite", "longdesc", "background", "data", "xlink:href"))
_REMOVED = frozenset(
    ("srcdoc", "ping", "formaction", "action", "nonce", "contenteditable", "autofocus", "autoplay")
)
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "sms", "ftp"))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INLINE_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_ALIGNMENT = re.compile(r"text-align:\s*(?:left|right|center|start|end);?")
_CANDIDATE = re.compile(r"([^\s,]\S*+)(?:(?<!,)([^,]*+))?+")
"""A URL of a `srcset` and what describes it (HTML, "parse a srcset attribute"); a comma ends either."""

_TOKEN = re.compile(
    r"<(?:(?P<closes>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)|(?P<comment>!--)|[!?]|/(?P<nameless>.?))",
    re.DOTALL,
)
"""What begins a tag or a comment (HTML, "tokenization"); any other `<` is text."""
_TAG_END = re.compile(r"[\t\n\f\r /]*+>")
_ATTRIBUTE = re.compile(
    r"""[\t\n\f\r /]*+
    (?P<name>=?+[^\t\n\f\r />=]*+)
    (?:[\t\n\f\r ]*+=[\t\n\f\r ]*+
       (?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?!["'])(?P<bare>[^\t\n\f\r >]*+))
     |(?![\t\n\f\r ]*+=))
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")

# A tag that is not plainly harmless: an allow-list, so that anything unforeseen takes the careful way.
# Most bodies hold none and pass at the speed of one search.
_SUSPECT = re.compile(
    r"""<(?!
        /?(?:a|abbr|aside|b|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption
          |figure|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|rb|rp|rt|rtc|ruby|s|samp|section|small|source
          |span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr)
        (?:\s++(?:
            (?:href|src)="(?:https?://|mailto:|tel:)[^"\s]*"
          | srcset="https?://[^\s",]++(?:\s[\d.]++[wx])?(?:,\shttps?://[^\s",]++(?:\s[\d.]++[wx])?)*+"
          | (?:align|alt|class|colspan|datetime|decoding|dir|height|id|lang|loading|rel|role|rowspan|scope
              |sizes|start|title|type|value|width|aria-[a-z]+)="[^"]*"
          | style="(?:text-align:\s?(?:left|right|center)|list-style-type:none);?"
          | open
        ))*+\s*+/?>
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
        sign; everything else byte for byte as it was. From a tag that never ends on, all is text.
    """
    if _SUSPECT.search(html) is None:
        return html
    rewriter = _Rewriter(url)
    rewriter.read(html)
    return "".join(rewriter.pieces)


class _Rewriter:
    """Copies HTML piece by piece and leaves out what a feed cannot carry.

    It goes once over the text and divides it as browsers do, so that what is copied means to them what it means here.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.pieces: list[str] = []
        self.open: list[tuple[str, int]] = []
        """Dropped elements that are still open, with the number of pieces in front of each."""
        self.counts: Counter[str] = Counter()
        """How many of each are open."""

    def read(self, html: str) -> None:
        """Copy HTML."""
        position = 0
        while token := _TOKEN.search(html, position):
            self._text(html[position : token.start()])
            if name := token["name"]:
                position = self._read_tag(html, token, name.lower())
            elif token["comment"]:
                position = _behind_comment(html, token.end())
            else:
                end = token.end() if token["nameless"] != ">" else token.end() - 1
                position = html.find(">", end) + 1 or len(html)
        self._text(html[position:])

    def _text(self, text: str) -> None:
        """Copy text; a `<` at its end would begin a tag once what stands behind it is left out."""
        self.pieces.append(f"{text[:-1]}&lt;" if text.endswith("<") else text)

    def _read_tag(self, html: str, token: re.Match[str], name: str) -> int:
        """Copy, replace or leave out a tag; return the offset behind it, or behind all that it takes along."""
        attributes: dict[str, str | None] = {}
        position = token.end()
        while not (end := _TAG_END.match(html, position)):
            found = _ATTRIBUTE.match(html, position) if position < len(html) else None
            if found is None or found.end() == position:
                self.pieces.append(escape(html[token.start() :], quote=False))
                return len(html)
            value = next((each for each in found.groups()[1:] if each is not None), None)
            # Of two attributes with one name the first counts.
            attributes.setdefault(found["name"].lower(), None if value is None else unescape(value))
            position = found.end()
        if token["closes"]:
            self._close(name)
            return end.end()
        self._begin(name, list(attributes.items()), html[token.start() : end.end()])
        return end.end() if name not in _RAW else self._skip_raw(html, end.end(), name)

    def _skip_raw(self, html: str, start: int, name: str) -> int:
        """Leave out what is no markup, with the tag that ends it; of an `<xmp>` it is the text.

        Nothing ends a `<plaintext>`.
        """
        end = _raw_end(name).search(html, start) if name != "plaintext" else None
        stop = end.start() if end else len(html)
        if name in ("xmp", "plaintext"):
            self.pieces.append(f"<pre>{escape(html[start:stop], quote=False)}</pre>")
        return stop

    def _begin(self, tag: str, attributes: list[tuple[str, str | None]], written: str) -> None:
        """Copy, replace or leave out an opening tag; `<script/>` is one as well."""
        if tag in _DROPPED:
            if tag == "iframe":
                self._link(dict(attributes).get("src"))
            if tag not in _RAW:
                self.open.append((tag, len(self.pieces)))
                self.counts[tag] += 1
        elif tag == "input" and ("type", "checkbox") in attributes:
            self.pieces.append("☑" if "checked" in dict(attributes) else "☐")
        elif tag not in _UNWRAPPED and tag not in _RAW:
            self.pieces.append(self._tag(tag, attributes, written))

    def _close(self, tag: str) -> None:
        """Copy a closing tag, or forget what a dropped element held."""
        if tag in _DROPPED:
            while self.counts[tag]:
                name, start = self.open.pop()
                self.counts[name] -= 1
                del self.pieces[start:]
                if name == tag:
                    return
        elif tag not in _UNWRAPPED and tag not in _RAW:
            self.pieces.append(f"</{tag}>")

    def _link(self, source: str | None) -> None:
        """Stand in for an embedded page, which neither mail nor most readers show."""
        target = _absolute(source, self.url) if source else None
        if target:
            shown = escape(target)
            self.pieces.append(f'<a href="{shown}">{shown}</a>')

    def _tag(self, tag: str, attributes: list[tuple[str, str | None]], written: str) -> str:
        kept = [pair for name, value in attributes for pair in _attribute(name, value, self.url)]
        if kept == attributes:
            return written
        words = (f' {name}="{escape(value)}"' if value is not None else f" {name}" for name, value in kept)
        return f"<{tag}{''.join(words)}>"


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    """Return the expression for the end of an element that holds no markup."""
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)


def _behind_comment(html: str, start: int) -> int:
    """Return the offset behind a comment whose text begins at `start`; one that never ends takes all along."""
    for whole in (">", "->"):
        if html.startswith(whole, start):
            return start + len(whole)
    end = _COMMENT_END.search(html, start)
    return end.end() if end else len(html)


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
    """Every candidate of a `srcset` made absolute; those that cannot be are left out.

    A descriptor stays as it is: browsers pass over what they do not know.
    """
    written: list[str] = []
    for found in _CANDIDATE.finditer(value):
        target = _absolute(found[1].rstrip(","), url)
        if target:
            written.append(f"{target} {(found[2] or '').strip()}".rstrip())
    return ", ".join(written)
