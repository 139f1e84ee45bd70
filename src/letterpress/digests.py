# SPDX-License-Identifier: MIT
"""Digests of bytes and of frozen values: equal exactly when the content is equal, on every machine."""

import sys

import msgspec

from letterpress.serialization import plain

PROVEN_PYTHONS = frozenset({(3, 11), (3, 12), (3, 13)})
"""Versions of CPython in which `_blake2`, which is private to it, was seen to hold what hashlib hands out."""

if sys.implementation.name == "cpython" and sys.version_info[:2] in PROVEN_PYTHONS:
    # hashlib loads OpenSSL first, which costs every start 2 ms.
    from _blake2 import blake2b
else:
    from hashlib import blake2b

__all__ = ["DIGEST_SIZE", "Digest", "blake2b", "digest", "digest_all", "digest_value"]

Digest = bytes
"""16 bytes of BLAKE2b."""

DIGEST_SIZE = 16


_encoder = msgspec.msgpack.Encoder(order="deterministic", enc_hook=plain)


def digest(data: bytes) -> Digest:
    """The digest of some bytes."""
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


def digest_value(value: object) -> Digest:
    """The digest of a value made of structs, tuples, mappings, text, numbers, dates and None.

    Mappings count by content, not by order.
    """
    return digest(_encoder.encode(value))


def digest_all(digests: tuple[Digest, ...] | list[Digest]) -> Digest:
    """One digest for a sequence of digests; the order counts."""
    return digest(b"".join(digests))
