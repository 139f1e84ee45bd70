# SPDX-License-Identifier: MIT
"""What parsing depends on besides the source, and how its results are kept; free of the parsers themselves."""

from typing import NamedTuple

import msgspec

from letterpress.config import Config
from letterpress.config.settings import Markdown
from letterpress.diagnostics import Language
from letterpress.digests import Digest, digest_all, digest_value
from letterpress.document import Body, BrokenDocument, Document, DocumentKind
from letterpress.parse.front_matter import FieldOptions, field_options
from letterpress.parse.version import VERSION
from letterpress.plugins import Plugin
from letterpress.serialization import plain


class ParseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything besides the source that a document depends on."""

    fields: FieldOptions
    markdown: Markdown
    language: Language
    plugins: tuple[Plugin, ...]
    """Those that extend Markdown, in order."""
    strong_terms: tuple[str, ...]
    weak_terms: tuple[str, ...]
    version: int = VERSION


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One source to parse."""

    path: str
    kind: DocumentKind
    data: bytes


class Encoded(NamedTuple):
    """What became of one source, ready to travel and to be kept."""

    path: str
    document: bytes
    """As JSON."""
    body: bytes


def parse_options(config: Config, plugins: tuple[Plugin, ...] = ()) -> ParseOptions:
    """What parsing needs to know of a project.

    Args:
        config: What letterpress.yaml says.
        plugins: Those that extend Markdown, in order.
    """
    return ParseOptions(
        fields=field_options(config),
        markdown=config.markdown,
        language=config.message_language,
        plugins=plugins,
        strong_terms=config.editorial.strong_terms,
        weak_terms=config.editorial.weak_terms,
    )


def options_digest(options: ParseOptions) -> Digest:
    """The digest of all that changes what a source is parsed to; where a plugin lies does not."""
    plugins = [(plugin.name, plugin.digest) for plugin in options.plugins]
    return digest_value((msgspec.structs.replace(options, plugins=()), plugins))


def parse_key(path: str, source: Digest, options: Digest) -> Digest:
    """What a parsed document is cached by; its path counts, because it gives the slug and the kind.

    `options` is their `options_digest`.
    """
    return digest_all((source, options, path.encode()))


def encode_options(options: ParseOptions) -> bytes:
    """The options as `parse_batch` takes them."""
    return _encoder.encode(options)


_encoder = msgspec.msgpack.Encoder(enc_hook=plain)
decode_options = msgspec.msgpack.Decoder(ParseOptions).decode
"""From `encode_options` back."""
encode_document = msgspec.json.Encoder(enc_hook=plain).encode
"""A document as JSON, which, unlike MessagePack, remembers the UTC offset of a date."""
decode_documents = msgspec.json.Decoder(Document | BrokenDocument).decode_lines
"""From lines of JSON to documents."""
encode_body = _encoder.encode
decode_body = msgspec.msgpack.Decoder(Body).decode
"""From `Parsed.body` to a `Body`."""
