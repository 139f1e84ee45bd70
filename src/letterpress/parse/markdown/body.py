# SPDX-License-Identifier: MIT
"""Bodies are read from Markdown: HTML with holes, and all that other stages need to know of the text."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from markdown_it import MarkdownIt

from letterpress.diagnostics import Diagnostic, Span
from letterpress.document import Body, UrlHole
from letterpress.parse.markdown.options import MarkdownOptions, ParsedBody
from letterpress.parse.markdown.parser import parser
from letterpress.parse.markdown.prerendered import HOLE
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Source
from letterpress.parse.markdown.text import BodyText, has_more
from letterpress.plugins.calls import attempt

T = TypeVar("T")


def to_html(
    text: str,
    *,
    breaks: str = "japanese",
    format: str = "markdown",  # noqa: A002 - the name of the field
    html: bool = True,
    highlight: bool = True,
) -> str:
    """Render Markdown as HTML, with the options that a project has by default; links and images stay as written.

    Args:
        text: Markdown, without front matter.
        breaks: What a line end inside a paragraph becomes: `japanese`, `hard` or `commonmark`.
        format: How the text is read: as `markdown`, or as a `letter`.
        html: Whether raw HTML is passed on.
        highlight: Whether fenced code is coloured.

    Returns:
        The HTML of a body, ending with a line end unless it is empty.
    """
    options = MarkdownOptions(breaks=breaks, format=format, html=html, highlight=highlight)
    rendered, env = _render(parser(options), Source(unified(text), "", 1), options, BodyText(1, 0))
    return _body(rendered, env).filled(env["targets"].written)


def parse_body(
    text: str, *, path: str, first_line: int, options: MarkdownOptions, excerpt: bool = True
) -> ParsedBody:
    """Read a Markdown text.

    Args:
        text: Markdown, without front matter.
        path: Of the file, for diagnostics.
        first_line: The file's line number of the text's first line.
        options: How to read it.
        excerpt: Whether the text's beginning is wanted.

    Returns:
        HTML with holes and all that other stages need to know of the text; the same for equal arguments. Where a
        plugin fails, they are those that the text has without plugins.
    """
    source = Source(unified(text), path, first_line)
    body, fault = with_plugins(
        options, path, lambda options: read_body(parser(options), source, options, excerpt=excerpt)
    )
    return body if fault is None else msgspec.structs.replace(body, fault=fault)


def with_plugins(
    options: MarkdownOptions, path: str, read: Callable[[MarkdownOptions], T]
) -> tuple[T, Diagnostic | None]:
    """Read something with these options; where a plugin fails, read it without plugins and return the fault as well.

    With the text itself the other faults of the project can be found, and told along with that one, which names the
    document at `path` where it comes from that.
    """
    if not options.plugins:
        return read(options), None
    found = attempt(options.plugins, "markdown", lambda: read(options), related=(Span(path),))
    if isinstance(found, Diagnostic):
        return read(msgspec.structs.replace(options, plugins=())), found
    return found, None


def read_body(
    md: MarkdownIt, source: Source, options: MarkdownOptions, *, excerpt: bool = True
) -> ParsedBody:
    """Read a Markdown text with a parser made for these options."""
    length = options.excerpt_length if excerpt else 0
    words = BodyText(source.first_line, length, has_more=has_more(source.text))
    rendered, env = _render(md, source, options, words)
    targets: Targets = env["targets"]
    body = _body(rendered, env)
    characters, latin, minutes = words.counts()
    return ParsedBody(
        body=body,
        references=tuple(targets.references),
        anchors=tuple(dict.fromkeys([heading.id for heading in body.headings] + targets.anchors)),
        excerpt=words.excerpt(),
        characters=characters,
        words=latin,
        minutes=minutes,
        prose=tuple(words.prose),
        diagnostics=tuple(targets.diagnostics),
    )


def _body(rendered: str, env: dict[str, Any]) -> Body:
    """Make a body of HTML with hole marks."""
    parts = rendered.split(HOLE)
    images = env["targets"].images
    return Body(
        segments=tuple(parts[::2]),
        holes=tuple([images.get(mark) or UrlHole(int(mark)) for mark in parts[1::2]]),
        headings=tuple(env["headings"]),
        has_contents="has_contents" in env,
    )


def unified(text: str) -> str:
    """Return the text with a line feed as its only line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def environment(source: Source, options: MarkdownOptions) -> dict[str, Any]:
    """Make what the rules share while they read one text."""
    definitions: dict[str, Any] = {}
    return {
        "words": options.words,
        "references": definitions,
        "targets": Targets(source, definitions),
    }


def _render(
    md: MarkdownIt, source: Source, options: MarkdownOptions, words: BodyText
) -> tuple[str, dict[str, Any]]:
    """Render HTML with hole marks, gather the words on the way, and return what the rules left in the environment."""
    env = environment(source, options)
    tokens = md.parse(source.text, env)
    words.gather(tokens)
    return str(md.renderer.render(tokens, md.options, env)), env
