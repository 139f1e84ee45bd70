# SPDX-License-Identifier: MIT
"""From tokens to HTML: markdown-it's renderer, with rules of this instance for what letterpress adds."""

from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from letterpress.parse.markdown.plain import plain_text
from letterpress.parse.markdown.rules import ruby

Tokens = Sequence[Token]


class BodyRenderer(RendererHTML):
    """Each method renders the token type it is named after."""

    def softbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A line end; nothing between Japanese characters."""
        if tokens[idx].hidden:
            return ""
        return "<br />\n" if options.breaks else "\n"

    def blockquote_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a block quote; a line of its own even where the quote is empty."""
        opening = self.renderToken(tokens, idx, options, env)
        return opening if opening.endswith("\n") else opening + "\n"

    def ruby(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A word with its reading."""
        return ruby.html(tokens[idx].meta["pairs"])

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """An image that browsers load when it comes into view."""
        token = tokens[idx]
        alternative = plain_text(token.children or (), line_end="\n")
        token.attrs |= {"alt": alternative, "loading": "lazy", "decoding": "async"}
        return self.renderToken(tokens, idx, options, env)

    def task_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The box of a task; it shows a state and cannot be changed."""
        checked = ' checked=""' if tokens[idx].meta["checked"] else ""
        return f'<label><input type="checkbox" disabled=""{checked} /> '

    def figure_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a figure."""
        return "<figure>\n"

    def figure_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a figure."""
        return "\n</figure>\n"

    def figure_caption(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """What a figure shows."""
        return f"\n<figcaption>{escapeHtml(tokens[idx].content)}</figcaption>"
