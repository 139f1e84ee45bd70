# SPDX-License-Identifier: MIT
"""How work is shared out: several sources or outputs go to a worker at a time."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_SMALL, _LARGE = 40, 120
"""Few enough to share out a small site evenly, and on a large one enough that batches come and go rarely, which costs
the process that hands them out a tenth of what it does while others work."""

_SHARES = 50
"""Batches that a site of middle size is cut into."""


def batches(items: Sequence[Item]) -> list[Sequence[Item]]:
    """All items, in their order, in batches."""
    size = min(max(_SMALL, len(items) // _SHARES), _LARGE)
    return [items[start : start + size] for start in range(0, len(items), size)]
