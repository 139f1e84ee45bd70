# SPDX-License-Identifier: MIT
"""Task lists: `- [ ] to do` and `- [x] done`, with a check box that its text labels."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_hint = re.compile(r"\[[ xX]\]")
_box = re.compile(r"\[([ xX])\][ \t\n]+")


def task_lists(state: StateCore) -> None:
    """Turn list items that begin with a box into tasks."""
    if not _hint.search(state.src):
        return
    tokens = state.tokens
    lists: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and _check(tokens[index + 2]):
            token.attrs["class"] = "task-list-item"
            lists[-1].attrs["class"] = "contains-task-list"


def _check(inline: Token) -> bool:
    """Put a check box before the text of a list item where it begins with one; return whether it does.

    An empty item has no text; what stands in its place here, is no inline token and has no children.
    """
    children = inline.children or []
    if not children or children[0].type != "text":
        return False
    found = _box.match(inline.content)
    text = children[0].content
    if not found or not text.startswith(found[0].rstrip()):
        return False
    children[0].content = text[3:].lstrip(" \t")
    box = Token("task_open", "label", 1, meta={"checked": found[1] != " "})
    inline.children = [box, *children, Token("task_close", "label", -1)]
    return True
