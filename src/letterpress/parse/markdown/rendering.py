# SPDX-License-Identifier: MIT
"""From tokens to HTML: markdown-it's renderer, with rules of this instance for what letterpress adds.

The walks over the tokens are our own, because they run for every token of every post; what they write is what the
library's would.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from letterpress.parse.markdown.plain import plain_text
from letterpress.parse.markdown.rules import ruby

Tokens = Sequence[Token]

_INLINE_TAGS = {
    f"{name}_{end}": f"<{slash}{tag}>"
    for name, tag in (("em", "em"), ("strong", "strong"), ("s", "s"), ("link", "a"))
    for end, slash in (("open", ""), ("close", "/"))
}
"""Tags that are always written in the same way where they have no attributes."""


class BodyRenderer(RendererHTML):
    """Each method without an underscore renders the token type it is named after."""

    def __init__(self, parser: Any = None) -> None:
        super().__init__(parser)
        self._own = {"text": self.rules["text"]}

    def render(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:
        """The HTML of a token stream."""
        out: list[str] = []
        rules = self.rules
        changed = any(rules.get(kind) is not rule for kind, rule in self._own.items())
        inline = super().renderInline if changed else self.renderInline
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.children:
                    out.append(inline(token.children, options, env))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif not token.hidden:
                out.append(self._block_tag(tokens, index, token, options))
        return "".join(out)

    def renderInline(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """The HTML of one block's inline tokens."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                text = token.content
                if "&" in text or "<" in text or ">" in text or '"' in text:
                    text = escapeHtml(text)
                out.append(text)
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif kind in _INLINE_TAGS and not token.attrs:
                out.append(_INLINE_TAGS[kind])
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802
        """The attributes of a tag."""
        return "".join([f' {name}="{_escaped(str(value))}"' for name, value in token.attrs.items()])

    def _block_tag(self, tokens: Tokens, index: int, token: Token, options: OptionsDict) -> str:
        """A tag that no rule renders; `renderToken`, for a token that is not hidden."""
        if not token.block or not token.nesting:
            return self.renderToken(tokens, index, options, {})
        if token.nesting < 0:
            return f"</{token.tag}>\n"
        following = tokens[index + 1]
        closed = following.nesting < 0 and following.tag == token.tag
        end = ">" if following.type == "inline" or following.hidden or closed else ">\n"
        begin = "\n<" if index and tokens[index - 1].hidden else "<"
        return f"{begin}{token.tag}{self.renderAttrs(token) if token.attrs else ''}{end}"

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


def _escaped(text: str) -> str:
    """Text as HTML; most text has nothing to escape."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return escapeHtml(text)
    return text
