# SPDX-License-Identifier: MIT
"""What `parse_body` knows of a text besides its HTML: holes, places, words, diagnostics."""

import re
import unicodedata
from random import Random
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support.markdown_corpus import nonsense
from tests.support.paths import REPOSITORY

from letterpress.diagnostics import Severity
from letterpress.document import ImageHole, Reference, UrlHole
from letterpress.locale.words import body_words
from letterpress.parse.codec import decode_body, encode_body
from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body
from letterpress.parse.markdown.body import read_body
from letterpress.parse.markdown.parser import plain_parser
from letterpress.parse.markdown.rendering import BodyRenderer
from letterpress.parse.markdown.rules.headings import FALLBACK, slug
from letterpress.parse.markdown.source_map import Source


def parsed(text: str, *, first_line: int = 1, **options: object) -> ParsedBody:
    return parse_body(
        text,
        path="content/posts/a.md",
        first_line=first_line,
        options=MarkdownOptions(**options),  # type: ignore[arg-type]
    )


def at(text: str, reference: Reference) -> str:
    """What stands in the text where a reference points."""
    return text.split("\n")[reference.line - 1][reference.column - 1 :][: reference.length]


def codes(body: ParsedBody) -> list[str]:
    return [diagnostic.code for diagnostic in body.diagnostics]


class TestHoles:
    def test_a_relative_link_is_a_hole(self) -> None:
        found = parsed("[甲](a.md)")
        assert found.body.segments == ('<p><a href="', '">甲</a></p>\n')
        assert found.body.holes == (UrlHole(0),)
        assert found.references == (Reference(target="a.md", kind="link", line=1, column=5, length=4),)

    def test_an_absolute_url_is_none(self) -> None:
        found = parsed("[甲](https://example.com) <mailto:a@example.com> https://example.com/b")
        assert found.references == ()
        assert len(found.body.segments) == 1

    def test_segments_are_one_more_than_holes(self) -> None:
        found = parsed("[甲](a.md) ![乙](b.png)\n\n<img src=c.png alt=丙>")
        assert len(found.body.segments) == len(found.body.holes) + 1 == 4
        targets = [found.references[hole.reference].target for hole in found.body.holes]
        assert targets == ["a.md", "b.png", "c.png"]

    def test_an_image_is_a_hole_as_a_whole(self) -> None:
        found = parsed('見て ![図 `a` & "b"](a.png "題 <1>") を')
        assert found.body.segments == ("<p>見て ", " を</p>\n")
        lazy = (("loading", "lazy"), ("decoding", "async"))
        assert found.body.holes == (ImageHole(0, '図 a & "b"', "題 <1>", lazy),)
        assert found.body.filled(["/a.png?b&amp;c"]) == (
            '<p>見て <img src="/a.png?b&amp;c" alt="図 a &amp; &quot;b&quot;" title="題 &lt;1&gt;" loading="lazy"'
            ' decoding="async" /> を</p>\n'
        )

    def test_an_image_without_a_text_keeps_an_empty_one(self) -> None:
        assert ' alt="" loading' in parsed("![](a.png)").body.filled(["/a.png"])

    def test_an_image_from_elsewhere_is_no_hole(self) -> None:
        assert parsed("![図](https://example.com/a.png)").body.holes == ()

    def test_an_image_in_raw_html_has_a_hole_for_its_url_alone(self) -> None:
        assert parsed('<img src="a.png" alt="図">').body.holes == (UrlHole(0),)

    def test_a_rule_for_images_that_is_not_ours_gets_the_whole_element(self) -> None:
        def framed(renderer: BodyRenderer, *arguments: Any) -> str:
            return f"<b>{renderer.image(*arguments)}</b>"

        options = MarkdownOptions()
        md = plain_parser(options)
        md.add_render_rule("image", framed)
        found = read_body(md, Source("![図](a.png)", "a.md", 1), options)
        assert found.body.holes == (UrlHole(0),)
        assert found.body.segments[0] == '<p><b><img src="'

    def test_a_body_comes_back_from_its_bytes(self) -> None:
        body = parsed('[甲](a.md) ![乙](b.png "題")\n\n# 丙').body
        assert decode_body(encode_body(body)) == body

    def test_kinds(self) -> None:
        found = parsed("[甲](a.md) ![乙](b.png) [丙](#c) [[issue:12]] 注[^1]\n\n[^1]: 注")
        assert [(reference.kind, reference.target) for reference in found.references] == [
            ("link", "a.md"),
            ("image", "b.png"),
            ("anchor", "#c"),
            ("link", "issue:12"),
            ("anchor", "#fn-1"),
            ("anchor", "#fnref-1"),
        ]

    def test_targets_are_urls_as_the_page_would_have_them(self) -> None:
        found = parsed(
            "[甲](春.md?q=夏#秋) [乙](<a b.md>) [丙](a%20b.md?q=c%26d) [丁](a&amp;b.md) [戊](c%23/)"
        )
        assert [reference.target for reference in found.references] == [
            "%E6%98%A5.md?q=%E5%A4%8F#%E7%A7%8B",
            "a%20b.md",
            "a%20b.md?q=c%26d",
            "a&b.md",
            "c%23/",
        ]

    def test_every_url_of_raw_html_is_a_hole(self) -> None:
        html = (
            '<video poster="a.png" src=b.mp4></video>\n<img srcset="c.png 1x, d.png 2x" src=\'e.png\' alt="">'
        )
        found = parsed(f'<div><a href="f.md">\n\n{html}\n</a></div>')
        assert [reference.target for reference in found.references] == [
            "f.md", "a.png", "b.mp4", "c.png", "d.png", "e.png",
        ]  # fmt: skip

    def test_an_unquoted_value_gets_quotes_around_its_hole(self) -> None:
        assert parsed("<img src=a.png>").body.segments == ('<img src="', '">')

    def test_a_script_and_a_comment_have_no_holes(self) -> None:
        assert (
            parsed("<script>\nx='<a href=\"a.md\">'\n</script>\n\n<!-- <img src=b.png> -->").references == ()
        )


PLACES = """前[甲](a.md) [乙](<b c.md> "題") と ![図](d.png)

- 項 [丙](e.md)
  続 [丙](e.md)
    1. [丁](f.md)

> 引用 [戊](g.md)
> > 深い [己](h.md)
つづき [庚](i.md)

| 甲 | 乙 |
|----|----|
| [x](j.md) | \\| [x](j.md) |

題 [辛](k.md)
=============

## 題 [壬](l.md) ##

用語 [癸](m.md)
: 説明 [子](n.md)

> [!NOTE] 題 [丑](o.md)
> 本文 [寅](p.md)

脚注[^1]と^[その場 [卯](q.md)]

[^1]: 注 [辰](r.md)

    二 [巳](s.md)

<a href="t.md"><img
 src="u.png"></a>

文中の<a href='v.md'>午</a>と<img src=w.png>

[未][定義] [定義] ![申][画像]

[定義]: x.md "題"
[画像]:
  <y z.png>

- [ ] する [酉](A.md)

![戌](B.png "題")
"""


class TestPlaces:
    def test_every_reference_points_at_its_target(self) -> None:
        found = [reference for reference in parsed(PLACES).references if reference.kind != "anchor"]
        assert [at(PLACES, reference).strip("<>") for reference in found] == [
            unquote(reference.target) for reference in found
        ]
        assert "".join(reference.target[0] for reference in found) == "abdeefghijjklmnoptuvwxxyABrsq"

    def test_the_same_target_twice_in_a_block_has_two_places(self) -> None:
        first, second = parsed("[甲](a.md) [甲](a.md)").references
        assert (first.column, second.column) == (5, 15)

    def test_lines_count_from_the_first_line(self) -> None:
        assert parsed("甲\n\n[乙](a.md)", first_line=8).references[0].line == 10

    def test_windows_line_ends(self) -> None:
        assert parsed("甲\r\n\r\n乙 [丙](a.md)").references[0] == Reference(
            target="a.md", kind="link", line=3, column=7, length=4
        )

    def test_a_footnote_mark(self) -> None:
        mark, back = parsed("本文[^注]\n\n[^注]: 内容").references
        assert (mark.line, mark.column, mark.length) == (back.line, back.column, back.length) == (1, 3, 4)


class TestAnchors:
    def test_headings_raw_ids_and_footnotes(self) -> None:
        found = parsed('# 春\n\n<a id="夏"></a><a name=秋>x</a>[^1]\n\n[^1]: 注')
        assert set(found.anchors) == {"春", "夏", "秋", "fn-1", "fnref-1"}

    def test_headings(self) -> None:
        heading = parsed("## {山|やま}の **話**").body.headings[0]
        assert (heading.level, heading.id, heading.text) == (2, "山の-話", "山の 話")


class TestWords:
    def test_prose_has_no_readings_and_no_code(self) -> None:
        found = parsed(
            "# 題\n\n{山|やま}と`ls`の\n川\n\n```\ncode\n```\n\n| 甲 |\n|---|\n| 乙 |\n\n<b>丙</b>[^1]\n\n[^1]: 注"
        )
        assert [text for _, text in found.prose] == ["題", "山と の川", "甲", "乙", "丙", "注"]

    def test_prose_knows_its_lines_and_leaves_out_quotes_and_code(self) -> None:
        found = parsed(
            "# 題\n\n「今だけ」と`半額`\n\n> 引用\n\n- 項\n\n```\n半額\n```\n\n> [!TIP]\n> 助言", first_line=5
        )
        assert found.prose == ((5, "題"), (7, "「今だけ」と "), (11, "項"), (18, "助言"))

    def test_counts(self) -> None:
        found = parsed("春は、あけぼの。 It's a well-known book of 1002 `code`\n\n```\ncode\n```")
        assert found.words == 6
        assert found.characters == len("春は、あけぼの。It'sawell-knownbookof1002")

    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("", 1),
            ("あ" * 500, 1),
            ("あ" * 501, 2),
            ("word " * 220, 1),
            ("word " * 221, 2),
            ("あ" * 1000 + " word" * 440, 4),
        ],
    )
    def test_minutes(self, text: str, minutes: int) -> None:
        assert parsed(text).minutes == minutes

    def test_code_takes_no_time(self) -> None:
        assert parsed("```\n" + "あ" * 9999 + "\n```").minutes == 1


class TestExcerpt:
    def test_it_is_the_running_text(self) -> None:
        found = parsed(
            "# 題\n\n![図](a.png)\n\n| 甲 |\n|---|\n| 乙 |\n\n"
            "春は**あけ**ぼの。\n\n夏は[夜](b.md)。{月|つき}のころ[^1]\n\n[^1]: 注"
        )
        assert found.excerpt == "春はあけぼの。夏は夜。月のころ"

    def test_list_items_are_set_apart(self) -> None:
        assert parsed("- 春\n- 夏").excerpt == "春 夏"

    def test_a_body_of_headings_is_better_than_nothing(self) -> None:
        assert parsed("# 春\n\n# 夏").excerpt == "春 夏"

    @pytest.mark.parametrize(
        "marker", ["\n\n<!--more-->\n\n", "\n\n<!-- more -->\n\n", "<!--more-->", "\n\n<!--MORE 続き-->\n\n"]
    )
    def test_it_ends_where_the_writer_says_so(self, marker: str) -> None:
        assert parsed(f"短い前置きです。{marker}ここからが本題です。").excerpt == "短い前置きです。"

    def test_up_to_there_it_may_be_longer(self) -> None:
        assert parsed("あ" * 300 + "\n\n<!--more-->\n\nい").excerpt == "あ" * 300
        assert len(parsed("あ" * 900 + "\n\n<!--more-->\n\nい").excerpt) == 501

    def test_such_a_marker_at_the_beginning_or_in_code_means_nothing(self) -> None:
        assert parsed("<!--more-->\n\n春").excerpt == "春"
        assert parsed("`<!--more-->` と\n\n春").excerpt == "<!--more--> と 春"

    def test_length(self) -> None:
        assert parsed("あ" * 300, excerpt_length=50).excerpt == "あ" * 50 + "…"

    def test_one_that_is_not_wanted_changes_nothing_else(self) -> None:
        text = "# 春\n\nは`あけ`ぼの。\n\n> [夜](b.md)"
        found = parse_body(text, path="", first_line=1, options=MarkdownOptions(), excerpt=False)
        assert found.excerpt == ""
        assert replace(parsed(text), excerpt="") == found


@given(st.text("aB_- \t\u3000.、é", max_size=8))
def test_an_anchor_is_what_its_definition_says(text: str) -> None:
    spaced = " ".join(unicodedata.normalize("NFC", text).lower().split())
    kept = "".join(mark for mark in spaced if mark in "_- " or re.match(r"\w", mark))
    assert slug(text) == (re.sub("[ -]+", "-", kept).strip("-") or FALLBACK)


DIAGNOSTICS = [
    ("[甲]()", "link-target-empty", Severity.WARNING, ")"),
    ("見て [甲](javascript:alert(1))", "link-scheme-refused", Severity.ERROR, "javascript:alert(1)"),
    ("<a href='data:text/html,x'>甲</a>", "link-scheme-refused", Severity.ERROR, "data:text/html,x"),
    ("[甲](data:image/png;base64,A)", "link-scheme-refused", Severity.ERROR, "data:image/png;base64,A"),
    ("[甲](ftp://example.com)", "link-scheme-refused", Severity.WARNING, "ftp://example.com"),
    ("図は ![](a.png)", "image-alt-missing", Severity.WARNING, "a.png"),
    ("本文[^注]", "footnote-undefined", Severity.WARNING, "[^注]"),
    ("[^注]: 内容", "footnote-unused", Severity.WARNING, "[^注]"),
    ("気温は&#8;です", "reference-forbidden", Severity.WARNING, "&#8;"),
    (
        f"[甲]: /a\n'{'い' * 9_999}'\n\n{'[甲] ' * 2_000}",
        "link-definition-overused",
        Severity.WARNING,
        "/a",
    ),
    (
        "おはよう。\n川上です。\n寒いですね。\nお元気ですか。\nさて、\n今日は\n紙の話を\nします。\nでは。",
        "letter-as-markdown",
        Severity.WARNING,
        "おはよう。",
    ),
    ("[甲][乙]", "link-definition-missing", Severity.WARNING, "[甲][乙]"),
    ("見る https://example.com/紙", "url-cut", Severity.WARNING, "https://example.com/"),
    ("{元気|げ|ん|き}", "ruby-mismatch", Severity.WARNING, "{元気|げ|ん|き}"),
    ("＃とちがい、\n#　見出し", "wide-space-after-marker", Severity.WARNING, "　"),
    ("1.　項目", "wide-space-after-marker", Severity.WARNING, "　"),
    ("拝啓、春です。\n------", "heading-by-ruler", Severity.WARNING, "------"),
    ("拝啓\n春です\n======", "heading-by-ruler", Severity.WARNING, "======"),
    ("お知らせ\n------------------------------", "heading-by-ruler", Severity.WARNING, "-" * 30),
    ("・一つ目\n・二つ目", "list-by-hand", Severity.WARNING, "・"),
    ("１．一つ目\n２．二つ目", "list-by-hand", Severity.WARNING, "２．"),
    ("  • 紙\n  • 糸", "list-by-hand", Severity.WARNING, "•"),
    ("①紙\n②糸", "list-by-hand", Severity.WARNING, "②"),
    ("・Facebook\n・LINE", "list-by-hand", Severity.WARNING, "・"),
    ("１．A4\n２．B5", "list-by-hand", Severity.WARNING, "２．"),
    ("つづきです。\n2. 糸\n3. 紙", "list-by-hand", Severity.WARNING, "2."),
    ("(a) red\n(b) blue", "list-by-hand", Severity.WARNING, "(b)"),
    ("ア）紙\nイ）糸", "list-by-hand", Severity.WARNING, "イ）"),
    ("→ 紙\n→ 糸", "list-by-hand", Severity.WARNING, "→"),
    ("一、紙\n二、糸", "list-by-hand", Severity.WARNING, "二、"),
    ("❶紙\n❷糸", "list-by-hand", Severity.WARNING, "❷"),
    ("> ・紙\n> ・糸", "list-by-hand", Severity.WARNING, "・"),
    ("- 持ち物\n  ・紙\n  ・糸", "list-by-hand", Severity.WARNING, "・"),
    ("{{ name }}様", "leftover-tag", Severity.WARNING, "{{ name }}"),
    ("{% if x %}", "leftover-tag", Severity.WARNING, "{% if x %}"),
    ("*|FNAME|*様", "leftover-tag", Severity.WARNING, "*|FNAME|*"),
    ("%%name%%様", "leftover-tag", Severity.WARNING, "%%name%%"),
    ('図 [gallery ids="1,2"]', "leftover-tag", Severity.WARNING, '[gallery ids="1,2"]'),
    ("[caption]図[/caption]", "leftover-tag", Severity.WARNING, "[caption]"),
    (">5℃ なら育つ", "quote-by-sign", Severity.WARNING, ">"),
    (">_< 寒い", "quote-by-sign", Severity.WARNING, ">"),
    (">.< きゃあ", "quote-by-sign", Severity.WARNING, ">"),
    (">10 people came", "quote-by-sign", Severity.WARNING, ">"),
    (">ω< にゃ", "quote-by-sign", Severity.WARNING, ">"),
    ("![窓](my photo.png)", "target-with-space", Severity.WARNING, "my photo.png"),
    ("![窓](shot (1).png)", "target-with-space", Severity.WARNING, "shot (1).png"),
    ("[見積書](見積書 2026.pdf)", "target-with-space", Severity.WARNING, "見積書 2026.pdf"),
    ('![a](my photo.jpg "b")', "target-with-space", Severity.WARNING, 'my photo.jpg "b"'),
    ("[a](/my page)", "target-with-space", Severity.WARNING, "/my page"),
    ("1. 準備\n  - 紙\n", "list-not-nested", Severity.WARNING, "  "),
    ("10) a\n   - b", "list-not-nested", Severity.WARNING, "   "),
    ("- 道具\n\u3000- 針", "list-not-nested", Severity.WARNING, "\u3000"),
    ("- 道具\n\u3000\u30001. 針", "list-not-nested", Severity.WARNING, "\u3000\u3000"),
    ("＃ 糸の話", "marker-full-width", Severity.WARNING, "＃"),
    ("＞ 引用です", "marker-full-width", Severity.WARNING, "＞"),
    ("これは＊＊大事＊＊です", "marker-full-width", Severity.WARNING, "＊＊"),
    ("－ 一つ", "marker-full-width", Severity.WARNING, "－"),
    ("> ＃ 糸", "marker-full-width", Severity.WARNING, "＃"),
    ("＋\u3000紙", "marker-full-width", Severity.WARNING, "＋"),
    ("##紙の話\n\n本文", "marker-without-space", Severity.WARNING, "##"),
    ("###Heading", "marker-without-space", Severity.WARNING, "###"),
    ("#見出し\n\n本文", "marker-without-space", Severity.WARNING, "#"),
    ("> ##紙", "marker-without-space", Severity.WARNING, "##"),
    ("本文\n##紙", "marker-without-space", Severity.WARNING, "##"),
    ("宛名は<name>様", "html-unseen", Severity.WARNING, "<name>"),
    ("x<y and y>z", "html-unseen", Severity.WARNING, "<y and y>"),
    ("<!NOTE 大事>", "html-unseen", Severity.WARNING, "<!NOTE 大事>"),
    ("型は List<String> です", "html-unseen", Severity.WARNING, "<String>"),
    ("<h3>材料\n\n本文", "html-unclosed", Severity.WARNING, "<h3>"),
    ("これは<b>太字", "html-unclosed", Severity.WARNING, "<b>"),
    ("<!-- 途中\n\n本文", "html-unclosed", Severity.WARNING, "<!-- 途中"),
    ('<div class="a\n\n本文', "html-unclosed", Severity.WARNING, "<div class="),
    ("<script>\nx", "html-unclosed", Severity.WARNING, "<script>"),
    ("> <div>\n\n紙", "html-unclosed", Severity.WARNING, "<div>"),
    ("|a|b|\n|-|-|\n|c|d|e|", "table-cell-beyond-header", Severity.WARNING, "e"),
    ("a|b\n-|-\nc|d|e|f", "table-cell-beyond-header", Severity.WARNING, "e"),
    ("|a|\n|-|\n|c||d|", "table-cell-beyond-header", Severity.WARNING, "d"),
    ("|式|\n|-|\n|x|y|", "table-cell-beyond-header", Severity.WARNING, "y"),
    ("```sh\nprint a\n\n続き", "fence-unclosed", Severity.WARNING, "```sh"),
    ("abc\n~~~~~~~~~~~~\n\ndef", "fence-unclosed", Severity.WARNING, "~~~~~~~~~~~~"),
    ("- 項\n  ````\n  b\n  ```\n\nc", "fence-unclosed", Severity.WARNING, "````"),
    ("~~~\n\n本文", "fence-unclosed", Severity.WARNING, "~~~"),
    ("> ```\n> a\n\nb", "fence-unclosed", Severity.WARNING, "```"),
    ("紙[^1]\n\n[^1]: 一つ\n\n[^1]: 二つ", "footnote-twice", Severity.WARNING, "[^1]: 二つ"),
    ("紙[^a]\n\n[^a]: 一つ\n[^a]: 二つ", "footnote-twice", Severity.WARNING, "[^a]: 二つ"),
    ("紙[^1]\n\n[^1]: 一つ\n\n> [^1]: 二つ", "footnote-twice", Severity.WARNING, "[^1]: 二つ"),
    ("[a]\n\n[a]: /b/\n[a]: /c/", "link-definition-twice", Severity.WARNING, "[a]: /c/"),
    ("[Note]: cancelled", "link-definition-unused", Severity.WARNING, "[Note]: cancelled"),
    ("[案内]: guide.md", "link-definition-unused", Severity.WARNING, "[案内]: guide.md"),
    ("[a]: <b c>\n\n[d]", "link-definition-unused", Severity.WARNING, "[a]: <b c>"),
    ("> [a]: /b", "link-definition-unused", Severity.WARNING, "[a]: /b"),
    ("[1]: https://example.com", "link-definition-unused", Severity.WARNING, "[1]: https://example.com"),
    ("26*26 is 676, 10*10 is 100", "emphasis-between-digits", Severity.WARNING, "*"),
    ("5*6*78", "emphasis-between-digits", Severity.WARNING, "*"),
    ("paper*1 and thread*2 are", "emphasis-between-digits", Severity.WARNING, "*"),
    ("** 紙 **です。**糸**です。", "emphasis-with-space", Severity.WARNING, "** 紙 **"),
    ("これは **糸 **です", "emphasis-with-space", Severity.WARNING, "**糸 **"),
    ("a ** b **", "emphasis-with-space", Severity.WARNING, "** b **"),
]

HARMLESS = [
    "> 5月の便り\n\n>一行目\n>2行目",
    "[甲](#乙) [丙](/d/) https://example.com",
    "お知らせ\n--------",
    "News\n====",
    "　字下げ\n　字下げ\n\n    -　符号\n\n`#　x` -a　b #a　b",
    "`{{ name }}` `*|FNAME|*` `[gallery]` `[^1]` `[甲][乙]` `{元気|げ|ん|き}`",
    "    {{ name }}",
    "[sic] [1] [note] 100% 50%%",
    "{山|やま} {x|y|z}",
    "拝啓、春です。\n\n------",
    "<a id='a'></a> <!-- [^1] -->",
    "・一つだけ\nつづき",
    "in the year\n1985. It was hot",
    "Q. 紙は厚いですか\nA. 厚いです",
    "・紙\\\n・糸",
    "春です。\n夏です。\n秋です。",
    "春は、あけぼのがよく、やうやう白くなりゆく山ぎわもよい。\n" * 20,
    "Good prose in English is often wrapped at about seventy characters.\n" * 20,
    "**bold** text **bold**, 2 * 3 * 4 and `5*6*7`, [a](https://example.com/2*3*4)",
    "**太字** と **太字** と 26*26 と 10*10 と紙*1と糸*2",
    "m(__)m と (*^_^*) と \\(^o^)/ と (>_<) と (`･ω･´)",
]


class TestDiagnostics:
    @pytest.mark.parametrize(("text", "code", "severity", "pointed"), DIAGNOSTICS)
    def test_it_points_at_the_mistake(self, text: str, code: str, severity: Severity, pointed: str) -> None:
        before = "Before.\n\n" if text.isascii() else "序\n\n"
        first = parsed(before + text, first_line=3).diagnostics[0]
        line = text.split("\n")[first.span.line - 5]
        assert (first.code, first.severity, first.excerpt) == (code, severity, line)
        assert line[first.span.column - 1 :][: first.span.length] == pointed

    @pytest.mark.parametrize("text", HARMLESS)
    def test_nothing_to_say(self, text: str) -> None:
        assert codes(parsed(text)) == []

    def test_line_ends_that_stay_need_no_message(self) -> None:
        text = "・紙\n・糸\n" + "さて。\n" * 20
        assert codes(parsed(text, breaks="hard")) == []
        assert codes(parsed(text, format="letter")) == []

    def test_a_letter_is_told_once(self) -> None:
        text = "おはよう。\n━━━━━━\n【紙】\n厚いです。\n\n薄いです。\nでは。\n＝＝＝＝\nまた。\n" * 9
        assert codes(parsed(text)) == ["letter-as-markdown"]

    def test_the_first_line_may_begin_like_an_item(self) -> None:
        assert codes(parsed("・甲\n・乙")) == ["list-by-hand"]
        assert codes(parsed("・甲\n\n> ・乙\n> ・丙")) == ["list-by-hand"]

    def test_each_tag_is_reported(self) -> None:
        assert codes(parsed("{{ a }} と {{ b }}\n{{ c }}")) == ["leftover-tag"] * 3

    def test_a_refused_target_is_no_reference(self) -> None:
        found = parsed("[甲](javascript:x)")
        assert found.references == ()
        assert found.body.segments == ("<p>甲</p>\n",)

    def test_every_code_is_documented(self) -> None:
        table = (REPOSITORY / "docs" / "diagnostics" / "markdown.md").read_text("utf-8")
        documented = {line.split("`")[1] for line in table.split("\n") if line.startswith("| `")}
        assert documented == {code for _, code, _, _ in DIAGNOSTICS}

    def test_both_languages(self) -> None:
        for text, *_ in DIAGNOSTICS:
            message = parsed(text).diagnostics[0].message
            assert message.ja != message.en
            assert not message.ja.endswith("。")
            assert not message.en.endswith(".")


class TestWhatever:
    """What holds for any text at all."""

    TEXTS = tuple(nonsense(Random(seed)) for seed in range(800))

    def test_every_tag_is_closed(self) -> None:
        for text in self.TEXTS:
            segments = parsed(text, html=False).body.segments
            ElementTree.fromstring(f"<body>{'x'.join(segments)}</body>")  # noqa: S314 - our own output

    def test_ids_are_unique_and_known(self) -> None:
        for text in self.TEXTS:
            found = parsed(text, html=False)
            root = ElementTree.fromstring(f"<body>{'x'.join(found.body.segments)}</body>")  # noqa: S314 - as above
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            assert len(ids) == len(set(ids))
            assert set(ids) <= set(found.anchors)

    def test_every_hole_is_a_reference_with_a_place(self) -> None:
        for text in self.TEXTS:
            found = parsed(text)
            assert sorted(hole.reference for hole in found.body.holes) == list(range(len(found.references)))
            places = [(at.line, at.column, at.length) for at in found.references]
            places += [(at.span.line, at.span.column, at.span.length) for at in found.diagnostics]
            lines = text.split("\n")
            for line, column, length in places:
                assert 1 <= line <= len(lines)
                assert 1 <= column <= len(lines[line - 1]) + 1
                assert length >= 1


class TestOptions:
    def test_raw_html_can_be_switched_off(self) -> None:
        found = parsed("<b>甲</b>\n\n<script>x</script>", html=False)
        assert "".join(found.body.segments) == (
            "<p>&lt;b&gt;甲&lt;/b&gt;</p>\n<p>&lt;script&gt;x&lt;/script&gt;</p>\n"
        )

    def test_the_language_of_our_own_words(self) -> None:
        text = "[[issue:3]][^1]\n\n> [!NOTE]\n> a\n\n[^1]: b"
        japanese, english = (
            "".join(parsed(text, words=body_words(language)).body.segments) for language in ("ja", "en")
        )
        assert all(word in japanese for word in ("通巻3号", "補足", "脚注", "本文へ戻る"))
        assert all(word in english for word in ("No. 3", "Note", "Footnotes", "Back to the text"))

    def test_our_own_words_are_no_prose(self) -> None:
        found = parsed("> [!NOTE]\n> 甲")
        assert found.prose == ((2, "甲"),)
        assert found.excerpt == "甲"

    def test_equal_input_gives_equal_output(self) -> None:
        assert parsed(PLACES) == parsed(PLACES)


@pytest.mark.parametrize("name", ["script", "style", "textarea", "title", "pre", "svg"])
def test_an_element_that_is_closed_is_not_called_open(name: str) -> None:
    for text in (
        f"a <{name}>b</{name}> c",
        f"<div>\n<{name}>\n\nb\n\n</{name}>\n</div>",
        f"<{name}>b</{name}>",
    ):
        assert "html-unclosed" not in codes(parsed(text)), text
    for text in (f"a <{name}>b", f"<div>\n<{name}>\n\nb\n\n</div>"):
        assert "html-unclosed" in codes(parsed(text)), text
