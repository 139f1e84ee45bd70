# SPDX-License-Identifier: MIT
"""Cut a list into pages that never change once they are full.

Pages are counted from the oldest posts. The front page holds the newest: at least one page's worth where there is
that much, and less than two, so that it is never thin and a new post touches no numbered page but, once in a page's
worth, the new one and its neighbour. Why: docs/decisions/0005-stable-paging.md
"""

from collections.abc import Sequence

import msgspec


class ListPage(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One page of a list."""

    number: int | None
    """1 is the oldest; None for the front page."""
    ids: tuple[str, ...]
    """Newest first."""
    newer: int | None = None
    """The number of the page with newer posts; None means the front page, which itself has no newer one."""
    older: int | None = None
    """The number of the page with older posts; None where there is none."""


def paged(ids: Sequence[str], size: int) -> tuple[ListPage, ...]:
    """The pages of a list given oldest first; the front page comes first, then 1, 2, 3 ...

    An empty list has an empty front page.
    """
    full = max(0, len(ids) // size - 1)
    front = ListPage(number=None, ids=tuple(reversed(ids[full * size :])), older=full or None)
    numbered = [
        ListPage(
            number=number,
            ids=tuple(reversed(ids[(number - 1) * size : number * size])),
            newer=number + 1 if number < full else None,
            older=number - 1 or None,
        )
        for number in range(1, full + 1)
    ]
    return front, *numbered
