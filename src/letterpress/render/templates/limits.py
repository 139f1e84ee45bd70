# SPDX-License-Identifier: MIT
"""Limits of what a template may ask for at once."""

import re
from typing import Any

from letterpress.render.templates.errors import forbidden

MAX_STEPS = 1_000_000
"""What one page may use: a turn of a loop is one step, a call or a template look-up `STEPS_PER_CALL`."""
STEPS_PER_CALL = 10
MAX_RANGE = 10_000
MAX_REPEAT = 100_000
"""Characters or items that `*` may make."""
MAX_BITS = 100_000
"""Size of a number that `*` and `**` may make."""
MAX_WIDTH = 3
"""Digits of a width or precision in a `%` format."""


_WIDE_FORMAT = re.compile(rf"%[^%a-zA-Z]*?(?:\*|\d{{{MAX_WIDTH + 1},}})")


def bounded_range(*bounds: int) -> range:
    """`range` up to `MAX_RANGE` numbers.

    Raises:
        Refused: It would be longer.
    """
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise forbidden(
            f"`range` は{MAX_RANGE:,}個までです", f"`range` makes {MAX_RANGE:,} numbers at most", "range"
        )
    return numbers


def bounded_format(value: object, *args: object, **named: object) -> str:
    """The `format` filter: `%` formatting without widths that fill the memory.

    Raises:
        Refused: A width or precision is out of bounds.
    """
    text = value if isinstance(value, str) else str(value)
    _check_widths(text)
    return text % (named or args)


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Let `left operator right` pass where its result stays small.

    Raises:
        Refused: It may not.
    """
    if operator == "%":
        if isinstance(left, str):
            _check_widths(left)
    elif isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        if bits > MAX_BITS:
            raise forbidden("数が大きくなりすぎます", "the number would be too large", operator)
    elif operator == "*":
        _check_repeat(left, right)
        _check_repeat(right, left)


def _check_widths(text: str) -> None:
    if _WIDE_FORMAT.search(text):
        raise forbidden(
            f"書式の幅は{MAX_WIDTH}桁までの数で書きます", f"a width has {MAX_WIDTH} digits at most", "%"
        )


def _check_repeat(items: Any, times: Any) -> None:
    repeats = isinstance(items, str | tuple | list) and isinstance(times, int)
    if repeats and len(items) * times > MAX_REPEAT:
        raise forbidden(
            f"`*` でつくれるのは{MAX_REPEAT:,}個までです", f"`*` makes {MAX_REPEAT:,} items at most", "*"
        )
