# SPDX-License-Identifier: MIT
"""The two kinds of value in our frozen structs that msgspec does not know: read-only mappings and exact fractions."""

from collections.abc import Mapping
from fractions import Fraction


def plain(value: object) -> object:
    """What stands for a value; the `enc_hook` of every encoder of ours."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"no bytes can stand for a value of type {type(value).__name__}")


def restored(kind: type, value: object) -> object:
    """The value that something stands for; the `dec_hook` of decoders of fractions, as mappings need none."""
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    raise NotImplementedError(f"{type(value).__name__} does not stand for a value of type {kind.__name__}")
