# SPDX-License-Identifier: MIT
"""Text with nothing but markup in its simplest form, which is how most blocks are written: read without a state.

Each form means here what it means to the rules, for the reasons that `simple_forms` gives; emphasis is easier still,
since nothing is open where it begins. The first character that may begin anything else ends the reading, and the
rules go on from there.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from letterpress.parse.markdown.fast.simple_forms import LINK, PLAIN, TAGS
from letterpress.parse.markdown.fast.tokens import inline_token

_TEXT = rf"{PLAIN}*+(?:(?:!(?!\[)|\^(?!\[)|:(?!//)){PLAIN}*+)*+"
"""What begins nothing; three characters mean something only before certain others."""

_PAIR = rf"(?P<mark>\*\*?|~~)(?=[^\W_])(?P<stressed>{PLAIN}++)(?<=[^\W_])(?P=mark)(?![*_~])"
"""Letters or digits at both ends let the marks open and close, whatever stands around them."""

_CODE = r"`(?! )(?P<shown>[^`\n]++)`(?!`)"
_BREAK = r"\n[ \t]*+"

_next = re.compile(
    rf"({_TEXT})(?:(?P<link>{LINK})|(?P<pair>{_PAIR})|(?P<code>{_CODE})|(?P<line_end>{_BREAK})|\Z)"
)


def read_simple(text: str, md: MarkdownIt, tokens: list[Token]) -> int:
    """Read markup as long as it is simple.

    Args:
        text: Of one block.
        md: The parser.
        tokens: What has been read is added to them.

    Returns:
        The offset behind it.
    """
    position, end = 0, len(text)
    add = tokens.append
    while position < end and (found := _next.match(text, position)):
        before, form = found[1], found.lastgroup
        if form == "line_end":
            _add_break(before, tokens)
        elif before:
            add(inline_token("text", "", 0, 0, before))
        if form == "link":
            _add_link(found, md, tokens)
        elif form == "pair":
            mark, stressed = found.group("mark", "stressed")
            name, tag = TAGS[mark]
            add(inline_token(f"{name}_open", tag, 1, 0, "", mark))
            add(inline_token("text", "", 0, 1, stressed))
            add(inline_token(f"{name}_close", tag, -1, 0, "", mark))
        elif form == "code":
            add(inline_token("code_inline", "code", 0, 0, found["shown"], "`"))
        position = found.end()
    return position


def _add_link(found: re.Match[str], md: MarkdownIt, tokens: list[Token]) -> None:
    """Add a link and its text."""
    label, target, title = found.group("label", "target", "title")
    opening = inline_token("link_open", "a", 1)
    opening.attrs["href"] = md.normalizeLink(target)
    if title:
        opening.attrs["title"] = title
    opening.meta["start"], opening.meta["end"] = found.span("target")
    tokens += opening, inline_token("text", "", 0, 1, label), inline_token("link_close", "a", -1)


def _add_break(before: str, tokens: list[Token]) -> None:
    """Add the rest of a line and the break behind it; two spaces make it a hard one."""
    kind = "softbreak"
    if before.endswith(" "):
        if before.endswith("  "):
            kind = "hardbreak"
        before = before.rstrip(" ")
    if before:
        tokens.append(inline_token("text", "", 0, 0, before))
    tokens.append(inline_token(kind, "br", 0))
