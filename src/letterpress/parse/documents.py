# SPDX-License-Identifier: MIT
"""Parsing turns the bytes of a source into a `Document` and its `Body`: a pure function, the unit of parallel work."""

import re
from collections.abc import Sequence

import msgspec

from letterpress.diagnostics import Severity, worst
from letterpress.digests import Digest, digest_value
from letterpress.document import BrokenDocument, Document, DocumentKind, Fields
from letterpress.parse.codec import Encoded, Task, decode_options, encode_body, encode_document
from letterpress.parse.front_matter.decoder import FrontMatter, read_front_matter
from letterpress.parse.front_matter.file_names import date_of, slug_for
from letterpress.parse.language.wording import read_wording
from letterpress.parse.markdown import MarkdownOptions, ParsedBody, parse_body
from letterpress.parse.markdown.rules.ruby import plain_title, title_html
from letterpress.parse.options import ParseOptions
from letterpress.parse.source_text import SourceText

_first_heading = re.compile(
    r"\s*(?:#[ \t]{1,99}(\S[^\n]{0,300}?)(?:[ \t]{1,99}#+)?|(\S[^\n]*)\n=+)[ \t]*(?:\n|\Z)"
)
"""A heading of the first level at the beginning of a body."""


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed source."""

    document: Document | BrokenDocument
    body: bytes
    """An encoded `Body`; empty where the document is broken."""


def parse_document(path: str, kind: DocumentKind, data: bytes, options: ParseOptions) -> Parsed:
    """Parse one source.

    Every problem of the file is in the result's diagnostics; with an error among them it is a `BrokenDocument`.
    """
    (parsed,) = _parse([Task(path=path, kind=kind, data=data)], options)
    return parsed


def parse_tree(path: str, kind: DocumentKind, data: bytes, options: ParseOptions) -> bytes:
    """Parse the body of a sound source as a tree, encoded for `decode_tree`.

    It is made apart from the document, for the outputs that ask for it.
    """
    from letterpress.parse.markdown.editions import encoded_tree  # noqa: PLC0415 - most builds make none

    front = read_front_matter(path, kind, data, options.fields)
    text = "" if front.source is None else without_title(front.source.body, front.fields.title)
    return encoded_tree(text, _of_document(_markdown(options), front.fields))


def parse_batch(tasks: Sequence[Task], options: bytes) -> list[Encoded]:
    """Parse several sources in their order, for a worker of any executor.

    Encoded, because bytes are many times cheaper to move between processes than objects.
    """
    return [_encoded(parsed) for parsed in _parse(tasks, decode_options(options))]


def _parse(tasks: Sequence[Task], options: ParseOptions) -> list[Parsed]:
    """Parse several sources, step by step for all of them, not one after the other.

    So a processor finds the code of a step in its caches, which saves 4 % of the time.
    """
    fronts = [read_front_matter(task.path, task.kind, task.data, options.fields) for task in tasks]
    markdown = _markdown(options)
    bodies = [None if front.source is None else _body(front, front.source, markdown) for front in fronts]
    return [_parsed(front, body, options) for front, body in zip(fronts, bodies, strict=True)]


def _body(front: FrontMatter, source: SourceText, options: MarkdownOptions) -> ParsedBody:
    return parse_body(
        without_title(source.body, front.fields.title),
        path=front.path,
        first_line=source.body_line,
        options=_of_document(options, front.fields),
        excerpt=not front.fields.description,
    )


def without_title(body: str, title: str) -> str:
    """Return a body without its first heading where that repeats the title, which its page shows anyway.

    Empty lines take its place, so that every other line keeps its number.
    """
    found = _first_heading.match(body)
    if not found or plain_title(found[1] or found[2]).strip() != plain_title(title).strip():
        return body
    return "\n" * body.count("\n", 0, found.end()) + body[found.end() :]


def _parsed(front: FrontMatter, body: ParsedBody | None, options: ParseOptions) -> Parsed:
    """Join front matter and body; the body is missing where not even the front matter can be used."""
    diagnostics = front.diagnostics if body is None else front.diagnostics + body.diagnostics
    if body is None or worst(diagnostics) is Severity.ERROR:
        references = () if body is None or front.fields.draft else body.references
        broken = BrokenDocument(path=front.path, diagnostics=diagnostics, references=references)
        return Parsed(document=broken, body=b"")
    # The document itself is sound.
    diagnostics += () if body.fault is None else (body.fault,)
    encoded = encode_body(body.body)
    fields = front.fields
    slug = slug_for(front.path, fields)
    title = plain_title(fields.title)
    excerpt = fields.description or body.excerpt
    return Parsed(
        document=Document(
            path=front.path,
            kind=front.kind,
            fields=fields,
            positions=front.positions,
            title=title,
            title_html=title_html(fields.title),
            slug=slug,
            excerpt=excerpt,
            characters=body.characters,
            words=body.words,
            minutes=body.minutes,
            anchors=body.anchors,
            references=body.references,
            wording=read_wording(
                title,
                body.prose,
                strong_terms=options.strong_terms,
                weak_terms=options.weak_terms,
                has_next=fields.next is not None,
                source="" if front.source is None else front.source.text,
            ),
            card_digest=_card_digest(front, slug, fields, excerpt, body.minutes),
            body_digest=_body_digest(encoded, body, front),
            diagnostics=diagnostics,
        ),
        body=encoded,
    )


def _encoded(parsed: Parsed) -> Encoded:
    return Encoded(path=parsed.document.path, document=encode_document(parsed.document), body=parsed.body)


def _markdown(options: ParseOptions) -> MarkdownOptions:
    return MarkdownOptions(
        breaks=options.markdown.breaks,
        html=options.markdown.html,
        highlight=options.markdown.highlight,
        words=options.words,
        plugins=options.plugins,
    )


def _of_document(options: MarkdownOptions, fields: Fields) -> MarkdownOptions:
    """Return the options for one document, whose front matter may say how its text is read."""
    if fields.breaks is None and fields.format is None:
        return options
    return msgspec.structs.replace(
        options, breaks=fields.breaks or options.breaks, format=fields.format or options.format
    )


def _body_digest(encoded: bytes, body: ParsedBody, front: FrontMatter) -> Digest:
    """Digest all that an output may show of a body; its text counts, because its tree is made of that.

    So does how the text is read.
    """
    # What ends a file changes nothing that is not in the HTML as well.
    text = "" if front.source is None else front.source.body.rstrip()
    read_as = (front.fields.breaks, front.fields.format)
    return digest_value((encoded, [reference.target for reference in body.references], text, read_as))


def _card_digest(front: FrontMatter, slug: str, fields: Fields, excerpt: str, minutes: int) -> Digest:
    """Digest all that an output may show of a document's card; the date of the file's name may be in its address."""
    return digest_value((front.kind, date_of(front.path), slug, fields, excerpt, minutes))
