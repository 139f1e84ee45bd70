# SPDX-License-Identifier: MIT
"""Slots: the days on which the next pieces are due, one cadence apart."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta


def free_slots(first: date, cadence: int, taken: Iterable[date]) -> Iterator[date]:
    """Yield the free slots, without an end but that of the calendar.

    Args:
        first: The first slot.
        cadence: The days from one slot to the next.
        taken: The days of pieces that are not published yet. Each takes the slot that it falls into, which lasts until
            the next slot begins.
    """
    used = {(day - first).days // cadence for day in taken if day >= first}
    number = 0
    while True:
        if number not in used:
            try:
                yield first + timedelta(number * cadence)
            except OverflowError:
                return
        number += 1
