# SPDX-License-Identifier: MIT
"""From the bytes of one source to a `Document` and its `Body`: a pure function, and the unit of parallel work."""

from collections.abc import Sequence

import msgspec

from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.fingerprint import Digest, digest_value
from letterpress.parse.document import BrokenDocument, Document, Kind
from letterpress.parse.fields import Fields, decode_fields, slug_for
from letterpress.parse.frontmatter import read_source
from letterpress.parse.markdown import MarkdownOptions, parse_body
from letterpress.parse.options import (
    Encoded,
    ParseOptions,
    Task,
    decode_options,
    encode_body,
    encode_document,
)
from letterpress.parse.titles import plain_title, title_html
from letterpress.parse.wording import read_wording
from letterpress.yaml_reader import read_yaml


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source."""

    document: Document | BrokenDocument
    body: bytes
    """An encoded `Body`; empty where the document is broken."""


def parse_document(path: str, kind: Kind, data: bytes, options: ParseOptions) -> Parsed:
    """A source, understood.

    Every problem of the file is in the result's diagnostics; with an error among them it is a `BrokenDocument`.
    """
    source, problems = read_source(data, path)
    if source is None:
        return _broken(path, problems)
    mapping, yaml_problems = read_yaml(source.front_matter, path, source.front_matter_line)
    problems += yaml_problems
    if mapping is None and worst(problems) is Severity.ERROR:
        return _broken(path, problems)
    fields, positions, field_problems = decode_fields(mapping, path=path, kind=kind, options=options.fields)
    body = parse_body(source.body, path=path, first_line=source.body_line, options=_markdown(options))
    problems += field_problems + body.diagnostics
    if worst(problems) is Severity.ERROR:
        return _broken(path, problems)
    encoded = encode_body(body.body)
    slug = slug_for(path, fields)
    title = plain_title(fields.title)
    excerpt = fields.description or body.excerpt
    return Parsed(
        document=Document(
            path=path,
            kind=kind,
            fields=fields,
            positions=positions,
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
            ),
            card_digest=_card_digest(kind, slug, fields, excerpt, body.minutes),
            body_digest=digest_value((encoded, [reference.target for reference in body.references])),
            diagnostics=problems,
        ),
        body=encoded,
    )


def parse_batch(tasks: Sequence[Task], options: bytes) -> list[Encoded]:
    """Several sources, understood, in their order; for a worker of any executor.

    Encoded, because bytes are many times cheaper to move between processes than objects.
    """
    decoded = decode_options(options)
    return [_encoded(parse_document(task.path, task.kind, task.data, decoded)) for task in tasks]


def _encoded(parsed: Parsed) -> Encoded:
    return Encoded(path=parsed.document.path, document=encode_document(parsed.document), body=parsed.body)


def _markdown(options: ParseOptions) -> MarkdownOptions:
    return MarkdownOptions(
        breaks=options.markdown.breaks,
        html=options.markdown.html,
        highlight=options.markdown.highlight,
        language=options.language,
        plugins=options.plugins,
    )


def _broken(path: str, problems: tuple[Diagnostic, ...]) -> Parsed:
    return Parsed(document=BrokenDocument(path=path, diagnostics=problems), body=b"")


def _card_digest(kind: Kind, slug: str, fields: Fields, excerpt: str, minutes: int) -> Digest:
    return digest_value((kind, slug, fields, excerpt, minutes))
