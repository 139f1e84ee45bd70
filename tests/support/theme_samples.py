# SPDX-License-Identifier: MIT
"""A small publication as views, with every kind of page, for tests of themes."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from letterpress.locale.words import WordFile, Words, read_words
from letterpress.parse.markdown import to_html
from letterpress.plan.jobs import PageJob
from letterpress.plan.views import (
    AuthorView,
    CardView,
    ContentPageView,
    FeedLinkView,
    FormView,
    HeadingView,
    IssueCardView,
    IssueView,
    LinkView,
    MonthView,
    PagerView,
    PageView,
    PostView,
    SeriesView,
    SiteView,
)
from letterpress.render.context import TemplateSource, template_source
from letterpress.render.templates.pages import Templates, open_templates
from tests.support.paths import REPOSITORY, TESTS

ROOT = REPOSITORY
BODIES = TESTS / "theme" / "bodies"
THEMES = ("plain", "press")
ORIGIN = "https://letters.example"
TOKYO = timezone(timedelta(hours=9))
SETTINGS: Mapping[str, Any] = {
    "lead_image": False,
    "footer": "",
    "cta": {
        "consult": {
            "title": "便りの相談を受けています",
            "text": "書きかけの便りを一通、持ってきてください。",
            "url": "/contact/",
            "label": "申しこむ",
        }
    },
}


@cache
def theme(name: str) -> Templates:
    """A theme of this repository, ready to render; the same for all tests."""
    return fresh_theme(name)


def fresh_theme(name: str) -> Templates:
    """The same, but one that has rendered nothing yet."""
    templates = carried(ROOT / "themes" / name / "templates")
    return open_templates(templates, language="ja", words=words_of(name).by_language)


@cache
def words_of(name: str) -> Words:
    """The words of a theme of this repository, those of letterpress itself among them."""
    files = sorted((ROOT / "themes" / name / "i18n").glob("*.yaml"))
    words, problems = read_words([WordFile(path=str(path), data=path.read_bytes()) for path in files])
    assert problems == ()
    return words


def carried(folder: Path) -> dict[str, TemplateSource]:
    """The templates of one folder, as a build takes them along."""
    return {
        path.relative_to(folder).as_posix(): template_source(
            f"themes/{folder.parent.name}/{folder.name}/{path.relative_to(folder).as_posix()}",
            path.read_bytes(),
        )
        for path in sorted(folder.rglob("*.html"))
    }


def link(title: str, url: str, count: int = 0) -> LinkView:
    """A link; most tests need no more than its title and URL."""
    return LinkView(title=title, url=url, count=count)


def site(language: Literal["ja", "en"] = "ja", settings: Mapping[str, Any] = SETTINGS) -> SiteView:
    """The site of the samples."""
    japanese = language == "ja"
    return SiteView(
        title="川端の便り" if japanese else "Letters from the Riverside",
        description="小さな店が、忘れられないための便りの書き方。"
        if japanese
        else "How small shops write letters that are kept.",
        language=language,
        url=ORIGIN,
        home="/",
        root="/",
        navigation=(
            link("記事" if japanese else "Posts", "/archive/"),
            link("通信" if japanese else "Letters", "/newsletter/"),
            link("この場所について" if japanese else "About", "/about/"),
        ),
        feeds=FEEDS,
        subscribe=FormView(action="https://mail.example/subscribe", field="email"),
        sender="川端印刷室" if japanese else "Riverside Press",
        settings=settings,
        has_newsletter=True,
        archive="/archive/",
        tags="/tags/",
        newsletter="/newsletter/",
        generator="letterpress 0.1.0",
    )


FEEDS = (
    FeedLinkView(title="川端の便り", url=f"{ORIGIN}/feed.xml", type="application/rss+xml"),
    FeedLinkView(title="川端の便り", url=f"{ORIGIN}/feed.json", type="application/feed+json"),
)

AUTHOR = AuthorView(
    id="sasaki",
    name="佐々木 凪",
    is_person=True,
    url="/authors/sasaki/",
    bio="川端印刷室の編集担当。朝いちばんに声を出して原稿を直します。",
    image="/images/sasaki.svg",
    links=(link("日々の帖", "https://sasaki.example/"), link("手紙を書く", "mailto:nagi@letters.example")),
)
STUDIO = AuthorView(
    id="kawabata",
    name="川端印刷室",
    is_person=False,
    url="/authors/kawabata/",
    bio="名刺と封筒と便りを刷る、小さな印刷室です。",
    image=None,
    links=(),
)

TITLES = (
    ("openings", "最初の三行で、用件を言い切る", 21),
    ("moisture", "封筒の口が貼りつく六月に", 14),
    ("counting", "数字を一つだけ書く", 7),
    ("reply-line", "「ご意見ください」では返事が来ない", 1),
)


def card(
    slug: str = "openings", title: str = "最初の三行で、用件を言い切る", day: int = 21, **more: Any
) -> CardView:
    """A post as lists show it; `more` replaces fields."""
    fields: dict[str, Any] = {
        "id": f"posts/{slug}",
        "title": title,
        "url": f"/posts/{slug}/",
        "date": datetime(2026, 11, day, 9, tzinfo=TOKYO),
        "excerpt": "天気の話から始めると筆は進みますが、読む人は「で、今日は何の用だろう」と思いながら待っています。"
        "用件を先に置くだけで、最後まで読まれる割合は変わります。",
        "minutes": 4,
        "lang": None,
        "image": None,
        "image_alt": "",
        "pinned": False,
        "tags": (link("書き出し", "/tags/書き出し/"), link("返信", "/tags/返信/")),
        "categories": (link("書き方", "/categories/書き方/"),),
        "authors": (link("佐々木 凪", "/authors/sasaki/"),),
        "series": None,
        "extra": {},
    }
    return CardView(**(fields | more))


def page(kind: str, title: str = "", url: str = "/", **more: Any) -> PageView:
    """What a page's head needs; `more` replaces fields."""
    fields: dict[str, Any] = {
        "kind": kind,
        "title": title,
        "description": "",
        "lang": "ja",
        "url": url,
        "absolute_url": ORIGIN + url,
        "canonical": ORIGIN + url,
        "feeds": FEEDS,
        "image": None,
        "noindex": False,
    }
    return PageView(**(fields | more))


def post(**more: Any) -> PostView:
    """A post on its own page; `more` replaces fields."""
    fields: dict[str, Any] = {
        "card": card(),
        "html": "<p>本文です。</p>\n",
        "headings": (),
        "toc": False,
        "updated": None,
        "authors": (AUTHOR,),
        "series": None,
        "issues": (),
        "previous": link("封筒の口が貼りつく六月に", "/posts/moisture/"),
        "next": link("数字を一つだけ書く", "/posts/counting/"),
        "cta": (),
        "stages": (),
        "value_theme": None,
    }
    return PostView(**(fields | more))


def issue_card(number: int, title: str, year: int = 2026) -> IssueCardView:
    """An issue as the archive shows it."""
    return IssueCardView(
        id=f"newsletter/{number:03}",
        title=title,
        url=f"/newsletter/{number}/",
        date=datetime(year, 1 + number % 12, 25, 7, tzinfo=TOKYO),
        numbers=(number,),
        label=f"通巻{number}号",
        excerpt="梅雨が明けて、紙がようやく言うことを聞くようになりました。今号の四本は、どれも雨の日に書いたものです。",
        lang=None,
        items=4,
    )


ISSUES = (
    issue_card(12, "雨の午前に"),
    issue_card(11, "名刺が百枚余ったら"),
    issue_card(10, "はじめの一通", 2025),
)
CARDS = tuple(card(slug, title, day) for slug, title, day in TITLES)
ENGLISH_CARD = card(
    "first-line",
    "The first line is the letter",
    18,
    lang="en",
    excerpt="The first line of a letter is where most of us stop. Weather is easy to write and easy to skip.",
)


def body(name: str) -> str:
    """One of the sample texts as HTML."""
    return to_html((BODIES / f"{name}.md").read_text("utf-8")).replace("figure.svg", "/images/figure.svg")


def jobs() -> dict[str, PageJob]:
    """One job or more for every kind of page, by a short name."""
    return {**_entries(), **_lists(), **_indexes(), **_others()}


def _entries() -> dict[str, PageJob]:
    japanese = post(
        html=body("ja"),
        headings=(
            HeadingView(level=2, id="一困りごとから入る", text="一、困りごとから入る"),
            HeadingView(level=2, id="二数字を一つ置く", text="二、数字を一つ置く"),
            HeadingView(level=3, id="数えたあとにすること", text="数えたあとにすること"),
            HeadingView(level=2, id="三読む人の一日を書く", text="三、読む人の一日を書く"),
        ),
        toc=True,
        updated=datetime(2026, 11, 22, 8, tzinfo=TOKYO),
        authors=(AUTHOR, STUDIO),
        series=SeriesView(
            title="はじめの五通",
            url="/series/はじめの五通/",
            part=2,
            posts=(
                link("だれに書くのか", "/posts/who/"),
                link(CARDS[0].title, CARDS[0].url),
                link("終わり方", "/posts/end/"),
            ),
        ),
        issues=(link("通巻12号 雨の午前に", "/newsletter/12/"),),
        cta=("subscribe", "share", "reply", "consult"),
    )
    english = post(card=ENGLISH_CARD, html=body("en"), next=None, authors=(STUDIO,))
    return {
        "post": job(
            "post", page("post", CARDS[0].title, CARDS[0].url, description=CARDS[0].excerpt), post=japanese
        ),
        "post-en": job(
            "post",
            page("post", ENGLISH_CARD.title, ENGLISH_CARD.url, lang="en", description=ENGLISH_CARD.excerpt),
            post=english,
        ),
        "issue": job(
            "issue",
            page("issue", "通巻12号 雨の午前に", "/newsletter/12/"),
            issue=IssueView(
                card=ISSUES[0],
                subject="川端通信 12",
                preheader="雨の日に書いた四本",
                html="<p>梅雨が明けて、紙がようやく言うことを聞くようになりました。</p>\n"
                "<p>湿気を吸った紙は、刷ると伸びます。二色目を重ねると、髪の毛ほどずれる。"
                "そういう日は刷るのをやめて、便りの下書きをします。</p>\n",
                items=(*CARDS[:3], ENGLISH_CARD),
                authors=(STUDIO,),
                previous=ISSUES[1],
                next=None,
                cta=("reply",),
            ),
        ),
        "page": job(
            "page",
            page("page", "この場所について", "/about/"),
            content=ContentPageView(
                title="この場所について",
                html='<p>便りを置く場所です。</p>\n<h2 id="場所">場所</h2>\n<p>橋のたもとにあります。</p>\n',
                headings=(),
                toc=False,
                updated=None,
                lang=None,
                extra={},
            ),
        ),
    }


def _lists() -> dict[str, PageJob]:
    pager = PagerView(number=None, newer=None, older="/page/2/")
    inner = PagerView(number=2, newer="/", older="/page/1/")
    cards = (CARDS[0], ENGLISH_CARD, *CARDS[1:])
    pinned = card("start", "はじめて読む方へ、三つの記事", 2, pinned=True)
    return {
        "home": job("home", page("home"), posts=cards, pinned=(pinned,), issues=ISSUES[:1], pager=pager),
        "home-2": job("home", page("home", url="/page/2/"), posts=CARDS, pager=inner),
        "tag": job("tag", page("tag", "書き出し", "/tags/書き出し/"), posts=CARDS, pager=inner),
        "category": job(
            "category", page("category", "書き方", "/categories/書き方/"), posts=CARDS, pager=pager
        ),
        "series": job("series", page("series", "はじめの五通", "/series/はじめの五通/"), posts=CARDS[::-1]),
        "month": job("month", page("month", "2026-11", "/archive/2026/11/"), posts=CARDS),
        "author": job(
            "author", page("author", AUTHOR.name, AUTHOR.url), posts=CARDS, author=AUTHOR, pager=pager
        ),
        "newsletter": job("newsletter", page("newsletter", "", "/newsletter/"), issues=ISSUES),
    }


def _indexes() -> dict[str, PageJob]:
    terms = (link("書き出し", "/tags/書き出し/", 12), link("返信", "/tags/返信/", 1))
    months = tuple(
        MonthView(year=year, month=month, url=f"/archive/{year}/{month:02}/", count=count)
        for year, month, count in ((2026, 11, 4), (2026, 10, 3), (2025, 12, 1))
    )
    kinds = ("tags", "categories", "series_index", "authors")
    indexes = {kind: job(kind, page(kind, url=f"/{kind}/"), links=terms) for kind in kinds}
    return {**indexes, "archive": job("archive", page("archive", url="/archive/"), months=months)}


def _others() -> dict[str, PageJob]:
    return {
        "redirect": job(
            "redirect", page("redirect", noindex=True, url="/old/"), target=f"{ORIGIN}/posts/openings/"
        ),
        "not_found": job("not_found", page("not_found", url="/404.html", noindex=True)),
    }


def job(template: str, view: PageView, **views: Any) -> PageJob:
    """A job of the template of that name."""
    path = view.url.removeprefix("/")
    path = f"{path}index.html" if not path or path.endswith("/") else path
    return PageJob(path=path, template=f"{template}.html", page=view, **views)


HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)></title></script>{{ 7 * 7 }}&amp;"""


def hostile(value: Any) -> Any:
    """The same views with hostile text in every field that a writer fills in."""
    kept = {
        "id",
        "lang",
        "kind",
        "html",
        "title_html",
        "path",
        "template",
        "url",
        "absolute_url",
        "canonical",
        "home",
        "root",
        "type",
    }
    kept |= {"archive", "tags", "newsletter", "language", "action", "target", "image", "cta"}
    if isinstance(value, tuple):
        return tuple(hostile(each) for each in value)
    if isinstance(value, dict):
        return {key: hostile(each) for key, each in value.items()}
    if isinstance(value, str):
        return value and value + HOSTILE
    if isinstance(value, msgspec.Struct):
        fields = {field: getattr(value, field) for field in value.__struct_fields__}
        spoilt = {
            field: inner
            if field in kept and (field == "cta" or not isinstance(inner, tuple))
            else hostile(inner)
            for field, inner in fields.items()
        }
        return type(value)(**spoilt)
    return value
