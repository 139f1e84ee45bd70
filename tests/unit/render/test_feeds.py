# SPDX-License-Identifier: MIT
"""Feeds as outside parsers read them: feedparser and lxml for RSS, the specification's own fields for JSON Feed."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from letterpress.plan.jobs import FeedItemView, FeedJob
from letterpress.render.feeds.feed import render_feed
from letterpress.render.feeds.sanitizer import feed_html

TOKYO = ZoneInfo("Asia/Tokyo")
PAGE = "https://example.com/sub/posts/hello/"
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
FORMATS = pytest.mark.parametrize("kind", ["rss", "json_feed"])


def item(number: int = 1, **fields: Any) -> FeedItemView:
    """The post of the `number`-th of March."""
    date = datetime(2026, 3, number, 9, 30, tzinfo=TOKYO)
    usual: dict[str, Any] = {
        "id": f"posts/{number}",
        "title": f"第{number}話",
        "url": f"https://example.com/posts/{number}/",
        "date": date,
        "updated": date,
        "html": f"<p>本文{number}</p>\n",
        "excerpt": f"要約{number}",
        "authors": ("山田花子",),
        "tags": ("手紙", "小商い"),
        "image": None,
        "image_size": 0,
        "image_type": "",
        "lang": "ja",
        "source": f"content/posts/{number}.md",
    }
    return FeedItemView(**usual | fields)


def feed(*items: FeedItemView, **fields: Any) -> FeedJob:
    usual: dict[str, Any] = {
        "path": "feed.xml",
        "format": "rss",
        "title": "小さな手紙",
        "description": "売らずに教える",
        "language": "ja",
        "home": "https://example.com/",
        "url": "https://example.com/feed.xml",
        "items": items,
        "full_text": True,
        "max_bytes": 500_000,
    }
    return FeedJob(**usual | fields)


def rss(*items: FeedItemView, **fields: Any) -> etree._Element:
    """The channel of the feed, as a strict XML parser sees it."""
    channel = etree.fromstring(render_feed(feed(*items, **fields)).data).find("channel")
    assert channel is not None
    return channel


def only(element: etree._Element, path: str) -> str:
    """The text of the only element at this path."""
    (found,) = element.findall(path, NAMESPACES)
    return found.text or ""


def json_feed(*items: FeedItemView, **fields: Any) -> Any:
    return msgspec.json.decode(render_feed(feed(*items, format="json_feed", **fields)).data)


class TestRss:
    def test_items_stand_in_the_order_of_the_job(self) -> None:
        channel = rss(item(3), item(2), item(1))

        assert [guid.text for guid in channel.findall("item/guid")] == ["posts/3", "posts/2", "posts/1"]

    def test_an_outside_parser_reads_every_field(self) -> None:
        picture = {"image": "https://example.com/a.png", "image_size": 1234, "image_type": "image/png"}

        parsed = feedparser.parse(render_feed(feed(item(2, **picture), item(1))).data)

        assert (parsed.bozo, parsed.version, parsed.encoding) == (False, "rss20", "utf-8")
        assert parsed.feed.title == "小さな手紙"
        assert parsed.feed.link == "https://example.com/"
        assert parsed.feed.language == "ja"
        entry = parsed.entries[0]
        assert (entry.title, entry.link, entry.id) == (
            "第2話",
            "https://example.com/posts/2/",
            "posts/2",
        )
        assert entry.summary == "要約2"
        assert [content.value for content in entry.content] == ["<p>本文2</p>"]
        assert entry.author == "山田花子"
        assert [tag.term for tag in entry.tags] == ["手紙", "小商い"]
        assert entry.published_parsed[:5] == (2026, 3, 2, 0, 30), "09:30 in Tokyo"
        (enclosure,) = entry.enclosures
        assert (enclosure.href, enclosure.length, enclosure.type) == (
            "https://example.com/a.png",
            "1234",
            "image/png",
        )

    def test_the_excerpt_comes_before_the_full_text(self) -> None:
        (found,) = rss(item(1)).findall("item")

        names = [etree.QName(child).localname for child in found]
        assert names.index("description") < names.index("encoded")

    def test_the_guid_is_no_permalink(self) -> None:
        (guid,) = rss(item(1)).findall("item/guid")

        assert guid.get("isPermaLink") == "false"

    def test_the_guid_stays_when_title_address_and_date_change(self) -> None:
        moved = item(1, title="別の題", url="https://other.example/x/", date=item(2).date)

        assert only(rss(moved), "item/guid") == only(rss(item(1)), "item/guid")

    def test_the_publication_date_carries_its_zone(self) -> None:
        assert only(rss(item(1)), "item/pubDate") == "Sun, 01 Mar 2026 09:30:00 +0900"

    def test_local_mean_time_becomes_utc(self) -> None:
        old = datetime(1880, 1, 1, tzinfo=TOKYO)

        assert old.utcoffset() == timedelta(hours=9, minutes=18, seconds=59)
        assert only(rss(item(1, date=old)), "item/pubDate") == "Wed, 31 Dec 1879 14:41:01 +0000"

    def test_a_date_without_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="without a time zone"):
            render_feed(feed(item(1, date=datetime(2026, 3, 1))))

    def test_the_feed_points_at_itself_and_at_its_page(self) -> None:
        channel = rss(item(1), home="https://example.com/tags/a/", url="https://example.com/tags/a/feed.xml")

        (self_link,) = channel.findall("atom:link", NAMESPACES)
        assert dict(self_link.items()) == {
            "href": "https://example.com/tags/a/feed.xml",
            "rel": "self",
            "type": "application/rss+xml",
        }
        assert only(channel, "link") == "https://example.com/tags/a/"

    def test_the_last_build_is_the_newest_change(self) -> None:
        changed = item(1, updated=datetime(2026, 3, 9, tzinfo=TOKYO))

        assert only(rss(item(2), changed), "lastBuildDate") == "Mon, 09 Mar 2026 00:00:00 +0900"

    def test_an_empty_feed_has_no_last_build(self) -> None:
        channel = rss()

        assert channel.findall("lastBuildDate") == []
        assert only(channel, "title") == "小さな手紙"

    def test_a_feed_without_description_shows_its_title(self) -> None:
        assert only(rss(item(1), description=""), "description") == "小さな手紙"

    def test_a_post_without_excerpt_keeps_its_text_out_of_the_description(self) -> None:
        channel = rss(item(1, excerpt=""))

        assert only(channel, "item/description") == "第1話"
        assert only(channel, "item/content:encoded") == "<p>本文1</p>\n"

    def test_an_image_of_unknown_size_is_no_enclosure(self) -> None:
        unknown = item(1, image="https://example.com/a.png", image_type="image/png")

        assert rss(unknown).findall("item/enclosure") == []

    def test_every_author_is_a_creator(self) -> None:
        creators = rss(item(1, authors=("甲", "乙"))).findall("item/dc:creator", NAMESPACES)

        assert [creator.text for creator in creators] == ["甲", "乙"]

    def test_an_item_in_another_language_says_so(self) -> None:
        english, japanese = rss(item(2, lang="en"), item(1)).findall("item")

        assert only(english, "dc:language") == "en"
        assert japanese.findall("dc:language", NAMESPACES) == []

    def test_the_excerpt_is_text_and_not_markup(self) -> None:
        (entry,) = feedparser.parse(render_feed(feed(item(1, excerpt="<b> & 1 < 2"))).data).entries

        assert entry.summary == "&lt;b&gt; &amp; 1 &lt; 2"


class Author(msgspec.Struct, forbid_unknown_fields=True):
    name: str


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """https://www.jsonfeed.org/version/1.1/, "Items"; the fields that we use."""

    id: str
    url: str
    title: str
    date_published: datetime
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    date_modified: datetime | None = None
    authors: list[Author] | None = None
    tags: list[str] | None = None
    language: str | None = None


class JsonFeed(msgspec.Struct, forbid_unknown_fields=True):
    """https://www.jsonfeed.org/version/1.1/, "Top-level"; the fields that we use."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    items: list[Item]
    description: str | None = None
    language: str | None = None


class TestJsonFeed:
    def test_it_holds_the_fields_of_the_specification_and_no_other(self) -> None:
        changed = item(2, updated=item(5).date, image="https://example.com/a.png")
        data = render_feed(feed(changed, item(1), format="json_feed")).data

        found = msgspec.json.decode(data, type=JsonFeed)

        assert found.version == "https://jsonfeed.org/version/1.1"
        assert (found.title, found.description, found.language) == ("小さな手紙", "売らずに教える", "ja")
        assert (found.home_page_url, found.feed_url) == (
            "https://example.com/",
            "https://example.com/feed.xml",
        )
        first, second = found.items
        assert (first.id, first.url, first.title) == ("posts/2", "https://example.com/posts/2/", "第2話")
        assert (first.content_html, first.content_text, first.summary) == ("<p>本文2</p>\n", None, "要約2")
        assert (first.date_published, first.date_modified) == (changed.date, changed.updated)
        assert first.authors == [Author(name="山田花子")]
        assert (first.tags, first.image, first.language) == (
            ["手紙", "小商い"],
            "https://example.com/a.png",
            "ja",
        )
        assert (second.id, second.date_modified, second.image) == ("posts/1", None, None)

    def test_dates_are_rfc_3339(self) -> None:
        (found,) = json_feed(item(1))["items"]

        assert found["date_published"] == "2026-03-01T09:30:00+09:00"

    def test_an_item_without_full_text_still_has_a_content(self) -> None:
        (found,) = json_feed(item(1), full_text=False)["items"]

        assert found["content_text"] == "要約1"
        assert "content_html" not in found

    def test_an_empty_feed_has_an_empty_list(self) -> None:
        assert json_feed()["items"] == []


def full_texts(data: bytes) -> list[str]:
    """The numbers of the items with full text, in the feed's order."""
    return re.findall("本文([0-9]+)", data.decode())


@FORMATS
class TestSize:
    def posts(self) -> list[FeedItemView]:
        return [item(number, html=f"<p>本文{number}: {'あ ' * 1000}</p>") for number in (5, 4, 3, 2, 1)]

    def test_a_feed_that_fits_is_whole(self, kind: str) -> None:
        data = render_feed(feed(*self.posts(), format=kind)).data

        same = render_feed(feed(*self.posts(), format=kind, max_bytes=len(data))).data
        assert same == data
        assert full_texts(data) == ["5", "4", "3", "2", "1"]

    def test_one_byte_too_many_costs_the_oldest_text(self, kind: str) -> None:
        whole = render_feed(feed(*self.posts(), format=kind)).data

        data = render_feed(feed(*self.posts(), format=kind, max_bytes=len(whole) - 1)).data
        assert full_texts(data) == ["5", "4", "3", "2"]
        assert "要約1" in data.decode()

    @pytest.mark.parametrize("left", [0, 1, 2, 3, 4])
    def test_no_text_is_dropped_that_would_fit(self, kind: str, left: int) -> None:
        posts = self.posts()
        exactly = render_feed(feed(*posts[:left], *map(_without_text, posts[left:]), format=kind)).data

        data = render_feed(feed(*posts, format=kind, max_bytes=len(exactly))).data
        assert data == exactly

    @pytest.mark.parametrize("left", [1, 2, 3, 4])
    def test_no_text_is_kept_that_does_not_fit(self, kind: str, left: int) -> None:
        posts = self.posts()
        exactly = render_feed(feed(*posts[:left], *map(_without_text, posts[left:]), format=kind)).data

        data = render_feed(feed(*posts, format=kind, max_bytes=len(exactly) - 1)).data
        assert len(full_texts(data)) == left - 1

    def test_excerpts_are_never_dropped(self, kind: str) -> None:
        data = render_feed(feed(*self.posts(), format=kind, max_bytes=0)).data

        assert full_texts(data) == []
        assert [f"要約{number}" in data.decode() for number in (5, 4, 3, 2, 1)] == [True] * 5

    def test_full_text_can_be_switched_off(self, kind: str) -> None:
        assert full_texts(render_feed(feed(*self.posts(), format=kind, full_text=False)).data) == []


def _without_text(post: FeedItemView) -> FeedItemView:
    return msgspec.structs.replace(post, html="")


NASTY = [
    "閉じる ]]> 続き",
    "<script>alert(1)</script>",
    "A & B &amp; C",
    "\"引用\" 'apostrophe' <b>",
    "制御\x00\x01\x08\x0b\x0c\x1f\x7f\x80文字",
    "片割れ\ud83dと\udc00",
    "末尾\ufffe\uffff",
    "改行\r\nと\tタブ\u2028",
    "</title></item></channel></rss>",
    "<!-- --><?php ?><![CDATA[ x",
    "",
    "🗞️ 絵文字 𠮷野家",
]


class TestHostileText:
    @FORMATS
    @pytest.mark.parametrize("text", NASTY)
    def test_no_text_breaks_a_feed_or_escapes_from_its_place(self, text: str, kind: str) -> None:
        hostile = item(
            1, id="posts/" + text, title=text, excerpt=text, authors=(text, text), tags=(text,), html=text
        )
        job = feed(hostile, item(2), format=kind, title=text, description=text)

        data = render_feed(job).data

        assert READERS[kind](data) == 2

    @FORMATS
    @given(text=st.text(st.characters(), max_size=40))
    def test_any_text_at_all_gives_a_readable_feed(self, kind: str, text: str) -> None:
        hostile = item(1, title=text, excerpt=text, html=text, authors=(text,), tags=(text,))

        assert READERS[kind](render_feed(feed(hostile, format=kind)).data) == 1

    def test_characters_arrive_as_they_were_written(self) -> None:
        title = "<b>「A & B」]]></b>　全角の空白"

        assert only(rss(item(1, title=title)), "item/title") == title
        assert json_feed(item(1, title=title))["items"][0]["title"] == title

    def test_the_end_of_a_cdata_section_stays_text(self) -> None:
        content = only(rss(item(1, html="<pre>a[b[0]]&gt; ]]> c</pre>")), "item/content:encoded")

        assert content == "<pre>a[b[0]]&gt; ]]&gt; c</pre>"

    def test_text_loses_nothing_but_what_xml_cannot_carry(self) -> None:
        assert only(rss(item(1, title="制\x00御\x1b文\ud800字\ufffe")), "item/title") == "制御文字"

    def test_a_script_never_reaches_a_reader(self) -> None:
        html = "<p>前</p><script>alert(1)</script><p onclick='alert(2)'>後</p>"

        data = render_feed(feed(item(1, html=html))).data.decode()
        assert "alert" not in data

    def test_the_file_with_unfit_characters_is_named(self) -> None:
        (found,) = render_feed(feed(item(2), item(1, title="鐘\x07"))).diagnostics

        assert (found.code, found.span.path) == ("feed-characters-removed", "content/posts/1.md")

    def test_the_files_without_full_text_are_named(self) -> None:
        found = render_feed(feed(item(2), item(1), max_bytes=0)).diagnostics

        assert [(problem.code, problem.span.path) for problem in found] == [
            ("feed-too-large", "content/posts/2.md")
        ]

    def test_a_clean_feed_has_no_problems(self) -> None:
        assert render_feed(feed(item(2), item(1))).diagnostics == ()
        assert render_feed(feed(item(2), full_text=False)).diagnostics == ()


CHANNEL = {"rss", "channel", "title", "link", "description", "docs", "generator", "language", "lastBuildDate"}
ITEM = {"item", "encoded", "guid", "category", "enclosure", "pubDate", "creator"}


def _rss_items(data: bytes) -> int:
    """How many items there are to a strict XML parser and to feedparser, which must agree."""
    tree = etree.fromstring(data)
    assert {etree.QName(element).localname for element in tree.iter()} <= CHANNEL | ITEM
    strict = len(tree.findall("channel/item"))
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    assert len(parsed.entries) == strict
    return strict


def _json_items(data: bytes) -> int:
    return len(msgspec.json.decode(data, type=JsonFeed).items)


READERS: dict[str, Callable[[bytes], int]] = {"rss": _rss_items, "json_feed": _json_items}


CLEANED = {
    # What ordinary posts are made of passes untouched ...
    '<p>本文 <a href="https://example.com/">リンク</a></p>': None,
    '<table><tr><td style="text-align:right">1</td></tr></table>': None,
    '<img src="https://e.com/a.png" alt="a" srcset="https://e.com/a.png 1x, https://e.com/b.png 2x">': None,
    "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>": None,
    '<pre><code class="language-c">a &lt; b &amp;&amp; c</code></pre>': None,
    '<a href="mailto:a@example.com">a</a>': None,
    # ... and so does what a reader can use although no post of Markdown holds it.
    '<video src="https://e.com/a.mp4" controls>見る</video>': None,
    '<svg viewbox="0 0 1 1"><path d="M0 0"/></svg>': None,
    # Scripts, styles and forms go with all that is in them.
    "a<script>x</script>b": "ab",
    "a<SCRIPT SRC=//evil.example/>x</SCRIPT>b": "ab",
    "a<style>p{}</style>b": "ab",
    "a<form action=/><label>名前<input name=n></label><button>送る</button></form>b": "ab",
    "a<select><option>1</select>b": "ab",
    "a<textarea>x</textarea>b": "ab",
    "a<!-- 下書き -->b": "ab",
    "a<?php x ?>b": "ab",
    "a<script>never closed": "a",
    # What is no markup to browsers is none here, and cannot become any.
    "a<xmp><b onclick=x></xmp>b": "a<pre>&lt;b onclick=x&gt;</pre>b",
    "a<plaintext><b onclick=x></plaintext>b": "a<pre>&lt;b onclick=x&gt;&lt;/plaintext&gt;b</pre>",
    "a<PLAINTEXT/><script>x</script>": "a<pre>&lt;script&gt;x&lt;/script&gt;</pre>",
    "a<xmp>&amp;<!--</xmp><img onerror=x>-->": "a<pre>&amp;amp;&lt;!--</pre><img>-->",
    "a<noembed><b></noembed><noframes><i></noframes>b": "ab",
    "a<noscript><!-- </noscript><img onerror=x> --></noscript>b": "ab",
    "a<template><img onerror=x></template>b": "ab",
    "a<listing onclick=x><b>c</b></listing>": "a<listing><b>c</b></listing>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>": "<p title='</noscript><img src=x onerror=x>'>",
    "<svg><style><img src=x onerror=x></style></svg>": "<svg></svg>",
    "<svg><![CDATA[<p onclick=x>]]></svg>": "<svg>]]></svg>",
    "<svg><a><animate attributeName=href to=javascript:x /><text>a</text></a></svg>": (
        "<svg><a><text>a</text></a></svg>"
    ),
    "<math><annotation-xml encoding=text/html><p onclick=x>a</p></annotation-xml></math>": (
        "<math><p>a</p></math>"
    ),
    "<template><p>a</p></template>b": "b",
    "a<<!-- -->p onclick=x>b": "a&lt;p onclick=x>b",
    "a<!--> -->b<!---> -->c<!-- --!>d": "a -->b -->cd",
    "a</>b</ p onclick=x>c": "abc",
    "<p onclick=x>a</p >b</p\n/x=y>": "<p>a</p>b</p>",
    # A tag that never ends is text.
    "a<script src=x></script>b <p onclick='": "ab &lt;p onclick='",
    # A srcset as browsers read it.
    '<img srcset="a.png,b.png 2x,, /c.png 1.5x ,d.png 1x 2x">': (
        f'<img srcset="{PAGE}a.png,b.png 2x, https://example.com/c.png 1.5x, {PAGE}d.png 1x 2x">'
    ),
    # What browsers pass over may stay: it is theirs to say.
    '<img srcset="/a.png 2h, /b.png 100w 50h, javascript:x 1x, /c.png 1e3x">': (
        '<img srcset="https://example.com/a.png 2h, https://example.com/b.png 100w 50h,'
        ' https://example.com/c.png 1e3x">'
    ),
    f'<img srcset="{"https://a" * 40}">': f'<img srcset="{"https://a" * 40}">',
    # A form left open takes nothing along.
    "a<form>本文<p>続き</p>": "a本文<p>続き</p>",
    "<noscript>代わり</noscript>": "代わり",
    "<object data=x.swf><p>代わり</p></object>": "<p>代わり</p>",
    # Attributes.
    '<p onclick="x()">a</p>': "<p>a</p>",
    "<p ONLOAD=x class=k>a</p>": '<p class="k">a</p>',
    '<p a"b=1 class=k>a</p>': '<p class="k">a</p>',
    '<p style="position:fixed">a</p>': "<p>a</p>",
    '<a href="javascript:x()">a</a>': "<a>a</a>",
    '<a href=" java\tscript:x()">a</a>': "<a>a</a>",
    '<a href="&#106;avascript:x()">a</a>': "<a>a</a>",
    '<a href="vbscript:x">a</a>': "<a>a</a>",
    '<img src="data:text/html,x">': "<img>",
    '<a href="https://[broken">a</a>': '<a href="https://[broken">a</a>',
    '<a href="//[broken">a</a>': "<a>a</a>",
    # Every URL becomes absolute.
    '<a href="/about/">a</a>': '<a href="https://example.com/about/">a</a>',
    '<a href="#fn1">1</a>': f'<a href="{PAGE}#fn1">1</a>',
    "<img src=a.png>": f'<img src="{PAGE}a.png">',
    '<img src="//cdn.example/a.png">': '<img src="https://cdn.example/a.png">',
    '<video poster="p.png" src="../v.mp4"></video>': (
        f'<video poster="{PAGE}p.png" src="https://example.com/sub/posts/v.mp4"></video>'
    ),
    '<img srcset="a.png 1x, /b.png 2x" alt="&quot;引用&quot;">': (
        f'<img srcset="{PAGE}a.png 1x, https://example.com/b.png 2x" alt="&quot;引用&quot;">'
    ),
    # Stand-ins for what mail and readers cannot show.
    '<iframe src="//video.example/1?a=1&amp;b=2">x</iframe>': (
        '<a href="https://video.example/1?a=1&amp;b=2">https://video.example/1?a=1&amp;b=2</a>'
    ),
    '<li><input type="checkbox" disabled checked> 済み</li>': "<li>☑ 済み</li>",
    '<li><input class="t" type="checkbox" disabled> まだ</li>': "<li>☐ まだ</li>",
    # Text next to something removed stays as it was written.
    "<p onclick=x>a &amp; b &lt;c&gt; &copy; &#9731; d & e</p>": (
        "<p>a &amp; b &lt;c&gt; &copy; &#9731; d & e</p>"
    ),
}


class TestContent:
    @pytest.mark.parametrize("html", CLEANED)
    def test_a_body_becomes_fit_for_feeds(self, html: str) -> None:
        expected = CLEANED[html]

        assert feed_html(html, PAGE) == (html if expected is None else expected)

    @given(html=st.text("<>/=\"' abforminputscripthrefonclickjava:!-&;\n", max_size=80))
    def test_whatever_a_body_holds_no_script_form_or_handler_is_left(self, html: str) -> None:
        found = Found()
        found.feed(feed_html(html, PAGE))
        found.close()

        assert found.bad == []

    def test_cleaning_twice_changes_nothing_more(self) -> None:
        for html in CLEANED:
            once = feed_html(html, PAGE)
            assert feed_html(once, PAGE) == once


class Found(HTMLParser):
    """Collects what must not be in a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "form", "input"):
            self.bad.append(tag)
        self.bad += [name for name, value in attrs if name.startswith("on")]
        self.bad += [value for _, value in attrs if value and value.lower().startswith("java:")]


PRINT_FEEDS = """
import sys
sys.path.insert(0, sys.argv[1])
from test_feeds import feed, item, render_feed
for kind in ("rss", "json_feed"):
    sys.stdout.buffer.write(render_feed(feed(item(2), item(1), format=kind)).data)
"""


def test_the_same_job_gives_the_same_bytes_on_every_machine(request: pytest.FixtureRequest) -> None:
    machines = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "ja_JP.UTF-8"},
    ]
    here = str(request.path.parent)

    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_FEEDS, here], env=machine, capture_output=True, check=True
        ).stdout
        for machine in machines
    }
    assert len(outputs) == 1


def test_a_summer_time_offset_is_kept() -> None:
    date = datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=-2, minutes=-30)))

    assert only(rss(item(1, date=date)), "item/pubDate") == "Wed, 01 Jul 2026 00:00:00 -0230"
