# SPDX-License-Identifier: MIT
"""The codec of parsed documents, and the key that they are cached by; it does without the parsers."""

from typing import NamedTuple

import msgspec

from letterpress.digests import Digest, digest_all
from letterpress.document import Body, BrokenDocument, Document, DocumentKind
from letterpress.parse.options import ParseOptions
from letterpress.serialization import plain


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One source to parse."""

    path: str
    kind: DocumentKind
    data: bytes


class Encoded(NamedTuple):
    """A parsed source as bytes, ready to travel and to be kept."""

    path: str
    document: bytes
    """As JSON."""
    body: bytes


def parse_key(path: str, source: Digest, options: Digest) -> Digest:
    """Return the key that a parsed document is cached by; its path counts, because it gives the slug and the kind.

    `options` is their `options_digest`.
    """
    return digest_all((source, options, path.encode()))


def encode_options(options: ParseOptions) -> bytes:
    """Encode the options for `parse_batch`."""
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
