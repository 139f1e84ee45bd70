# SPDX-License-Identifier: MIT
"""Dates as their readers write them: Japanese and English by heart, every other language as CLDR has it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Literal, get_args

from letterpress.locale.cldr import Conventions, date_values

DateForm = Literal["long", "short", "month", "day"]
DATE_FORMS: tuple[DateForm, ...] = get_args(DateForm)
DateWriter = Callable[[date, DateForm], str]

_WEEKDAYS = "月火水木金土日"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_ISO_PARTS: Mapping[str, slice] = {"month": slice(None, 7), "day": slice(5, None)}


def needs_conventions(tag: str) -> bool:
    """Whether dates in this language are neither Japanese nor English."""
    return tag.partition("-")[0] not in ("ja", "en")


def date_writer(tag: str, conventions: Conventions | None) -> DateWriter:
    """How the readers of a language write a date, always in the Gregorian calendar and in the digits 0 to 9.

    Args:
        tag: The language.
        conventions: Those of the language, where it `needs_conventions`; without them dates are like 2026-11-21.

    Returns:
        A function of a day and a form: `long` (2026年11月21日(土); 21 November 2026), `short` (2026年11月21日;
        21 Nov 2026), `month` (2026年11月; November 2026) or `day` (11月21日; 21 Nov).
    """
    match tag.partition("-")[0]:
        case "ja":
            return _japanese_date
        case "en":
            return _english_date
    return _iso_date if conventions is None else partial(_written_date, conventions)


@lru_cache(maxsize=4096)
def _japanese_date(day: date, form: DateForm) -> str:
    match form:
        case "long":
            return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"
        case "short":
            return f"{day.year}年{day.month}月{day.day}日"
        case "month":
            return f"{day.year}年{day.month}月"
        case "day":
            return f"{day.month}月{day.day}日"


@lru_cache(maxsize=4096)
def _english_date(day: date, form: DateForm) -> str:
    month = _MONTHS[day.month - 1]
    match form:
        case "long":
            return f"{day.day} {month} {day.year}"
        case "short":
            return f"{day.day} {month[:3]} {day.year}"
        case "month":
            return f"{month} {day.year}"
        case "day":
            return f"{day.day} {month[:3]}"


def _written_date(conventions: Conventions, day: date, form: DateForm) -> str:
    return conventions.dates[form][day.month - 1].format(*date_values(day))


def _iso_date(day: date, form: DateForm) -> str:
    return day.isoformat()[_ISO_PARTS.get(form, slice(None))]
