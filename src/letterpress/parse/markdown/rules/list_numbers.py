# SPDX-License-Identifier: MIT
"""List numbers are shown as they are typed: years, a countdown, or a list that skips numbers.

Items that all have the same number are counted on from it, which is what their writer leaves to the computer.
"""

from collections.abc import Sequence

from markdown_it.rules_block import StateBlock, list_block


def numbered_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list, and give each item a number of its own where counting would give another one."""
    first = len(state.tokens)
    if not list_block(state, start, end, silent):
        return False
    if not silent and state.tokens[first].type == "ordered_list_open":
        level = state.level + 1
        items = [
            token for token in state.tokens[first:] if token.level == level and token.type == "list_item_open"
        ]
        for item, number in zip(items, typed_numbers([int(item.info) for item in items]), strict=True):
            if number is not None:
                item.attrs["value"] = number
    return True


def typed_numbers(numbers: Sequence[int]) -> list[int | None]:
    """Return for each item the number that has to be said; None where counting gives it anyway."""
    if len(set(numbers)) == 1:
        return [None] * len(numbers)
    return [
        None if index == 0 or number == numbers[index - 1] + 1 else number
        for index, number in enumerate(numbers)
    ]
