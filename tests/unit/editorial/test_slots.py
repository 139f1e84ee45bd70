# SPDX-License-Identifier: MIT
"""Free slots."""

from datetime import date
from itertools import islice

from letterpress.editorial.slots import free_slots

FIRST = date(2026, 11, 27)


def test_slots_are_one_cadence_apart() -> None:
    assert list(islice(free_slots(FIRST, 7, ()), 3)) == [FIRST, date(2026, 12, 4), date(2026, 12, 11)]


def test_a_piece_takes_the_slot_that_it_falls_into() -> None:
    taken = (date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 10))
    assert next(free_slots(FIRST, 7, taken)) == date(2026, 12, 11)


def test_slots_end_with_the_calendar() -> None:
    assert list(free_slots(date(9999, 12, 20), 7, ())) == [date(9999, 12, 20), date(9999, 12, 27)]
