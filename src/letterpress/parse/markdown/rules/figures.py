# SPDX-License-Identifier: MIT
"""An image alone in its paragraph that has a title becomes a figure with that title as its caption."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def figures(state: StateCore) -> None:
    """Turn such paragraphs into figures."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "paragraph_open" and not token.hidden and _is_figure(tokens[index + 1]):
            image = (tokens[index + 1].children or [])[0]
            caption = str(image.attrs.pop("title"))
            token.type, token.tag = "figure_open", "figure"
            tokens[index + 2].type, tokens[index + 2].tag = "figure_close", "figure"
            tokens[index + 1].children = [image, Token("figure_caption", "figcaption", 0, content=caption)]


def _is_figure(inline: Token) -> bool:
    """Return whether a paragraph holds nothing but an image with a title."""
    children = inline.children
    return (
        children is not None
        and len(children) == 1
        and children[0].type == "image"
        and bool(children[0].attrs.get("title"))
    )
