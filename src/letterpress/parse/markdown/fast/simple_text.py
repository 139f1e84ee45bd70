# SPDX-License-Identifier: MIT
"""Simple text, with markup in its simplest form alone, as most blocks have it, is read without a state.

Each form means here what it means to the rules, for the reasons that `patterns` gives; emphasis is easier still,
since nothing is open where it begins, and may hold a link. The first character that may begin anything else ends the
reading, and the rules go on from there.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from letterpress.parse.language.japanese import WHITE, flanking, traits, traits_before
from letterpress.parse.markdown.fast.patterns import LINK, PLAIN, TAGS, TARGET, TITLE
from letterpress.parse.markdown.rules.literal_marks import BRACKETS, CLOSING, DIGITS, EYES
from letterpress.parse.markdown.token_factory import new_token

_TEXT = rf"{PLAIN}*+(?:(?:!(?!\[)|\^(?!\[)|:(?!//)){PLAIN}*+)*+"
"""What begins nothing; three characters mean something only before certain others."""

_LINK = rf'\[{PLAIN}++\]\({TARGET}(?:[ ]"{TITLE}")?\)'
_PAIR = rf"(?P<mark>\*\*?|~~)(?P<stressed>{PLAIN}++|{_LINK})(?P=mark)(?![*_~])"
_CODE = r"`(?! )(?P<shown>[^`\n]++)`(?!`)"
_BREAK = r"\n[ \t]*+"

_next = re.compile(
    rf"({_TEXT})(?:(?P<link>{LINK})|(?P<pair>{_PAIR})|(?P<code>{_CODE})"
    rf"|(?P<line_end>{_BREAK})|(?P<image>!{_LINK})|\Z)"
)
_link = re.compile(LINK)
_brackets = re.compile("[()（）]")
_DOUBTFUL_AROUND = DIGITS | BRACKETS | EYES
_DOUBTFUL_INSIDE = BRACKETS | EYES | CLOSING
"""What marks that are text have before or behind them, outside and inside of the pair that they would be."""


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
    while position < end and (found := _next.match(text, position)):
        before, form = found[1], found.lastgroup
        if (form == "pair" and not pairs_up(found)) or (form == "code" and may_be_faces(found["shown"])):
            break
        if form == "line_end":
            _add_break(before, tokens)
        elif before:
            tokens.append(new_token("text", "", 0, 0, before))
        if form == "link":
            _add_link(found, md, tokens, 0)
        elif form == "pair":
            _add_pair(found, md, tokens)
        elif form == "code":
            tokens.append(new_token("code_inline", "code", 0, 0, found["shown"], "`"))
        elif form == "image" and (image := _link.match(text, found.start("image") + 1)):
            _add_image(image, md, tokens)
        position = found.end()
    return position


def may_be_faces(code: str) -> bool:
    """Return whether what stands between two backticks may lie between two faces; `literal_marks` knows."""
    brackets = _brackets.findall(code)
    return bool(brackets) and (brackets[0] in ")）" or brackets[-1] in "(（")


def pairs_up(found: re.Match[str]) -> bool:
    """Return whether a mark opens and the next one closes.

    Both do next to letters and digits, whatever is around; but a mark that may be text is left to the rules.
    """
    text = found.string
    start, stop = found.span("stressed")
    opening, end = found.start("mark"), found.end()
    before, first, behind = text[opening - 1 : opening], text[start], text[end : end + 1]
    if (
        before in _DOUBTFUL_AROUND
        or behind in _DOUBTFUL_AROUND
        or first in _DOUBTFUL_INSIDE
        or text[stop - 1] in _DOUBTFUL_INSIDE
        or (first in DIGITS and (before.isalnum() or behind.isalnum()))
    ):
        return False
    if text[start].isalnum() and text[stop - 1].isalnum():
        return True
    after = traits(behind) if behind else WHITE
    opens, _ = flanking(traits_before(text, opening), traits(text[start]), splits_words=True)
    _, closes = flanking(traits_before(text, stop), after, splits_words=True)
    return opens and closes


def _add_pair(found: re.Match[str], md: MarkdownIt, tokens: list[Token]) -> None:
    """Add emphasis around plain text or around a link."""
    mark, stressed = found.group("mark", "stressed")
    name, tag = TAGS[mark]
    tokens.append(new_token(f"{name}_open", tag, 1, 0, "", mark))
    if stressed.startswith("[") and (link := _link.match(found.string, found.start("stressed"))):
        _add_link(link, md, tokens, 1)
    else:
        tokens.append(new_token("text", "", 0, 1, stressed))
    tokens.append(new_token(f"{name}_close", tag, -1, 0, "", mark))


def _add_link(found: re.Match[str], md: MarkdownIt, tokens: list[Token], level: int) -> None:
    """Add a link and its text."""
    label, target, title = found.group("label", "target", "title")
    opening = new_token("link_open", "a", 1, level)
    opening.attrs["href"] = md.normalizeLink(target)
    if title:
        opening.attrs["title"] = title
    opening.meta["start"], opening.meta["end"] = found.span("target")
    tokens += (
        opening,
        new_token("text", "", 0, level + 1, label),
        new_token("link_close", "a", -1, level),
    )


def _add_image(found: re.Match[str], md: MarkdownIt, tokens: list[Token]) -> None:
    """Add an image, with its alternative text."""
    label, target, title = found.group("label", "target", "title")
    image = new_token("image", "img", 0, 0, label)
    image.attrs = {"src": md.normalizeLink(target), "alt": ""}
    if title:
        image.attrs["title"] = title
    image.meta["start"], image.meta["end"] = found.span("target")
    image.children = [new_token("text", "", 0, 0, label)]
    tokens.append(image)


def _add_break(before: str, tokens: list[Token]) -> None:
    """Add the rest of a line and the break behind it; two spaces make it a hard one."""
    kind = "softbreak"
    if before.endswith(" "):
        if before.endswith("  "):
            kind = "hardbreak"
        before = before.rstrip(" ")
    if before:
        tokens.append(new_token("text", "", 0, 0, before))
    tokens.append(new_token(kind, "br", 0))
