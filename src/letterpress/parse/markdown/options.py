# SPDX-License-Identifier: MIT
"""The options of the Markdown parser, and its result."""

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.document import Body, Reference
from letterpress.locale.words import BodyWords, body_words
from letterpress.plugins import Plugin

LETTER = "letter"
"""The format of a plain text mail."""


class MarkdownOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The options of the Markdown parser; equal ones give equal output in every process."""

    breaks: str = "japanese"
    """What a line end inside a paragraph becomes: `japanese`, `hard` or `commonmark`."""
    format: str = "markdown"
    """How the text is read: as `markdown`, or as a `letter`, a plain text mail."""
    html: bool = True
    """Whether raw HTML is passed on; else it is shown as text."""
    highlight: bool = True
    """Whether fenced code is coloured by Pygments."""
    words: BodyWords = msgspec.field(default_factory=lambda: body_words("ja"))
    """Those that are put in: titles of callouts, names of issues, labels of footnotes."""
    excerpt_length: int = 120
    """In characters, about."""
    plugins: tuple[Plugin, ...] = ()
    """Those whose `markdown(md)` extends the parser, in order."""


class ParsedBody(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed Markdown text."""

    body: Body
    references: tuple[Reference, ...] = ()
    """What the body's holes stand for, in reading order."""
    anchors: tuple[str, ...] = ()
    """Every id in the body that a link may point at."""
    excerpt: str = ""
    """Plain text from the body's beginning."""
    characters: int = 0
    """Of prose, white space and code left out."""
    words: int = 0
    """Words of prose that are not Japanese."""
    minutes: int = 1
    """Reading time."""
    prose: tuple[tuple[int, str], ...] = ()
    """Line number and text of every paragraph, heading, list item and table cell, code and block quotes left out.

    Quotations in 「」『』《》 are still in.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: Diagnostic | None = None
    """A plugin's; the text was then read without plugins."""
