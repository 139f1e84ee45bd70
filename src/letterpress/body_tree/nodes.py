# SPDX-License-Identifier: MIT
"""The nodes of the tree: frozen values, encoded as arrays, each with its name in front.

Links and images name the references of their document by number, as the holes of a body do; where those lead is known
when the site is assembled.
"""

from typing import Literal

import msgspec

Target = int | str
"""Where a link or an image leads: the index of one of the document's references, or an absolute URL."""


class Node(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A part of a tree."""


class Text(Node, frozen=True, tag="text"):
    """Text as readers see it; the line ends that Japanese does without are gone."""

    text: str


class Ruby(Node, frozen=True, tag="ruby"):
    """Text with its reading."""

    pairs: tuple[tuple[str, str], ...]
    """Each part of the text with the reading that stands above it."""


class Code(Node, frozen=True, tag="code"):
    """Code in running text."""

    text: str


class Break(Node, frozen=True, tag="break"):
    """A line end."""

    is_hard: bool
    """Whether the writer wants a new line; else it is as good as a space."""


class Styled(Node, frozen=True, tag="styled"):
    """Emphasis and the like."""

    element: str
    """Of HTML: `em`, `strong`, `s`, or what a plugin has added."""
    content: "tuple[Inline, ...]"


class Link(Node, frozen=True, tag="link"):
    """A link."""

    target: Target
    title: str
    content: "tuple[Inline, ...]"


class Image(Node, frozen=True, tag="image"):
    """An image."""

    target: Target
    alt: str
    title: str


class FootnoteMark(Node, frozen=True, tag="mark"):
    """A mark that leads to a footnote."""

    number: int
    """From 1."""


class RawInline(Node, frozen=True, tag="html"):
    """A tag of raw HTML in running text, or what a plugin renders there."""

    segments: tuple[str, ...]
    """HTML around the URLs of references; one more than `references`."""
    references: tuple[int, ...] = ()


Inline = Text | Ruby | Code | Break | Styled | Link | Image | FootnoteMark | RawInline


class Paragraph(Node, frozen=True, tag="paragraph"):
    """A paragraph."""

    content: tuple[Inline, ...]
    is_tight: bool = False
    """Whether it stands close to its neighbours, as in a list without empty lines."""


class Heading(Node, frozen=True, tag="heading"):
    """A heading."""

    level: int
    id: str
    """The anchor."""
    content: tuple[Inline, ...]


class CodeBlock(Node, frozen=True, tag="code"):
    """Code in lines of its own."""

    text: str
    """Ends with a line end."""
    language: str = ""
    """As the writer calls it."""


class Rule(Node, frozen=True, tag="rule"):
    """A line across the page."""


class Quote(Node, frozen=True, tag="quote"):
    """A quotation."""

    blocks: "tuple[Block, ...]"


class Callout(Node, frozen=True, tag="callout"):
    """A remark set apart, with a title."""

    kind: str
    """`note`, `tip`, `important`, `warning` or `caution`."""
    title: tuple[Inline, ...]
    blocks: "tuple[Block, ...]"


class Item(Node, frozen=True, tag="item"):
    """One item of a list."""

    blocks: "tuple[Block, ...]"
    is_done: bool | None = None
    """Of a task; None for any other item."""
    mark: str = ""
    """As the writer typed it, where it is shown in the place of a bullet or a number."""
    number: int | None = None
    """Where it is not the one after that of the item before."""


class List(Node, frozen=True, tag="list"):
    """A list."""

    items: tuple[Item, ...]
    start: int | None = None
    """The first number; None for a list without numbers."""


Align = Literal["", "left", "center", "right"]


class Table(Node, frozen=True, tag="table"):
    """A table; every row has as many cells as the header."""

    aligns: tuple[Align, ...]
    """Of the columns."""
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class Figure(Node, frozen=True, tag="figure"):
    """An image with a caption."""

    image: Image
    caption: str


class Definition(Node, frozen=True, tag="definition"):
    """A term with its meanings."""

    term: tuple[Inline, ...]
    meanings: "tuple[tuple[Block, ...], ...]"


class Definitions(Node, frozen=True, tag="definitions"):
    """A list of definitions."""

    entries: tuple[Definition, ...]


class RawBlock(Node, frozen=True, tag="html"):
    """Raw HTML in lines of its own, or what a plugin renders there."""

    segments: tuple[str, ...]
    """HTML around the URLs of references; one more than `references`."""
    references: tuple[int, ...] = ()


class Group(Node, frozen=True, tag="group"):
    """Blocks that a plugin puts together."""

    element: str
    """Of HTML."""
    blocks: "tuple[Block, ...]"


Block = (
    Paragraph
    | Heading
    | CodeBlock
    | Rule
    | Quote
    | Callout
    | List
    | Table
    | Figure
    | Definitions
    | RawBlock
    | Group
)


class Footnote(Node, frozen=True, tag="footnote"):
    """A footnote."""

    number: int
    blocks: tuple[Block, ...]


class BodyTree(Node, frozen=True, tag="body"):
    """A body."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    """By number."""


encode_tree = msgspec.msgpack.Encoder().encode
decode_tree = msgspec.msgpack.Decoder(BodyTree).decode
"""From `encode_tree` back."""
