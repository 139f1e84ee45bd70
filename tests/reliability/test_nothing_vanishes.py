# SPDX-License-Identifier: MIT
"""Every visible character of a text is on its page, or a diagnostic points at its line or at the block that holds it.

Texts are put together from pieces of Markdown, mail text, HTML and what other systems leave behind. Marks of Markdown
are no text; so only letters, digits and other signs that never are a mark are counted.
"""

import re
from collections import Counter
from html import unescape
from random import Random

from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body
from tests.support.campaign import Campaign, times

PIECES = [
    *(
        "春の話です。",
        "Summer sale",
        "紙とペン",
        "「糸」",
        "今日は晴れ、明日は雨。",
        "x < y",
        "a & b",
        "¥1,000",
        "第3号",
    ),
    *(
        "**太字**",
        "** 空き **",
        "*斜体*",
        "~~古い~~",
        "`code`",
        "{漢字|かんじ}",
        "https://example.com/a",
        "[案内](a.md)",
    ),
    *(
        "![窓](b.png)",
        "![窓](my photo.png)",
        "[甲][乙]",
        "[乙]: c.md",
        "[追記]: 九時半です",
        "[Note]: cancelled",
        "注[^1]",
    ),
    *(
        "[^1]: 一つ目の注",
        "[^1]: 二つ目の注",
        "[^2]: 使わない注",
        "^[その場の注]",
        "<b>太い</b>",
        "<b>閉じない",
        "<h3>見出し",
    ),
    *(
        "<div>中</div>",
        "<!-- 見えない -->",
        "<!-- 途中",
        "<名前>様",
        "<name>様",
        "<!NOTE 大事>",
        "<p>一段",
        "<br>",
        "<3",
    ),
    *(
        "m(__)m",
        "(*^_^*)",
        "(>_<)",
        "\\(^o^)/",
        "(`･ω･´)",
        "(;_;)",
        "orz",
        "26*26",
        "3*4*5",
        "10~20",
        "紙*1と糸*2",
        "snake_case_x",
    ),
    *(
        "2023. 年",
        "2025. 年",
        "1986. A year",
        "- 項",
        "* 項",
        "+ 項",
        "1) 項",
        "- [x] 済",
        "・項",
        "①項",
        "> 引用",
        ">5分",
        "#見出し",
    ),
    *(
        "# 題",
        "## 題 ##",
        "##題",
        "＃ 題",
        "＊＊大＊＊",
        "－ 一つ",
        "　- 針",
        "  - 針",
        "    字下げ",
        "\t字下げ",
        "---",
        "===",
        "━━━━",
    ),
    *(
        "~~~~~~~~~~~~",
        "~~~",
        "```",
        "```js:app.js",
        "```python",
        "~~~~お知らせ~~~~",
        "****",
        "| 甲 | 乙 |",
        "|---|---|",
        "| 丙 | 丁 | 戊 |",
    ),
    *(
        "[gallery ids=1]",
        "{{ name }}",
        "%%name%%",
        "[caption]図[/caption]",
        ":::message",
        "[toc]",
        "[[issue:3]]",
        "&copy",
        "&amp;",
        "(c)",
    ),
    *(": 意味", "[!NOTE]", "> [!TIP] 助言", "行末\\", "行末  ", "C:\\temp", "\\*", "\u00a0", "\u200b"),
]
ENDS = ["", " ", "、", "\n", "\n", "\n", "\n\n", "\n\n", "\n\n"]
WORD = re.compile(r"[\w¥＃＞＊－・①。、「」]")
BLOCKS = frozenset(
    ("footnote-unused", "footnote-twice", "html-unclosed", "html-unseen", "link-definition-unused")
)
"""Codes that speak of a whole block, of which the first line is pointed at."""

_comment = re.compile(r"<!--.*?-->", re.DOTALL)
_marks = re.compile(
    r"&amp;|&copy|\[toc\]|\[!(?:NOTE|TIP)\]|^[ \t>*+-]*\d{1,9}[.)](?=\s)|\[x\](?=\s)|\[\^[^\]\s]+\]:?|```.*$"
    r"|(?<=\])(?:\([^()\n]*\)|\[[^\[\]\n]+\])",
    re.MULTILINE,
)
"""What is a mark or names something, and is no text."""


_definition = re.compile(r"^[ \t>*+-]*\[[^\[\]\n]+\]: (c\.md|cancelled)[ \t]*$", re.MULTILINE)
"""What may go where a link leads to its target."""


def text_of(random: Random) -> str:
    return "".join(random.choice(PIECES) + random.choice(ENDS) for _ in range(random.randint(2, 14)))


def read(text: str) -> ParsedBody:
    return parse_body(text, path="a.md", first_line=1, options=MarkdownOptions(highlight=False))


def told(text: str, body: ParsedBody) -> set[int]:
    """The lines that a diagnostic points at, and those of the blocks that some speak of."""
    lines = text.split("\n")
    found: set[int] = set()
    for each in body.diagnostics:
        line = each.span.line - 1
        found.add(line)
        if each.code == "html-unclosed":
            found.update(range(line, len(lines)))
        elif each.code in BLOCKS:
            found.update(
                range(line, next((at for at in range(line, len(lines)) if not lines[at].strip()), len(lines)))
            )
            found.update(range(line, len(lines)) if each.code.startswith("footnote") else ())
    return found


def shown(body: ParsedBody) -> str:
    """What readers see of a page, and what its tags name."""
    written = "".join(
        part + (f"{body.references[hole.reference].target} {getattr(hole, 'alt', '')}" if hole else "")
        for part, hole in zip(body.body.segments, [*body.body.holes, None], strict=True)
    )
    return unescape(written)


def lost(text: str) -> str:
    """The signs of a text that are neither on the page nor told."""
    body = read(text)
    page = Counter(shown(body))
    skipped = told(text, body)
    targets = {reference.target for reference in body.references}
    kept = _definition.sub(lambda found: "" if found[1] in targets else found[0], text)
    kept = _comment.sub(lambda comment: "\n" * comment[0].count("\n"), kept)
    missing = Counter(
        sign
        for line, written in enumerate(_marks.sub("", kept).split("\n"))
        if line not in skipped
        for sign in WORD.findall(written)
    )
    return "".join(sorted((missing - page).elements()))


def test_every_visible_sign_is_shown_or_told(campaign: Campaign) -> None:
    random = Random(2026)
    for _ in range(times(sample=250, whole=5000)):
        text = text_of(random)
        with campaign.attempt("texts of which nothing vanishes"):
            assert lost(text) == "", text
