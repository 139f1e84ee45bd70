# SPDX-License-Identifier: MIT
"""`[TOC]` alone in its paragraph becomes a table of contents, as do the marks that other systems have for one."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.document import Heading

MARKS = frozenset({"[toc]", "[[toc]]", "[[_toc_]]", "[:contents]"})
"""What stands for a table of contents, in lower case."""
_LONGEST = max(map(len, MARKS)) + 2


def contents(state: StateCore) -> None:
    """Put the list of headings in the place of the first such mark; runs after headings have their ids."""
    for index, token in enumerate(state.tokens):
        if token.type == "inline" and token.content[:1] == "[" and _stands_alone(state.tokens, index):
            state.tokens[index - 1 : index + 2] = _list_of(state.env["headings"], token)
            state.env["has_contents"] = True
            return


def _stands_alone(tokens: list[Token], index: int) -> bool:
    """Return whether a block is a paragraph that holds such a mark, which is no link, and nothing else."""
    inline = tokens[index]
    return (
        len(inline.content) <= _LONGEST
        and inline.content.rstrip().lower() in MARKS
        and tokens[index - 1].type == "paragraph_open"
        and not tokens[index - 1].hidden
        and not any(child.type == "link_open" for child in inline.children or ())
    )


def _list_of(headings: list[Heading], mark: Token) -> list[Token]:
    """Make a list of links to headings, with those of a lower level inside."""
    tokens: list[Token] = []
    levels: list[int] = []
    for heading in headings:
        while levels and levels[-1] >= heading.level and len(levels) > 1 and levels[-2] >= heading.level:
            levels.pop()
            tokens += [_token("list_item_close", "li", -1), _token("bullet_list_close", "ul", -1)]
        if levels and levels[-1] >= heading.level:
            levels[-1] = heading.level
            tokens.append(_token("list_item_close", "li", -1))
        else:
            levels.append(heading.level)
            tokens.append(_token("bullet_list_open", "ul", 1))
        tokens += [_token("list_item_open", "li", 1), *_link_to(heading, mark)]
    for _ in levels:
        tokens += [_token("list_item_close", "li", -1), _token("bullet_list_close", "ul", -1)]
    if tokens:
        tokens[0].attrs = {"class": "contents"}
    return tokens


def _link_to(heading: Heading, mark: Token) -> list[Token]:
    """Make a paragraph that does not show as one, with a link to a heading."""
    text = Token("inline", "", 0, map=mark.map, content=mark.content, block=True, meta={"ours": True})
    link = Token("link_open", "a", 1, {"href": f"#{heading.id}"}, meta={"start": 0, "end": len(mark.content)})
    text.children = [link, Token("text", "", 0, content=heading.text, level=1), Token("link_close", "a", -1)]
    opening, closing = _token("paragraph_open", "p", 1), _token("paragraph_close", "p", -1)
    opening.hidden = closing.hidden = True
    return [opening, text, closing]


def _token(name: str, tag: str, nesting: int) -> Token:
    return Token(name, tag, nesting, block=True)  # type: ignore[arg-type]
