# SPDX-License-Identifier: MIT
"""sitemap.xml and robots.txt as outside parsers read them."""

from datetime import datetime
from urllib.robotparser import RobotFileParser
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from letterpress.plan.jobs import RobotsJob, SitemapEntry, SitemapJob
from letterpress.render.sitemap import render_robots, render_sitemap

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TOKYO = ZoneInfo("Asia/Tokyo")


def sitemap(*entries: SitemapEntry) -> SitemapJob:
    return SitemapJob(path="sitemap.xml", url="https://example.com/sub/sitemap.xml", entries=entries)


def pages(count: int) -> tuple[SitemapEntry, ...]:
    return tuple(SitemapEntry(url=f"https://example.com/{n:05}/", changed=None) for n in range(count))


def locations(data: bytes, root: str = "urlset", record: str = "url") -> list[str | None]:
    """Every URL of a sitemap, or of an index."""
    tree = etree.fromstring(data)
    assert tree.tag == NAMESPACE + root
    assert {child.tag for child in tree} <= {NAMESPACE + record}
    return [child.findtext(f"{NAMESPACE}loc") for child in tree]


def test_every_url_stands_in_one_file() -> None:
    (file,) = render_sitemap(sitemap(*pages(3)))

    assert file.path == "sitemap.xml"
    assert locations(file.data) == [
        "https://example.com/00000/",
        "https://example.com/00001/",
        "https://example.com/00002/",
    ]


def test_the_change_is_a_w3c_moment_with_its_zone() -> None:
    changed = datetime(2026, 3, 1, 9, 30, 15, 999, tzinfo=TOKYO)
    known = SitemapEntry(url="https://example.com/", changed=changed)

    (file,) = render_sitemap(sitemap(known, *pages(1)))
    first, second = etree.fromstring(file.data)
    assert first.findtext(f"{NAMESPACE}lastmod") == "2026-03-01T09:30:15+09:00"
    assert second.find(f"{NAMESPACE}lastmod") is None


@pytest.mark.parametrize(
    "url", ["https://example.com/?a=1&b=2", "https://example.com/<'\">/", "https://e.com/]]>"]
)
def test_markup_in_a_url_is_escaped(url: str) -> None:
    (file,) = render_sitemap(sitemap(SitemapEntry(url=url, changed=None)))

    assert locations(file.data) == [url]


def test_characters_that_xml_cannot_carry_do_not_break_it() -> None:
    (file,) = render_sitemap(sitemap(SitemapEntry(url="https://example.com/\x00\ud800a", changed=None)))

    assert locations(file.data) == ["https://example.com/a"]


def test_a_url_longer_than_the_protocol_allows_is_left_out() -> None:
    longest = "https://example.com/" + "a" * (2047 - 20)
    entries = [SitemapEntry(url=url, changed=None) for url in (longest, longest + "a")]

    (file,) = render_sitemap(sitemap(*entries))
    assert locations(file.data) == [longest]
    (told,) = file.diagnostics
    assert told.message.en == (
        "URLs of more than 2,047 characters are left out of the sitemap: 1 of them,"
        f" the first `https://example.com/{'a' * 40}…`"
    )


def test_of_a_very_large_sitemap_it_is_the_index_that_tells_of_it() -> None:
    long = SitemapEntry(url="https://example.com/" + "a" * 2047, changed=None)
    *parts, index = render_sitemap(sitemap(*pages(10), long), max_urls=5)

    assert [part.diagnostics for part in parts] == [(), ()]
    assert [each.code for each in index.diagnostics] == ["sitemap-url-too-long"]


def test_fifty_thousand_urls_are_one_file_and_one_more_makes_an_index() -> None:
    assert len(render_sitemap(sitemap(*pages(50_000)))) == 1

    first, second, index = render_sitemap(sitemap(*pages(50_001)))
    assert [first.path, second.path, index.path] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert len(locations(first.data)) == 50_000
    assert locations(second.data) == ["https://example.com/50000/"]
    assert locations(index.data, "sitemapindex", "sitemap") == [
        "https://example.com/sub/sitemap-1.xml",
        "https://example.com/sub/sitemap-2.xml",
    ]


def test_no_file_exceeds_the_size_and_no_url_is_lost() -> None:
    *parts, index = render_sitemap(sitemap(*pages(100)), max_bytes=1000)

    assert len(parts) > 1
    assert all(len(part.data) <= 1000 for part in parts)
    assert [url for part in parts for url in locations(part.data)] == [page.url for page in pages(100)]
    assert len(locations(index.data, "sitemapindex", "sitemap")) == len(parts)


def test_a_file_is_as_full_as_its_size_allows() -> None:
    (whole,) = render_sitemap(sitemap(*pages(10)))

    assert len(render_sitemap(sitemap(*pages(10)), max_bytes=len(whole.data))) == 1
    assert len(render_sitemap(sitemap(*pages(10)), max_bytes=len(whole.data) - 1)) == 3


def test_an_empty_site_has_an_empty_sitemap() -> None:
    (file,) = render_sitemap(sitemap())

    assert locations(file.data) == []


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    file = render_robots(RobotsJob(path="robots.txt", sitemap="https://example.com/sub/sitemap.xml"))

    parser = RobotFileParser()
    parser.parse(file.data.decode().splitlines())
    assert parser.can_fetch("AnyBot/1.0", "https://example.com/sub/posts/hello/")
    assert parser.site_maps() == ["https://example.com/sub/sitemap.xml"]
