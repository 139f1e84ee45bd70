# SPDX-License-Identifier: MIT
"""HTML for email: every case of tests/fixtures/email_html holds Markdown and, after `=>`, the HTML."""

import pytest
from tests.support.fixture_cases import Case, case_id, cases_in
from tests.support.paths import TESTS

from letterpress.editions.email_html import MailImage, email_html
from letterpress.editions.images import ImageSize
from letterpress.editions.raw_html import mail_html
from letterpress.parse.markdown import MarkdownOptions
from letterpress.parse.markdown.editions import parse_tree

URLS = [f"https://example.com/{number}/" for number in range(20)]
IMAGES = {
    "https://example.com/0/": MailImage(size=ImageSize(1200, 800)),
    "https://example.com/1/": MailImage(is_drawing=True),
}


@pytest.mark.parametrize("case", cases_in(TESTS / "fixtures" / "email_html"), ids=case_id)
def test_markdown_as_html_for_email(case: Case) -> None:
    assert email_html(parse_tree(case.given, MarkdownOptions()), URLS, IMAGES) + "\n" == case.expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ("<script>x()</script>a<style>b{}</style>", "a"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        (
            '<iframe src="https://example.com/v" title="動画"></iframe>',
            '<a href="https://example.com/v">動画</a>',
        ),
        ("<ruby>茶<rp>(</rp><rt>ちゃ</rt><rp>)</rp></ruby>", "茶（ちゃ）"),
        ("<form><input name=q>語</form>", "語"),
        ("<details><summary>もっと</summary>中身</details>", "もっと中身"),
        (
            '<img src="https://example.com/a.png" alt="a" onerror="x()">',
            '<img src="https://example.com/a.png" alt="a">',
        ),
        ("a < b &amp; c", "a &lt; b &amp; c"),
    ],
)
def test_raw_html_keeps_what_email_carries(html: str, expected: str) -> None:
    assert mail_html(html) == expected


def test_a_letter_keeps_its_marks_and_its_columns() -> None:
    tree = parse_tree("①茶\n②湯\n\n日時　　11月\n場所　　本町", MarkdownOptions(format="letter"))
    assert email_html(tree, URLS, IMAGES) == (
        '<ul style="list-style-type:none">\n<li>① 茶</li>\n<li>② 湯</li>\n</ul>\n<pre>日時　　11月\n場所　　本町</pre>'
    )
