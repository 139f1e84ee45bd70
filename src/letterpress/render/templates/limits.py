# SPDX-License-Identifier: MIT
"""Limits of what a template may ask for at once."""

import re
from typing import Any

from letterpress.render.templates.charges import CHARACTERS_PER_STEP, ITEMS_PER_STEP
from letterpress.render.templates.errors import forbidden

MAX_STEPS = 1_000_000
"""What one page may use: a turn of a loop is one step, a call or a template look-up `STEPS_PER_CALL`."""
STEPS_PER_CALL = 10
MAX_RANGE = 10_000
MAX_REPEAT = 100_000
"""Characters or items that `*` may make."""
MAX_BITS = 100_000
"""Size of a number that `*` and `**` may make."""
BITS_PER_STEP = 1_000
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


def check_operation(operator: str, left: Any, right: Any) -> int:
    """Let `left operator right` pass where its result stays small.

    Returns:
        The steps that it takes.

    Raises:
        Refused: It may not.
    """
    if operator == "%":
        if isinstance(left, str):
            _check_widths(left)
            given = right if isinstance(right, tuple) else (right,)
            longest = max((len(each) for each in given if isinstance(each, str)), default=0)
            return left.count("%") * longest // CHARACTERS_PER_STEP
    elif operator == "+":
        if isinstance(left, str) and isinstance(right, str):
            return (len(left) + len(right)) // CHARACTERS_PER_STEP
        if isinstance(left, list | tuple) and isinstance(right, list | tuple):
            return (len(left) + len(right)) // ITEMS_PER_STEP
    elif isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        if bits > MAX_BITS:
            raise forbidden("数が大きくなりすぎます", "the number would be too large", operator)
        return bits // BITS_PER_STEP
    elif operator == "*":
        return _check_repeat(left, right) + _check_repeat(right, left)
    return 0


def _check_widths(text: str) -> None:
    if _WIDE_FORMAT.search(text):
        raise forbidden(
            f"書式の幅は{MAX_WIDTH}桁までの数で書きます", f"a width has {MAX_WIDTH} digits at most", "%"
        )


def _check_repeat(items: Any, times: Any) -> int:
    repeats = isinstance(items, str | tuple | list) and isinstance(times, int)
    size = len(items) * max(times, 0) if repeats else 0
    if size > MAX_REPEAT:
        raise forbidden(
            f"`*` でつくれるのは{MAX_REPEAT:,}個までです", f"`*` makes {MAX_REPEAT:,} items at most", "*"
        )
    return size // ITEMS_PER_STEP
