# SPDX-License-Identifier: MIT
"""Values as bytes: what msgspec does not know goes there and back, and nothing goes there unnoticed."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import PurePath
from types import MappingProxyType

import msgspec
import pytest

from letterpress.digests import digest_value
from letterpress.serialization import plain, restored


def test_read_only_mappings_and_fractions_go_there_and_back() -> None:
    value = MappingProxyType({"share": Fraction(1, 3), "whole": Fraction(2)})
    data = msgspec.msgpack.Encoder(enc_hook=plain).encode(value)
    assert msgspec.msgpack.Decoder(Mapping[str, Fraction], dec_hook=restored).decode(data) == value


def test_equal_mappings_have_one_digest_whatever_their_kind_and_order() -> None:
    one, other = MappingProxyType({"a": Fraction(1, 3), "b": 2}), {"b": 2, "a": Fraction(2, 6)}
    assert digest_value(one) == digest_value(other) != digest_value({"a": Fraction(1, 2), "b": 2})


def test_what_is_no_value_of_ours_has_no_bytes() -> None:
    with pytest.raises(NotImplementedError, match="PurePosixPath"):
        digest_value(PurePath("a"))
    with pytest.raises(NotImplementedError, match="Fraction"):
        restored(Fraction, 1)
