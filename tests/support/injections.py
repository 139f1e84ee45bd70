# SPDX-License-Identifier: MIT
"""Texts that try to become markup, a project that has one of them in every place, and what must not come of it."""

import json
from collections import Counter
from collections.abc import Mapping

from lxml import etree, html

ESCAPES = (
    *(
        "",
        '">',
        "'>",
        ">",
        "</title>",
        "</script>",
        "</style>",
        "</textarea>",
        "--><!--",
        "]]>",
        "<!--",
        "</xmp>",
    ),
    *(
        "\\",
        "{{",
        "{%",
        "&quot;>",
        "&#34;>",
        "%22%3E",
        "\\u003c",
        "\u2028",
        "`",
        "](",
        "</p>",
        "</pre></code>",
    ),
)
"""Ways out of where a text stands."""
VECTORS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.com/x.js></sCrIpT>",
    "<img src=//e.com/x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><style><img src=//e.com/x onerror=alert(1)></style></mtext></math>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    " onmouseover=alert(1) autofocus onfocus=alert(1) x=",
    "<details open ontoggle=alert(1)>x</details>",
    "<noscript><p title='</noscript><img src=//e.com/x onerror=alert(1)>'>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<base href=//e.com/><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
)
"""What a way out is for."""
PAYLOADS = tuple(
    [
        escape + VECTORS[(number + step) % len(VECTORS)]
        for step in (0, 5, 10, 15)
        for number, escape in enumerate(ESCAPES)
    ]
)
"""Each way out with several of the others."""
HARMLESS = "zzz"
HARMLESS_BODY = "yyy"

CONFIG = """\
title: TEXT
base_url: https://example.com
language: en
timezone: Asia/Tokyo
description: TEXT
theme: THEME
theme_settings:
  footer: TEXT
  cta: {consult: {title: TEXT, text: TEXT, url: "https://example.com/", label: TEXT}}
sender: {name: TEXT, address: TEXT, contact: TEXT}
subscribe: {action: "https://example.com/list", field: TEXT}
navigation: [{title: TEXT, url: /about/}]
markdown: {html: HTML}
feed: {terms: true}
"""
AUTHORS = """\
hana: {name: TEXT, bio: TEXT, links: [{title: TEXT, url: "https://example.com/"}]}
"""
POST = """\
---
title: TEXT
date: 2026-11-01
description: TEXT
tags: [TEXT]
categories: [TEXT]
series: TEXT
authors: [hana]
cta: [consult, share, subscribe]
stage: latent
value_theme: basics
next: {title: TEXT}
extra: {note: TEXT}
---
"""
BODY = """\
# RAW

RAW

- RAW

| RAW | b |
|-----|---|
| RAW | c |

![RAW](https://example.com/a.png "RAW")

[RAW](https://example.com/ "RAW") and [link](<https://example.com/RAW>) and `RAW`

[site](https://example.com/?RAW#RAW)

```RAW
RAW
```

```html
RAW
```

{RAW|かな} text[^1]

> [!NOTE]
> RAW

[^1]: RAW
"""
ISSUE = """\
---
title: TEXT
date: 2026-11-08
number: 1
subject: TEXT
preheader: TEXT
items: [posts/a]
---
RAW
"""


def project(payload: str, body: str, theme: str, *, raw_html: bool = False) -> Mapping[str, str]:
    """The files of a project that has a text in every place that takes one.

    Args:
        payload: In settings and front matter.
        body: In Markdown.
        theme: The name of a theme.
        raw_html: Whether Markdown may hold HTML.
    """
    text = json.dumps(payload)

    def filled(template: str) -> str:
        made = template.replace("TEXT", text).replace("THEME", theme).replace("HTML", str(raw_html).lower())
        return made.replace("RAW", body)

    return {
        "letterpress.yaml": filled(CONFIG),
        "content/authors.yaml": filled(AUTHORS),
        "content/posts/2026-11-01-a.md": filled(POST) + filled(BODY),
        "content/posts/2026-11-02-b.md": filled(POST) + filled("RAW\n\nRAW\n"),
        "content/pages/about.md": f"---\ntitle: {text}\n---\n{filled(BODY)}",
        "content/newsletter/001.md": filled(ISSUE),
    }


URLS = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "cite",
    "background",
    "srcset",
    "xlink:href",
    "ping",
)
RUNNING = ("javascript:", "vbscript:", "data:text", "data:image/svg")
FORBIDDEN = frozenset(
    "script style iframe frame object embed applet base form math svg template noscript portal".split()  # noqa: SIM905
)
"""Elements that no text may make."""
DRAWINGS = Counter({"<svg>": 1000, "<math>": 1000})
"""Elements that feeds may have, without anything in them that runs."""


def dangers(document: etree._Element) -> Counter[str]:
    """What is in a parsed page that runs or could run: elements, attributes and URLs, with how often each is there."""
    found: list[str] = []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        tag = str(element.tag).lower()
        if tag in FORBIDDEN:
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            bare = "".join([sign for sign in str(value) if sign > " "]).lower()
            is_url = name in URLS and bare.startswith(RUNNING)
            if is_url or str(name).lower().startswith("on") or name in ("srcdoc", "http-equiv", "autofocus"):
                found.append(f"{tag} {name!s}={value!r}")
    return Counter(found)


def shape(document: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, in their order.

    Without `code`, which the report makes of what stands between backticks.
    """
    tags = [each for each in document.iter() if each.tag != "code"]
    return [(str(each.tag), tuple(sorted(map(str, each.attrib)))) for each in tags]


def parsed(data: bytes) -> etree._Element:
    """A page as a parser of HTML sees it that is not ours."""
    return html.document_fromstring(data.decode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def fragment(text: str) -> etree._Element:
    """The HTML that a feed or a letter carries, as that parser sees it."""
    return parsed(f"<!doctype html><body>{text}</body>".encode())
