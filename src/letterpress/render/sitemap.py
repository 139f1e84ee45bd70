# SPDX-License-Identifier: MIT
"""sitemap.xml (https://www.sitemaps.org/protocol.html) and robots.txt (RFC 9309)."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape
from urllib.parse import unquote

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.plan.jobs import RobotsJob, SitemapJob
from letterpress.render.dates import moment
from letterpress.render.feeds.sanitizer import clean_line
from letterpress.render.rendered import Rendered

# The protocol's limits for one file, and for one URL.
MAX_URLS = 50_000
MAX_BYTES = 52_428_800
MAX_URL = 2_047
_SHOWN_OF_URL = 60
"""Characters of a URL that a message quotes."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_START = '<?xml version="1.0" encoding="UTF-8"?>\n<{root} ' + _NAMESPACE + ">\n"


def render_sitemap(
    job: SitemapJob, *, max_urls: int = MAX_URLS, max_bytes: int = MAX_BYTES
) -> tuple[Rendered, ...]:
    """Render the sitemap: one file, or an index with numbered files beside it where one would be too large.

    A URL longer than the protocol allows is left out; one such would spoil the whole file.

    Args:
        job: The sitemap.
        max_urls: How many URLs one file may hold.
        max_bytes: How large one file may be.

    Returns:
        The file at `job.path` alone; or the numbered files, then the index at `job.path`. That one has
        `sitemap-url-too-long` where a URL was left out.
    """
    places = [(_location(entry.url), entry.changed) for entry in job.entries]
    records = (_record("url", *place) for place in places if len(place[0]) <= MAX_URL)
    left_out = [
        entry.url for entry, place in zip(job.entries, places, strict=True) if len(place[0]) > MAX_URL
    ]
    diagnostics = (_too_long(job.path, left_out),) if left_out else ()
    files = [_document("urlset", part) for part in _parts(records, max_urls, max_bytes)]
    if len(files) <= 1:
        data = files[0] if files else _document("urlset", [])
        return (Rendered(path=job.path, data=data, diagnostics=diagnostics),)
    numbers = range(1, len(files) + 1)
    # Without dates the index changes only when a file comes or goes.
    parts = [_record("sitemap", _location(_numbered(job.url, number)), None) for number in numbers]
    index = _document("sitemapindex", parts)
    return (
        *(
            Rendered(path=_numbered(job.path, number), data=data)
            for number, data in zip(numbers, files, strict=True)
        ),
        Rendered(path=job.path, data=index, diagnostics=diagnostics),
    )


def _too_long(path: str, urls: list[str]) -> Diagnostic:
    first = unquote(urls[0])
    shown = first if len(first) <= _SHOWN_OF_URL else f"{first[:_SHOWN_OF_URL]}…"
    return Diagnostic(
        code="sitemap-url-too-long",
        severity=Severity.WARNING,
        message=Message(
            f"{MAX_URL:,}文字を超える URL はサイトマップに載せません：{len(urls):,}件、はじめは `{shown}`",
            f"URLs of more than {MAX_URL:,} characters are left out of the sitemap: {len(urls):,} of them,"
            f" the first `{shown}`",
        ),
        span=Span(path),
        hint=Message(
            "フォルダー名か `slug` を短くしてください。日本語は1文字が9文字に数えられます",
            "shorten the names of folders or the `slug`; a Japanese character counts as nine",
        ),
    )


def render_robots(job: RobotsJob) -> Rendered:
    """Render robots.txt: everyone may read everything, and where the sitemap is.

    Crawlers look for it at the root of a host only; under a base path it does no harm.
    """
    text = f"User-agent: *\nDisallow:\n\nSitemap: {clean_line(job.sitemap)}\n"
    return Rendered(path=job.path, data=text.encode())


def _parts(records: Iterator[bytes], max_urls: int, max_bytes: int) -> Iterator[list[bytes]]:
    """The records in as few parts as the limits allow, in order."""
    empty = len(_document("urlset", []))
    part: list[bytes] = []
    size = empty
    for record in records:
        if part and (len(part) == max_urls or size + len(record) > max_bytes):
            yield part
            part, size = [], empty
        part.append(record)
        size += len(record)
    if part:
        yield part


def _document(root: str, records: list[bytes]) -> bytes:
    return _START.format(root=root).encode() + b"".join(records) + f"</{root}>\n".encode()


def _record(name: str, location: str, changed: datetime | None) -> bytes:
    date = f"<lastmod>{moment(changed)}</lastmod>" if changed else ""
    return f"<{name}><loc>{location}</loc>{date}</{name}>\n".encode()


def _location(url: str) -> str:
    if _is_plain(url):
        return url
    # As `xml.sax.saxutils` does it, which would import everything that speaks HTTP, for 12 ms.
    return escape(clean_line(url), quote=False).replace('"', "&quot;").replace("'", "&apos;")


_is_plain = re.compile("[A-Za-z0-9/:.%_~-]*").fullmatch
"""Without anything that XML knows or that a line cannot hold, as most URLs are."""


def _numbered(name: str, number: int) -> str:
    """`sitemap.xml` as `sitemap-2.xml`; of a path or a URL."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{number}{dot}{suffix}"
