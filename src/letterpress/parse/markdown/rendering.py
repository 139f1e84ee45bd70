# SPDX-License-Identifier: MIT
"""The renderer turns tokens into HTML: markdown-it's, with rules for what letterpress adds.

The walks over the tokens are our own, because they run for every token of every post; what they write is what the
library's would.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from letterpress.parse.markdown.prerendered import HOLE, PrerenderedBlock
from letterpress.parse.markdown.rules import ruby
from letterpress.parse.markdown.text import plain_text

Tokens = Sequence[Token]

_INLINE_TAGS = frozenset(
    f"{name}_{end}" for name in ("em", "strong", "s", "link") for end in ("open", "close")
)
"""Token types that are always written as a tag and nothing else."""


class BodyRenderer(RendererHTML):
    """Each method without an underscore renders the token type it is named after."""

    def __init__(self, parser: Any = None) -> None:
        super().__init__(parser)
        self._own = {"text": self.rules["text"]}
        self._image = self.rules["image"]

    def render(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:
        """Render a token stream."""
        out: list[str] = []
        rules = self.rules
        changed = any(rules.get(kind) is not rule for kind, rule in self._own.items())
        inline = super().renderInline if changed else self.renderInline
        for index, token in enumerate(tokens):
            kind = token.type
            if isinstance(token, PrerenderedBlock):
                out.append(f"<{token.tag}{token.attributes}>{token.html}</{token.tag}>\n")
            elif kind == "inline":
                children = token.children or ()
                if len(children) == 1 and children[0].type == "text" and not changed:
                    out.append(_escaped(children[0].content))
                else:
                    out.append(inline(children, options, env))
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            elif token.hidden:
                continue
            elif token.nesting < 0 and token.block:
                out.append(f"</{token.tag}>\n")
            else:
                out.append(self._tag(tokens, index, token, options))
        return "".join(out)

    def renderInline(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Render one block's inline tokens."""
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
            elif kind not in _INLINE_TAGS or token.hidden:
                out.append(self.renderToken(tokens, index, options, env))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>")
            else:
                out.append(f"<{token.tag}{self.renderAttrs(token) if token.attrs else ''}>")
        return "".join(out)

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802
        """Render the attributes of a tag."""
        written = ""
        for name, value in token.attrs.items():
            written += f' {name}="{_escaped(str(value))}"'
        return written

    def _tag(self, tokens: Tokens, index: int, token: Token, options: OptionsDict) -> str:
        """Render a tag that no rule renders; `renderToken`, for a token that is not hidden."""
        if not token.block or token.nesting <= 0:
            return self.renderToken(tokens, index, options, {})
        following = tokens[index + 1]
        closed = following.nesting < 0 and following.tag == token.tag
        end = ">" if following.type == "inline" or following.hidden or closed else ">\n"
        begin = "\n<" if index and tokens[index - 1].hidden else "<"
        return f"{begin}{token.tag}{self.renderAttrs(token) if token.attrs else ''}{end}"

    def softbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a line end; between Japanese characters it is nothing, and in aligned lines itself."""
        if tokens[idx].hidden:
            return ""
        if tokens[idx].markup:
            return tokens[idx].markup
        return "<br />\n" if options.breaks else "\n"

    def list_item_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the beginning of a list item; only the library's own task lists, which are off, know more of it."""
        token = tokens[idx]
        if token.meta or token.hidden:
            return super().list_item_open(tokens, idx, options, env)
        return self._tag(tokens, idx, token, options)

    def item_mark(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the mark of an item as it was typed."""
        return f'<span class="mark">{_escaped(tokens[idx].content)}</span> '

    def blockquote_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the beginning of a block quote, on a line of its own even where the quote is empty."""
        opening = self.renderToken(tokens, idx, options, env)
        return opening if opening.endswith("\n") else opening + "\n"

    def ruby(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a word with its reading."""
        return ruby.html(tokens[idx].meta["pairs"])

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render an image that browsers load when it comes into view; a hole where it may be a file of the project.

        A plugin's own rule for images gets the whole element, with a hole in its source.
        """
        token = tokens[idx]
        alternative = plain_text(token.children or (), line_end="\n")
        token.attrs |= {"alt": alternative, "loading": "lazy", "decoding": "async"}
        if str(token.attrs["src"]).startswith(HOLE) and self.rules["image"] == self._image:
            return str(env["targets"].image(token.attrs))
        return self.renderToken(tokens, idx, options, env)

    def task_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the box of a task; it shows a state and cannot be changed."""
        checked = ' checked=""' if tokens[idx].meta["checked"] else ""
        return f'<label><input type="checkbox" disabled=""{checked} /> '

    def figure_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the beginning of a figure."""
        return "<figure>\n"

    def figure_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the end of a figure."""
        return "\n</figure>\n"

    def figure_caption(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the caption of a figure."""
        return f"\n<figcaption>{escapeHtml(tokens[idx].content)}</figcaption>"


def _escaped(text: str) -> str:
    """Escape text for HTML; most text has nothing to escape."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return escapeHtml(text)
    return text
