# SPDX-License-Identifier: MIT
"""Simple text is prerendered: no token for what is in it, but its HTML and its words at once.

The text of such a block has links, emphasis and code in their simplest form and nothing else: each form is one that
`simple_text` reads as well, and means what it means there. A line end, an image or a target that has to be encoded is
left to the tokens, and so are the characters that may belong to another system's tags, which are pointed out.
"""

import re

from markdown_it.common.utils import escapeHtml

from letterpress.parse.markdown.block import WIDE_SPACE
from letterpress.parse.markdown.fast.patterns import BEGINNINGS, TAGS
from letterpress.parse.markdown.fast.simple_text import may_be_faces, pairs_up
from letterpress.parse.markdown.prerendered import HOLE, PrerenderedBlock, Target
from letterpress.parse.markdown.url_policy import plain_url

_PLAIN = f"[^{BEGINNINGS}|%]"
_FIELDS = "お氏姓苗名会企部役メ宛顧担フふ誕都住電解配読"
"""What the name of a mailing service's field begins with, in Japanese."""
_TEXT = rf"{_PLAIN}*+(?:(?:!(?!\[)|\^(?!\[)|:(?!//)|%(?![%A-Za-z{_FIELDS}])){_PLAIN}*+)*+"
_URL = plain_url(r"\)")
_next = re.compile(
    rf"({_TEXT})(?:\[({_PLAIN}++)\]\((?!\))({_URL})\)"
    rf"|(?P<mark>\*\*?|~~)(?P<stressed>{_PLAIN}++)(?P=mark)(?![*_~])"
    r"|`(?! )([^`\n]++)`(?!`)|\Z)"
)
_FOREIGN = frozenset(("!!!", "???", "===", ":::"))
"""What begins a block of another system."""
_item = re.compile(f"{WIDE_SPACE}+[-*+0-9]")
_POINTED_OUT = frozenset("#＃＞＊－＋")
"""What is pointed out at the beginning of a line."""
_BEGINNING = _POINTED_OUT | {sign[0] for sign in _FOREIGN} | {WIDE_SPACE}
_WEB = ("https://", "http://")


def prerender(tag: str, text: str, line: int, column: int) -> PrerenderedBlock | None:
    """Prerender a block of simple text; return None where it is not simple throughout.

    Args:
        tag: Of the block.
        text: In it.
        line: On which it stands.
        column: Where the text begins.
    """
    # A single character is found ten times as fast as a pair.
    if (
        ("#" in text and "##" in text)
        or ("(" in text and "((" in text)
        or ("@" in text and "@[" in text)
        or ("＊" in text and "＊＊" in text)
        or (text[:1] in _BEGINNING and _may_be_pointed_out(text))
    ):
        return None
    html: list[str] = []
    words: list[str] = []
    targets: list[Target] = []
    code: list[int] = []
    quoted = '"' in text or ">" in text
    position, end = 0, len(text)
    while position < end:
        found = _next.match(text, position)
        if not found:
            return None
        position = found.end()
        before, label, target, mark, stressed, literal = found.groups()
        words.append(before)
        html.append(escapeHtml(before) if quoted else before)
        if label:
            words.append(label)
            if not target.startswith(_WEB):
                targets.append((target, column + found.start(3)))
                target = HOLE
            elif "&" in target:
                target = escapeHtml(target)
            html.append(f'<a href="{target}">{escapeHtml(label) if quoted else label}</a>')
        elif mark:
            if not pairs_up(found):
                return None
            words.append(stressed)
            name = TAGS[mark][1]
            html.append(f"<{name}>{escapeHtml(stressed) if quoted else stressed}</{name}>")
        elif literal:
            if may_be_faces(literal):
                return None
            code.append(len(words))
            words.append(literal)
            html.append(f"<code>{escapeHtml(literal)}</code>")
    shown = spoken = "".join(words)
    if code:
        for place in code:
            words[place] = " "
        spoken = "".join(words)
    return PrerenderedBlock(tag, line, "".join(html), targets, shown, spoken)


def _may_be_pointed_out(text: str) -> bool:
    """Return whether a text may begin with a tag of another system or a sign that is no mark, as tokens would show."""
    return (
        text[0] in _POINTED_OUT
        or text[:3] in _FOREIGN
        or (text[0] == WIDE_SPACE and _item.match(text) is not None)
    )
