# SPDX-License-Identifier: MIT
"""A body as HTML for email: tags that mail programs know, absolute URLs, readings in parentheses, no scripts or forms.

How it looks is said by the style sheet of the theme's template, which is written into the elements afterwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import msgspec

from letterpress.body_tree.nodes import (
    Block,
    BodyTree,
    Break,
    Callout,
    Code,
    CodeBlock,
    Definitions,
    Figure,
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
    Text,
)
from letterpress.editions.images import ImageSize
from letterpress.editions.raw_html import mail_html

WIDEST = 600
"""Pixels: the width of a letter, and so of its widest image."""


class MailImage(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What is known of the file of an image."""

    size: ImageSize | None = None
    is_drawing: bool = False
    """Whether it is an SVG, which mail programs do not show."""


NO_IMAGE = MailImage()


def email_html(tree: BodyTree, urls: Sequence[str], images: Mapping[str, MailImage]) -> str:
    """Write a body as HTML for email.

    Args:
        tree: The body.
        urls: Where each of its document's references leads, absolute.
        images: What is known of images, by absolute URL.

    Returns:
        Elements of HTML; safe to stand in a template as they are.
    """
    writer = _Writer(urls, images)
    parts = [writer.blocks(tree.blocks)]
    if tree.footnotes:
        notes = [
            f'<p class="footnote">*{note.number} {_unwrapped(writer.blocks(note.blocks))}</p>'
            for note in tree.footnotes
        ]
        parts.append("<hr>\n" + "\n".join(notes))
    return "\n".join(filter(None, parts))


class _Writer:
    def __init__(self, urls: Sequence[str], images: Mapping[str, MailImage]) -> None:
        self._urls = urls
        self._images = images

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(filter(None, [self._block(block) for block in blocks]))

    def _block(self, block: Block) -> str:
        return _BLOCKS[type(block)](self, block)

    def _paragraph(self, block: Paragraph) -> str:
        text = self.inlines(block.content)
        return text if block.is_tight or not text else f"<p>{text}</p>"

    def _heading(self, block: Heading) -> str:
        level = min(max(block.level, 2), 4)
        return f"<h{level}>{self.inlines(block.content)}</h{level}>"

    def _code(self, block: CodeBlock) -> str:
        return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"

    def _rule(self, _block: Rule) -> str:
        return "<hr>"

    def _quote(self, block: Quote) -> str:
        return f"<blockquote>\n{self.blocks(block.blocks)}\n</blockquote>"

    def _callout(self, block: Callout) -> str:
        return (
            '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"'
            f' class="callout {block.kind}"><tr><td>\n'
            f'<p class="callout-title">{self.inlines(block.title)}</p>\n{self.blocks(block.blocks)}\n</td></tr></table>'
        )

    def _list(self, block: List) -> str:
        items = "\n".join([self._item(item) for item in block.items])
        if any(item.mark for item in block.items):
            return f'<ul style="list-style-type:none">\n{items}\n</ul>'
        if block.start is None:
            return f"<ul>\n{items}\n</ul>"
        start = "" if block.start == 1 else f' start="{block.start}"'
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: Item) -> str:
        box = "" if item.is_done is None else "☑ " if item.is_done else "☐ "
        mark = f"{escape(item.mark, quote=False)} " if item.mark else ""
        value = "" if item.number is None else f' value="{item.number}"'
        return f"<li{value}>{mark}{box}{self.blocks(item.blocks)}</li>"

    def _table(self, block: Table) -> str:
        header = self._row(block.header, block.aligns, "th")
        rows = "\n".join([self._row(row, block.aligns, "td") for row in block.rows])
        return f'<table class="data" cellpadding="0" cellspacing="0">\n{header}\n{rows}\n</table>'

    def _row(self, cells: Iterable[Iterable[Inline]], aligns: Sequence[str], element: str) -> str:
        written = [
            f"<{element}{_aligned(align)}>{self.inlines(cell)}</{element}>"
            for cell, align in zip(cells, aligns, strict=True)
        ]
        return f"<tr>{''.join(written)}</tr>"

    def _figure(self, block: Figure) -> str:
        caption = escape(block.caption, quote=False)
        image = self._image(block.image)
        return f"<p>{image}</p>\n" + (f'<p class="caption">{caption}</p>' if caption else "")

    def _definitions(self, block: Definitions) -> str:
        entries = [
            f"<p><strong>{self.inlines(entry.term)}</strong></p>\n"
            + "\n".join(
                [f"<blockquote>\n{self.blocks(meaning)}\n</blockquote>" for meaning in entry.meanings]
            )
            for entry in block.entries
        ]
        return "\n".join(entries)

    def _raw_block(self, block: RawBlock) -> str:
        return mail_html(self._filled(block))

    def _group(self, block: Group) -> str:
        if block.element == "pre":
            return f"<pre>{self.blocks(block.blocks).replace('<br>', '')}</pre>"
        return self.blocks(block.blocks)

    def inlines(self, content: Iterable[Inline]) -> str:
        return "".join([_INLINES[type(each)](self, each) for each in content])

    def _link(self, link: Link) -> str:
        title = f' title="{escape(link.title)}"' if link.title else ""
        return f'<a href="{escape(self._url(link.target))}"{title}>{self.inlines(link.content)}</a>'

    def _image(self, image: Image) -> str:
        url = self._url(image.target)
        known = self._images.get(url, NO_IMAGE)
        if known.is_drawing:
            return escape(image.alt, quote=False)
        size = known.size.within(WIDEST) if known.size else None
        pixels = f' width="{size.width}" height="{size.height}"' if size else ""
        title = f' title="{escape(image.title)}"' if image.title else ""
        return f'<img src="{escape(url)}" alt="{escape(image.alt)}"{pixels}{title}>'

    def _styled(self, inline: Styled) -> str:
        element = inline.element if inline.element in _STYLES else "span"
        return f"<{element}>{self.inlines(inline.content)}</{element}>"

    def _raw_inline(self, inline: RawInline) -> str:
        return mail_html(self._filled(inline))

    def _url(self, target: int | str) -> str:
        return self._urls[target] if isinstance(target, int) else target

    def _filled(self, raw: RawBlock | RawInline) -> str:
        pieces = [raw.segments[0]]
        for reference, segment in zip(raw.references, raw.segments[1:], strict=True):
            pieces += (escape(self._urls[reference]), segment)
        return "".join(pieces)


_STYLES = frozenset(("em", "strong", "s", "del", "ins", "sub", "sup", "mark", "u", "b", "i", "small", "code"))
_BLOCKS: Mapping[type, Callable[[_Writer, Any], str]] = {
    Paragraph: _Writer._paragraph,
    Heading: _Writer._heading,
    CodeBlock: _Writer._code,
    Rule: _Writer._rule,
    Quote: _Writer._quote,
    Callout: _Writer._callout,
    List: _Writer._list,
    Table: _Writer._table,
    Figure: _Writer._figure,
    Definitions: _Writer._definitions,
    RawBlock: _Writer._raw_block,
    Group: _Writer._group,
}
_INLINES: Mapping[type, Callable[[_Writer, Any], str]] = {
    Text: lambda _, text: escape(text.text, quote=False),
    Code: lambda _, code: f"<code>{escape(code.text, quote=False)}</code>",
    Ruby: lambda _, ruby: escape(_with_reading(ruby), quote=False),
    Break: lambda _, line_end: "<br>\n" if line_end.is_hard else "\n",
    Styled: _Writer._styled,
    Link: _Writer._link,
    Image: _Writer._image,
    FootnoteMark: lambda _, mark: f"<sup>*{mark.number}</sup>",
    RawInline: _Writer._raw_inline,
}


def _aligned(align: str) -> str:
    return f' align="{align}"' if align else ""


def _unwrapped(html: str) -> str:
    """A single paragraph without its tags, so that a mark can stand in front of it."""
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in inner else inner


def _with_reading(ruby: Ruby) -> str:
    base = "".join([base for base, _ in ruby.pairs])
    return f"{base}（{''.join([reading for _, reading in ruby.pairs])}）"
