# SPDX-License-Identifier: MIT
"""Links to the live site stay in the preview; the canonical address, identifiers and other sites stay what they are."""

import pytest

from letterpress.preview.live_links import LiveLinks

HERE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '<meta http-equiv="refresh" content="0; url=https://example.com/posts/new/">',
            '<meta http-equiv="refresh" content="0; url=/posts/new/">',
        ),
        ('<a href="https://example.com/feed.xml">', '<a href="/feed.xml">'),
        ('<a class="x" href="https://example.com/a/?b#c">', '<a class="x" href="/a/?b#c">'),
        ('<a\nhref="https://example.com">', '<a\nhref="/">'),
        ('<a href="https://example.com?q=1">', '<a href="/?q=1">'),
        ('<img alt="" src="https://example.com/a.png">', '<img alt="" src="/a.png">'),
        ('<form action="https://example.com/search/">', '<form action="/search/">'),
        (
            '<link rel="alternate" type="application/rss+xml" href="https://example.com/feed.xml">',
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml">',
        ),
        ('<link rel="next" href="https://example.com/page/2/">', '<link rel="next" href="/page/2/">'),
    ],
)
def test_a_link_of_a_page_stays(written: str, shown: str) -> None:
    assert LiveLinks("https://example.com", "/").in_page(written.encode()).decode() == shown


@pytest.mark.parametrize(
    "written",
    [
        '<link rel="canonical" href="https://example.com/a/">',
        '<meta property="og:url" content="https://example.com/a/">',
        '<a href="https://example.com.evil/">',
        '<a href="https://example.community/">',
        '<a href="http://example.com/">',
        '<a href="/a/">https://example.com/</a>',
        '<a data-href="https://example.com/">',
        "<p>https://example.com/ href=&quot;https://example.com/&quot;</p>",
        '<abbr href="https://example.com/">',
    ],
)
def test_what_is_no_link_to_the_site_stays_as_it_is(written: str) -> None:
    assert LiveLinks("https://example.com", "/").in_page(written.encode()).decode() == written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<link>https://example.com/a/</link>", f"<link>{HERE}/a/</link>"),
        ('<atom:link href="https://example.com/feed.xml"', f'<atom:link href="{HERE}/feed.xml"'),
        ('<enclosure url="https://example.com/a.mp3"', f'<enclosure url="{HERE}/a.mp3"'),
        (
            "&lt;a href=&quot;https://example.com/a/&quot;&gt;",
            f"&lt;a href=&quot;{HERE}/a/&quot;&gt;",
        ),
        ('{"url": "https://example.com/a/"', f'{{"url": "{HERE}/a/"'),
        (r'"<a href=\"https://example.com/a/\">', rf'"<a href=\"{HERE}/a/\">'),
        ('<guid isPermaLink="true">https://example.com/a/</guid>',) * 2,
        ('{"id": "https://example.com/a/"',) * 2,
        ("<loc>https://example.com/a/</loc>",) * 2,
    ],
)
def test_a_link_of_a_feed_stays_and_an_identifier_is_kept(written: str, shown: str) -> None:
    assert LiveLinks("https://example.com", "/").in_feed(written.encode(), HERE).decode() == shown


def test_a_base_path_is_kept() -> None:
    links = LiveLinks("https://example.com/sub/", "/sub/")
    assert links.in_page(b'<a href="https://example.com/sub/a/">') == b'<a href="/sub/a/">'
    assert links.in_page(b'<a href="https://example.com/other/">') == b'<a href="https://example.com/other/">'
    assert (
        links.in_feed(b"<link>https://example.com/sub</link>", HERE) == f"<link>{HERE}/sub/</link>".encode()
    )


def test_without_a_live_site_nothing_changes() -> None:
    assert LiveLinks("", "/").in_page(b'<a href="/a/">') == b'<a href="/a/">'
