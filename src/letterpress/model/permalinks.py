# SPDX-License-Identifier: MIT
"""The URLs of a site; no other module makes one.

A URL here is a site path: it starts with `/`, is percent-encoded, and lacks the base path, so that one site can be
published at any address. `href` and `absolute_url` complete it.
"""

import re
from collections.abc import Callable
from datetime import date
from unicodedata import normalize
from urllib.parse import quote, unquote

from letterpress.config.settings import Permalinks

HOME = "/"
ARCHIVE = "/archive/"
NEWSLETTER = "/newsletter/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"

_unsafe_signs = re.compile(r'[:*?"<>|]+')
# RFC 3986 pchar besides the unreserved characters, which `quote` never touches.
_SAFE = "/!$&'()*+,;=:@~"
_plain = re.compile(r"[A-Za-z0-9/_.~-]*").fullmatch
_plain_suffix = re.compile(r"(?:\?[A-Za-z0-9/_.~=&-]*)?(?:#[A-Za-z0-9_.-]*)?").fullmatch
_lone_percent = re.compile(r"%(?![0-9A-Fa-f]{2})")
_encoded_letters = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_encoded_text = re.compile(r"(?:%(?!2[356BF]|3[BDF])[0-9A-F]{2})+", re.IGNORECASE)
"""All but `#`, `%`, `&`, `+`, `/`, `;`, `=` and `?`."""


def encode(path: str) -> str:
    """Make a site path from plain text: NFC and percent-encoded."""
    if _plain(path):
        return path
    return quote(normalize("NFC", path), safe=_SAFE)


def encode_suffix(suffix: str) -> str:
    """The query and fragment of a URL, which mean what was written: only what may not stand there is encoded.

    A fragment's letters are NFC, as the ids are that it names.
    """
    if _plain_suffix(suffix):
        return suffix
    query, sign, fragment = suffix.partition("#")
    return _quoted(query) + sign + _quoted(normalize("NFC", _encoded_letters.sub(_decoded, fragment)))


def plain_text(fragment: str) -> str:
    """The id that a fragment names."""
    return normalize("NFC", unquote(fragment))


def readable(target: str) -> str:
    """A target of a link for people: decoded, but for the signs that would mean something else in a URL."""
    return _encoded_text.sub(_decoded, target) if "%" in target else target


def _quoted(text: str) -> str:
    return quote(_lone_percent.sub("%25", text), safe=_SAFE + "?%")


def _decoded(encoded: re.Match[str]) -> str:
    """What percent signs stand for; they stay where that is nothing to be read."""
    text = unquote(encoded[0])
    return text if text.isprintable() and "\ufffd" not in text else encoded[0]


def post_url_maker(pattern: str) -> Callable[[str, date], str]:
    """Make the function that makes the URL of a post from its slug and day, by the site's pattern."""
    pattern = pattern.replace("{number}", "")
    if not any(part in pattern for part in ("{year}", "{month}", "{day}")):
        return lambda slug, day: encode(pattern.replace("{slug}", slug))

    def dated(slug: str, day: date) -> str:
        place = pattern.replace("{year}", f"{day.year:04}").replace("{month}", f"{day.month:02}")
        return encode(place.replace("{day}", f"{day.day:02}").replace("{slug}", slug))

    return dated


def shows_day(pattern: str) -> bool:
    """Whether every URL of a pattern shows year, month and day."""
    return all(part in pattern for part in ("{year}", "{month}", "{day}"))


def page_url(permalinks: Permalinks, slug: str) -> str:
    """The URL of a page."""
    return encode(permalinks.pages.format(slug=slug, year="", month="", day="", number=""))


def issue_url(permalinks: Permalinks, numbers: tuple[int, ...], slug: str, day: date) -> str:
    """The URL of an issue: by its number or numbers (`12`, `12-13`); by its slug where it has none."""
    number = "-".join(str(number) for number in numbers) or slug
    return encode(
        permalinks.newsletter.format(
            slug=slug, year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}", number=number
        )
    )


def term_slug(term: str) -> str:
    """The part of a URL for a tag, category, series or author id; it is never transliterated.

    It is made from the id alone, so that the URL does not depend on the spelling in any one post. A sign that no
    file system or server takes is a hyphen, or nothing at either end; a term of such signs alone is their code points.
    """
    words = normalize("NFC", term).replace("/", "-").replace("\\", "-")
    words = _unsafe_signs.sub(" ", words)
    slug = "-".join(words.split()).strip(".")
    return slug or "-".join([f"u{ord(sign):04x}" for sign in term if not sign.isspace()]) or "-"


def index_url(group: str) -> str:
    """The index page of a group of terms: `/tags/`, `/categories/`, `/series/`, `/authors/`."""
    return f"/{group}/"


def term_url(group: str, term: str) -> str:
    """The first list page of the term with this id: `/tags/TAG/`."""
    return encode(f"/{group}/{term_slug(term)}/")


def month_url(year: int, month: int) -> str:
    """The archive of one month."""
    return f"/archive/{year:04}/{month:02}/"


def list_page_url(front: str, number: int | None) -> str:
    """One page of a list: its front page, or a numbered one, counted from the oldest posts."""
    return front if number is None else f"{front}page/{number}/"


def feed_url(front: str) -> str:
    """The RSS feed that belongs to a list's front page."""
    return f"{front}feed.xml"


def json_feed_url(front: str) -> str:
    """The JSON feed that belongs to a list's front page."""
    return f"{front}feed.json"


def alias_url(alias: str) -> str:
    """The site path of an alias, which may be written with or without leading slash and percent-encoding."""
    path = "/" + unquote(alias).lstrip("/")
    last = path.rsplit("/", 1)[-1]
    return encode(path if "." in last or path.endswith("/") else path + "/")


def output_path(url: str) -> str:
    """The output file of a URL, relative to the output folder."""
    path = (unquote(url) if "%" in url else url).lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def href(url: str, base_path: str) -> str:
    """The URL that a page of the site writes into `href` or `src`."""
    return base_path + url


def absolute_url(url: str, base_url: str) -> str:
    """A site path as an absolute URL; one that is absolute already stays."""
    return url if "://" in url else base_url + url
