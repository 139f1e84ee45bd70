# SPDX-License-Identifier: MIT
"""A body as plain text, such as the text part of an email: readings in parentheses, links and footnotes at the end."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from typing import Any

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

RULER = "-" * 20
_HEADING_CELLS = 3
"""What the mark of a heading takes, in a font that shows it full-width."""
_NARROWEST = 20
"""Cells: what a line may take at least, however deep it stands."""

_TITLE_SIGNS = tuple("■□◆◇●○◎▼▽▲△★☆【〔≪《")
"""What a title that was drawn by its writer begins with."""
_line_break = re.compile(r"<br\b[^<>]*+>", re.IGNORECASE)
_unseen = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*+>|\Z)", re.DOTALL | re.IGNORECASE)
"""What is never shown; left open, it reaches to the end, as in browsers."""
_tag = re.compile(r"</?[A-Za-z][^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+(?P<closed>>)?+")
"""A tag, or what would be one if it were closed; taken whole, so that no part of it is read twice."""
_blank_lines = re.compile(r"\n\n+")


Lines = Callable[[str, int], Sequence[str]]
"""Breaks a text into lines of at most so many cells."""


def plain_text(tree: BodyTree, urls: Sequence[str], *, lines: Lines | None = None, width: int = 70) -> str:
    """Write a body as plain text.

    Headings begin with ■ or ◆, or with the sign that they were written with, callouts with ▼, items with a hyphen or
    their number, quotations with `>`; the cells of a table stand between bars. The mark of a footnote is `*` with its
    number; a link is followed by a number, under which its URL stands at the end. Raw HTML loses its tags.

    Args:
        tree: The body.
        urls: Where each of its document's references leads, absolute.
        lines: Breaks running text into lines; without it a paragraph is one line, however long.
        width: The cells that a line may take, its marks included. Code, tables and URLs stay whole.

    Returns:
        The text, ending with a line end unless it is empty.
    """
    writer = _Writer(urls, lines, width)
    parts = [writer.blocks(tree.blocks)]
    notes = [
        _hanging(mark := f"*{note.number} ", writer.narrowed(len(mark), note.blocks))
        for note in tree.footnotes
    ]
    parts.append("\n".join(notes))
    parts.append("\n".join([f"[{number}] {url}" for url, number in writer.links.items()]))
    text = "\n\n".join(filter(None, parts))
    return f"{text}\n" if text else ""


class _Writer:
    """Writes blocks, and numbers their links by URL."""

    def __init__(self, urls: Sequence[str], lines: Lines | None, width: int) -> None:
        self.links: dict[str, int] = {}
        self._urls = urls
        self._lines = lines
        self._width = width

    def narrowed(self, by: int, blocks: Iterable[Block]) -> str:
        """Write blocks that will stand behind marks of so many cells."""
        self._width -= by
        try:
            return self.blocks(blocks)
        finally:
            self._width += by

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write blocks with an empty line between them, tight ones without."""
        text = ""
        is_tight = False
        for block in blocks:
            written = self._block(block)
            if not written:
                continue
            was_tight, is_tight = is_tight, _is_tight(block)
            text += ("\n" if was_tight and is_tight else "\n\n") * bool(text) + written
        return text

    def _block(self, block: Block) -> str:
        return _BLOCKS[type(block)](self, block)

    def _paragraph(self, block: Paragraph) -> str:
        return self._broken(self._text(block.content))

    def _heading(self, block: Heading) -> str:
        text = self._broken(self._text(block.content), hanging=_HEADING_CELLS)
        if text.startswith(_TITLE_SIGNS):
            return text
        return _hanging("■ " if block.level < 3 else "◆ ", text, _HEADING_CELLS) if text else ""

    def _list(self, block: List) -> str:
        gap = "\n" if _is_tight(block) else "\n\n"
        items = []
        number = block.start
        for item in block.items:
            number = number if item.number is None else item.number
            marker = _marker(item, number)
            items.append(_hanging(marker, self.narrowed(len(marker), item.blocks)))
            number = None if number is None else number + 1
        return gap.join(items)

    def _quote(self, block: Quote) -> str:
        text = self.narrowed(len("> "), block.blocks)
        return _behind("> ", text) if text else ""

    def _callout(self, block: Callout) -> str:
        return f"▼ {self._text(block.title)}\n{self.blocks(block.blocks)}".rstrip("\n")

    def _code(self, block: CodeBlock) -> str:
        return _behind("    ", block.text.rstrip("\n"))

    def _table(self, block: Table) -> str:
        rows = (block.header, *block.rows)
        return "\n".join([" | ".join(map(self._line, row)).rstrip() for row in rows])

    def _figure(self, block: Figure) -> str:
        alt = "" if block.image.alt == block.caption else block.image.alt
        return "\n".join(filter(None, (_pictured(alt), block.caption)))

    def _definitions(self, block: Definitions) -> str:
        return "\n".join(
            [
                "\n".join(
                    [
                        self._text(entry.term),
                        *[_behind("    ", self.narrowed(4, each)) for each in entry.meanings],
                    ]
                )
                for entry in block.entries
            ]
        )

    def _raw(self, block: RawBlock) -> str:
        text = _trimmed(_without_tags("".join(block.segments)))
        return _blank_lines.sub("\n\n", text).strip("\n")

    def _rule(self, _block: Rule) -> str:
        return RULER

    def _group(self, block: Group) -> str:
        if block.element == "pre":
            return "\n".join(
                [
                    _trimmed(self._inlines(each.content))
                    for each in block.blocks
                    if isinstance(each, Paragraph)
                ]
            )
        return self.blocks(block.blocks)

    def _broken(self, text: str, hanging: int = 0) -> str:
        """Break each line of running text where it is too long."""
        if self._lines is None:
            return text
        room = max(self._width - hanging, _NARROWEST)
        return "\n".join([line for whole in text.split("\n") for line in self._lines(whole, room)])

    def _line(self, content: Iterable[Inline]) -> str:
        return self._text(content).replace("\n", " ")

    def _text(self, content: Iterable[Inline]) -> str:
        return _trimmed(self._inlines(content)).strip(" \n")

    def _inlines(self, content: Iterable[Inline]) -> str:
        return "".join([_INLINES[type(each)](self, each) for each in content])

    def _styled(self, inline: Styled) -> str:
        return self._inlines(inline.content)

    def _link(self, link: Link) -> str:
        text = self._inlines(link.content)
        url = self._urls[link.target] if isinstance(link.target, int) else link.target
        if url in (text, f"mailto:{text}"):
            return text
        number = self.links.setdefault(url, len(self.links) + 1)
        return f"{text}[{number}]"


_BLOCKS: Mapping[type, Callable[[_Writer, Any], str]] = {
    Paragraph: _Writer._paragraph,
    Heading: _Writer._heading,
    List: _Writer._list,
    Quote: _Writer._quote,
    Callout: _Writer._callout,
    CodeBlock: _Writer._code,
    Table: _Writer._table,
    Figure: _Writer._figure,
    Definitions: _Writer._definitions,
    RawBlock: _Writer._raw,
    Rule: _Writer._rule,
    Group: _Writer._group,
}
_INLINES: Mapping[type, Callable[[_Writer, Any], str]] = {
    Text: lambda _, text: str(text.text),
    Code: lambda _, code: str(code.text),
    Ruby: lambda _, ruby: _with_reading(ruby),
    Break: lambda _, line_end: "\n" if line_end.is_hard else " ",
    Styled: _Writer._styled,
    Link: _Writer._link,
    Image: lambda _, image: _pictured(image.alt),
    FootnoteMark: lambda _, mark: f"*{mark.number}",
    RawInline: lambda _, html: _without_tags("".join(html.segments)),
}


def _is_tight(block: Block) -> bool:
    """Return whether a block stands close to its neighbours, like all in a list without empty lines."""
    if isinstance(block, List):
        return all(_is_tight(each) for item in block.items for each in item.blocks)
    return isinstance(block, Paragraph) and block.is_tight


def _marker(item: Item, number: int | None) -> str:
    """Return what stands before an item."""
    box = "" if item.is_done is None else "[x] " if item.is_done else "[ ] "
    if item.mark:
        return f"{item.mark} {box}"
    return ("- " if number is None else f"{number}. ") + box


def _hanging(marker: str, text: str, cells: int | None = None) -> str:
    """Put a text behind a marker, its other lines indented as far as the marker is wide."""
    indent = " " * (len(marker) if cells is None else cells)
    return marker + _behind(indent, text)[len(indent) :] if text else marker.rstrip()


def _behind(mark: str, text: str) -> str:
    """Put a mark before each line of a text; leave no white space at the end of one."""
    return "\n".join([f"{mark}{line}".rstrip() for line in text.split("\n")])


def _with_reading(ruby: Ruby) -> str:
    """Write `漢字（かんじ）`; the reading of a word stands together, also where it was given by character."""
    base = "".join([base for base, _ in ruby.pairs])
    reading = "".join([reading for _, reading in ruby.pairs])
    return f"{base}（{reading}）"


def _pictured(words: str) -> str:
    """Return what stands for an image."""
    return f"[{words}]" if words else ""


def _without_tags(html: str) -> str:
    """Return the words of raw HTML, with a line end for each `<br>`."""
    return unescape(_tag.sub(_unclosed, _line_break.sub("\n", _unseen.sub("", html))))


def _unclosed(tag: re.Match[str]) -> str:
    """Return what stays of a tag: nothing, but for one that is not closed and therefore text."""
    return "" if tag["closed"] else tag[0]


def _trimmed(text: str) -> str:
    """Take the white space from the end of each line."""
    return "\n".join([line.rstrip() for line in text.split("\n")])
