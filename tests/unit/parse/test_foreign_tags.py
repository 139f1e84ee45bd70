# SPDX-License-Identifier: MIT
"""What other systems leave behind: told where readers would see it, once each; prose in brackets is none of it."""

import pytest

from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body


def parsed(text: str) -> ParsedBody:
    return parse_body(text, path="content/posts/a.md", first_line=1, options=MarkdownOptions())


def told(text: str) -> list[str]:
    """What the places of left-overs point at."""
    lines = text.split("\n")
    spans = [each.span for each in parsed(text).diagnostics if each.code == "leftover-tag"]
    return [lines[span.line - 1][span.column - 1 :][: span.length] for span in spans]


WORDPRESS = [
    '[gallery ids="1,2"]',
    "[gallery]",
    "[gallery ids=1,2]",
    '[blogcard url="https://example.org/a"]',
    "[su_button url=”https://example.org/c” size=”10″]",
    '[linkcard url="https://example.org/d/]',
    "[blogcard url=https://example.org/e]",
    "[video src='a.mp4' poster=‘b.png’ /]",
    '[contact-form-7 404 "Not Found"]',
    '[contact-form-7 id="1a" title="お問い合わせ"]',
    "[my_box color=red]",
    "[box a=1 b=2]",
    "[recent_posts]",
    '[word_balloon id="1" position="L"',
]
HATENA = [
    "[https://example.com/a:title]",
    "[https://example.com/a:embed:cite]",
    "[https://example.com/a:title=題 を書く]",
    "[f:id:letterbox:20261101090000p:plain]",
    "[id:letterbox]",
    "[tex: x^2]",
    "((これは脚注です。))",
    "((脚注))",
    "||<",
]
GENERATORS = [
    '{{< figure src="/a.png" title="図" >}}',
    "{{< blogcard url=https://example.org/b >}}",
    "{{% notice tip %}}",
    "{{ site.url }}",
    '{{< figure src="/a.png"',
    "{% include note.html %}",
    "{% highlight ruby %}",
    "{%- endif -%}",
    "{: .lead }",
    "{:.lead}",
    "{:toc}",
    "{.wide #a}",
    '{target="_blank"}',
    '!!! note "お知らせ"',
    "!!! warning",
    "??? tip",
    '???+ note "題"',
    '=== "Tab"',
    '--8<-- "a.md"',
    ":::message",
    ":::details 題",
    "::: mymodule.thing",
    "@[speakerdeck](a1b2c3)",
    "@[gist](letterbox)",
    "![図](a.png =250x)",
    "![図](https://example.com/a.png =250x100)",
]
MAILING = [
    "*|FNAME|*",
    "*|IF:FNAME|*",
    "%name%",
    "%first_name%",
    "%お名前%",
    "%%name%%",
    "%%氏名%%",
    "##name##",
    "##会社名##",
    "[[name]]",
    "[[氏名]]",
    "{{ subscriber.name }}",
    "{name}",
    "{名前}",
    "<%name%>",
]


@pytest.mark.parametrize("tag", [*WORDPRESS, *HATENA, *GENERATORS, *MAILING])
def test_a_tag_is_told_with_its_place(tag: str) -> None:
    assert told(tag) == [tag]
    assert told(f"序\n\n> {tag}") == [tag]
    assert told(f"- 甲\n- 乙\n\n  {tag}\n- 丙") == [tag]


@pytest.mark.parametrize("tag", MAILING)
def test_a_tag_of_a_mailing_service_stands_beside_anything(tag: str) -> None:
    assert told(f"こんにちは、{tag}様。") == [tag]
    assert told(f"# {tag}さんへ") == [tag]
    assert told(f"| 宛名 |\n|---|\n| {tag} |") == [tag.replace("|", "\\|")] or "|" in tag
    assert told(f"<div>\n<p>{tag}様</p>\n</div>") == [tag] or tag.startswith("<")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("[caption]図[/caption]", ["[caption]"]),
        ("[embed]https://example.com/a[/embed]", ["[embed]"]),
        ("[b]太字[/b] と [b]太字[/b]", ["[b]", "[b]"]),
        ("[url=https://example.com]店[/url]", ["[url=https://example.com]"]),
        ('[box title="題"]\n\n本文\n\n[/box]', ['[box title="題"]']),
        ("[speech]\n\n本文\n\n[/speech]", ["[speech]"]),
        ("[su_note]\n本文\n[/su_note]", ["[su_note]"]),
        ("[gallery]\n[/gallery]", ["[gallery]"]),
        ("本文[/caption]", ["[/caption]"]),
        ("{{ a }} と {{ b }}\n{{ c }}", ["{{ a }}", "{{ b }}", "{{ c }}"]),
        ("`%name%` と書くと %name% になる", ["%name%"]),
        ("<p>[gallery ids='1']</p>\n<p>本文 {{ x }}</p>", ["[gallery ids='1']", "{{ x }}"]),
        (">|python|\nprint(1)\n||<", [">|python|", "||<"]),
        (">||\nprint(1)\n||<", [">||", "||<"]),
        ("<!-- wp:paragraph -->\n<p>本文</p>\n<!-- /wp:paragraph -->", ["<!-- wp:paragraph -->"]),
    ],
)
def test_tags_that_belong_together_are_told_once(text: str, tags: list[str]) -> None:
    assert told(text) == tags


@pytest.mark.parametrize(
    "text",
    [
        "[video] Title",
        "[video]\n\n[more]\n\n[newsletter]",
        "[PR] 新しい本が出ました",
        "[重要] お知らせ",
        "[注] 税込みです",
        "[Update] News",
        "[1/3] 第一回",
        "[embed] and [button] in prose",
        "見出し [toc] の話",
        "[see a=b] now",
        "[sic] [1] [note] [x] [a] [OK]",
        "[gallery](gallery.md) と [toc](b.md)",
        "[gallery]\n\n[gallery]: https://example.com",
        "[甲](https://example.com/?a=b)",
        "[/about] という文字",
        r"\[gallery ids=\"1\"\]",
        "[[issue:12]] と [[1]](https://example.com)",
        "50%オフ、100% natural, 50% more",
        "8%と10%の税率、%s %d %Y%m%d",
        "https://example.com/%E6%98%A5%E3%81%82?q=%23a%23",
        "# 見出し ##",
        "C# と C++、#タグ ##",
        "((笑)) ((爆笑)) ((o(^∇^)o)) ((+_+)) （（笑））",
        "((a + b) * c)",
        "!!! すごい ??? ほんとう",
        "??? what",
        "{山|やま} {元気|げん|き}",
        "`{{ a }}` `%name%` `[gallery]` `((脚注です))`",
        "    {{ a }}\n    [gallery ids='1']",
        "```\n:::message\n{% a %}\n```",
        "<pre>\n{{ a }}\n</pre>",
        "<code>[gallery ids='1']</code>\n",
        "a := b; a::b; ::",
        "* * *\n\n===",
        "|甲|乙|\n|-|-|\n|a|b|",
        "@letterbox さん、a@example.com",
    ],
)
def test_prose_and_code_are_no_tags(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("@[youtube](dQw4w9WgXcQ)", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("@[card](https://example.com/a)", "https://example.com/a"),
        ("@[tweet](https://example.com/b/1)", "https://example.com/b/1"),
        ("動画は @[youtube](https://www.youtube.com/watch?v=a)", "https://www.youtube.com/watch?v=a"),
        ("- @[card](https://example.com/?a=b&c=d)", "https://example.com/?a=b&amp;c=d"),
    ],
)
def test_a_page_that_another_system_embeds_is_a_link(text: str, url: str) -> None:
    body = parsed(text)

    assert f'<a href="{url}">{url}</a>' in "".join(body.body.segments)
    assert "@" not in "".join(body.body.segments)
    assert body.diagnostics == ()
    assert body.references == ()


def test_an_embedded_page_without_an_address_is_no_dead_link() -> None:
    assert parsed("@[speakerdeck](a1b2)").references == ()
