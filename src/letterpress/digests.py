# SPDX-License-Identifier: MIT
"""Digests of bytes and of frozen values: equal exactly when the content is equal, on every machine."""

import msgspec

from letterpress.serialization import plain

try:
    # hashlib takes it from here too, but loads OpenSSL first, which costs every start 2 ms.
    from _blake2 import blake2b
except ImportError:
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
