# SPDX-License-Identifier: MIT
"""Trees are read from Markdown, for editions other than a web page.

A page's HTML is written straight from the tokens, and simple blocks never have any; so the text is read once more here,
without that shortcut, and only where an output asks for the tree. Links and images carry the same numbers as the holes
of the body.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

from letterpress.body_tree import encode_tree
from letterpress.body_tree.nodes import (
    Align,
    Block,
    BodyTree,
    Break,
    Callout,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    Footnote,
    FootnoteMark,
    Group,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    RawBlock,
    RawInline,
    Ruby,
    Rule,
    Styled,
    Table,
    Target,
    Text,
)
from letterpress.parse.markdown.body import environment, unified, with_plugins
from letterpress.parse.markdown.options import MarkdownOptions
from letterpress.parse.markdown.parser import parser
from letterpress.parse.markdown.prerendered import HOLE
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.rendering import BodyRenderer
from letterpress.parse.markdown.rules import footnotes
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.text import plain_text

Content = tuple[Inline, ...]

_ALIGNS: Mapping[str, Align] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def encoded_tree(text: str, options: MarkdownOptions) -> bytes:
    """Read a Markdown text as a tree, encoded for `decode_tree`; see `parse_tree`."""
    return encode_tree(parse_tree(text, options))


def parse_tree(text: str, options: MarkdownOptions) -> BodyTree:
    """Read a Markdown text as a tree.

    Args:
        text: Markdown, without front matter.
        options: How to read it. A plugin's tokens that are not known here become groups, or the HTML that it makes of
            them; where it fails, the text is read without plugins.

    Returns:
        The tree; the numbers of its references are those that `parse_body` gives them.
    """
    source = Source(unified(text), "", 1)
    tree, _ = with_plugins(
        options, "", lambda options: read_tree(parser(options, prerenders=False), source, options)
    )
    return tree


def read_tree(md: MarkdownIt, source: Source, options: MarkdownOptions) -> BodyTree:
    """Read a Markdown text with a parser made for these options, which makes tokens of all blocks."""
    env = environment(source, options)
    return _TreeReader(md.parse(source.text, env), md, env).tree()


DEEPEST = 30
"""How deep inline markup of a tree nests; what is nested more deeply stands without its markup, so that a text of
emphasis in emphasis can be read by functions that call themselves."""


class _TreeReader:
    """Reads a token stream from left to right."""

    def __init__(self, tokens: Sequence[Token], md: MarkdownIt, env: dict[str, Any]) -> None:
        self._tokens = tokens
        self._md = md
        self._env = env
        self._at = 0
        self._footnotes: list[Footnote] = []

    def tree(self) -> BodyTree:
        """Read the whole stream."""
        blocks = self._blocks("")
        return BodyTree(blocks, tuple(self._footnotes))

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _blocks(self, end: str) -> tuple[Block, ...]:
        """Read the blocks before the next token of a type, and pass that token."""
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                break
            found += self._block(token)
        return tuple(found)

    def _block(self, token: Token) -> tuple[Block, ...]:
        """Read the block that begins with a token; return none for what shows nothing by itself."""
        read = _BLOCKS.get(token.type)
        if read is not None:
            return (read(self, token),)
        if token.type == "footnote_block_open":
            self._read_footnotes()
        elif token.type == "inline":
            return (Paragraph(self._inlines(token.children or ()), is_tight=True),)
        elif token.nesting > 0:
            return (Group(token.tag, self._blocks(_closing(token))),)
        elif token.nesting == 0 and token.type != "footnote_anchor":
            return (RawBlock(*self._raw(self._md.renderer.render([token], self._md.options, self._env))),)
        return ()

    def _content(self, end: str) -> Content:
        """Read the inline nodes before the next token of a type, and pass that token."""
        found: list[Inline] = []
        while (token := self._next()).type != end:
            found += self._inlines(token.children or ())
        return tuple(found)

    def _paragraph(self, token: Token) -> Block:
        return Paragraph(self._content("paragraph_close"), is_tight=token.hidden)

    def _heading(self, token: Token) -> Block:
        return Heading(int(token.tag[1]), str(token.attrs.get("id", "")), self._content("heading_close"))

    def _code(self, token: Token) -> Block:
        return CodeBlock(token.content, (token.info.split() or [""])[0])

    def _rule(self, _token: Token) -> Block:
        return Rule()

    def _html(self, token: Token) -> Block:
        return RawBlock(*self._raw(token.content))

    def _quote(self, _token: Token) -> Block:
        return Quote(self._blocks("blockquote_close"))

    def _callout(self, token: Token) -> Block:
        kind = str(token.attrs["class"]).rpartition("-")[2]
        self._next()
        title = self._content("callout_title_close")
        return Callout(kind, title, self._blocks("callout_close"))

    def _list(self, token: Token) -> Block:
        items: list[Item] = []
        while (each := self._next()).type != _closing(token):
            if each.type == "list_item_open":
                mark = self._next().content if self._tokens[self._at].type == "item_mark" else ""
                done = _task(self._tokens[self._at : self._at + 2])
                number = each.attrs.get("value")
                blocks = self._blocks("list_item_close")
                items.append(Item(blocks, done, mark, None if number is None else int(number)))
        is_ordered = token.type == "ordered_list_open"
        return List(tuple(items), int(token.attrs.get("start", 1)) if is_ordered else None)

    def _table(self, _token: Token) -> Block:
        rows: list[tuple[Content, ...]] = []
        aligns: list[Align] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append(())
            elif token.nesting > 0 and token.tag in ("th", "td"):
                if token.tag == "th":
                    aligns.append(_ALIGNS.get(str(token.attrs.get("style")), ""))
                rows[-1] += (self._content(_closing(token)),)
        return Table(tuple(aligns), rows[0], tuple(rows[1:]))

    def _figure(self, _token: Token) -> Block:
        image, caption = self._next().children or []
        self._next()
        return Figure(self._image(image), caption.content)

    def _definitions(self, token: Token) -> Block:
        entries: list[Definition] = []
        while (token := self._next()).type != "dl_close":
            if token.type == "dt_open":
                entries.append(Definition(self._content("dt_close"), ()))
            elif token.type == "dd_open":
                last = entries.pop()
                entries.append(Definition(last.term, (*last.meanings, self._blocks("dd_close"))))
        return Definitions(tuple(entries))

    def _read_footnotes(self) -> None:
        while (token := self._next()).type != "footnote_block_close":
            self._footnotes.append(Footnote(footnotes.number(token), self._blocks("footnote_close")))

    def _inlines(self, tokens: Sequence[Token]) -> Content:
        """Read inline tokens as nodes."""
        open_tokens: list[Token] = []
        contents: list[list[Inline]] = [[]]
        too_deep = 0
        for token in tokens:
            if token.nesting > 0 and len(open_tokens) >= DEEPEST:
                too_deep += 1
            elif token.nesting < 0 and too_deep:
                too_deep -= 1
            elif token.nesting > 0:
                open_tokens.append(token)
                contents.append([])
            elif token.nesting < 0 and open_tokens:
                inner = tuple(contents.pop())
                contents[-1] += self._around(open_tokens.pop(), inner)
            else:
                _add(contents[-1], self._leaf(token))
        return tuple([each for content in contents for each in content])

    def _around(self, token: Token, content: Content) -> Content:
        """Make what a pair of tokens makes of the nodes between them."""
        if token.type == "link_open":
            return (Link(_target(token.attrs["href"]), str(token.attrs.get("title", "")), content),)
        if token.type == "task_open":
            return content
        return (Styled(token.tag, content),)

    def _leaf(self, token: Token) -> Inline | None:
        """Read a token that holds no others; return None for what shows nothing."""
        kind = token.type
        if kind == "text":
            return Text(token.content) if token.content else None
        if kind == "softbreak":
            return None if token.hidden else Break(bool(self._md.options.breaks))
        if kind == "image":
            return self._image(token)
        if kind in _LEAVES:
            return _LEAVES[kind](token)
        if kind == "html_inline":
            return RawInline(*self._raw(token.content))
        renderer = cast(BodyRenderer, self._md.renderer)
        return RawInline(*self._raw(renderer.renderInline([token], self._md.options, self._env)))

    def _image(self, token: Token) -> Image:
        alt = plain_text(token.children or ())
        return Image(_target(token.attrs["src"]), alt, str(token.attrs.get("title", "")))

    def _raw(self, html: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Take HTML apart: what stands around the numbers of references, and these."""
        targets: Targets = self._env["targets"]
        for mark, image in targets.images.items():
            html = html.replace(f"{HOLE}{mark}{HOLE}", image.html(f"{HOLE}{image.reference}{HOLE}"))
        parts = html.split(HOLE)
        return tuple(parts[::2]), tuple(map(int, parts[1::2]))


_BLOCKS: Mapping[str, Callable[[_TreeReader, Token], Block]] = {
    "paragraph_open": _TreeReader._paragraph,
    "heading_open": _TreeReader._heading,
    "code_block": _TreeReader._code,
    "fence": _TreeReader._code,
    "hr": _TreeReader._rule,
    "html_block": _TreeReader._html,
    "blockquote_open": _TreeReader._quote,
    "callout_open": _TreeReader._callout,
    "bullet_list_open": _TreeReader._list,
    "ordered_list_open": _TreeReader._list,
    "table_open": _TreeReader._table,
    "figure_open": _TreeReader._figure,
    "dl_open": _TreeReader._definitions,
}
"""What reads a block, by the type of its first token."""
_LEAVES: Mapping[str, Callable[[Token], Inline]] = {
    "code_inline": lambda token: Code(token.content),
    "hardbreak": lambda _: Break(is_hard=True),
    "ruby": lambda token: Ruby(tuple(token.meta["pairs"])),
    "footnote_ref": lambda token: FootnoteMark(footnotes.number(token)),
}
"""What reads a token of inline text."""


def _closing(token: Token) -> str:
    """Return the type of the token that ends what this one begins."""
    return token.type.removesuffix("_open") + "_close"


def _target(value: str | int | float) -> Target:
    """Return the target of an attribute: a reference, if it is a hole."""
    url = str(value)
    return int(url.strip(HOLE)) if url.startswith(HOLE) else url


def _task(tokens: Sequence[Token]) -> bool | None:
    """Return whether a list item that begins with these tokens is a task that is done; None where it is no task."""
    inline = tokens[-1].children or () if tokens else ()
    return bool(inline[0].meta["checked"]) if inline and inline[0].type == "task_open" else None


def _add(content: list[Inline], inline: Inline | None) -> None:
    """Add an inline node, and join text to the text before it."""
    last = content[-1] if content else None
    if isinstance(inline, Text) and isinstance(last, Text):
        content[-1] = Text(last.text + inline.text)
    elif inline is not None:
        content.append(inline)
