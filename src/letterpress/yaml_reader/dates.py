# SPDX-License-Identifier: MIT
"""Dates and times as writers write them, to moments with a UTC offset."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from unicodedata import normalize

import msgspec

from letterpress.diagnostics import Message

_DAY = r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})|年\s*(?P<month2>\d{1,2})月\s*(?P<day2>\d{1,2})日(?:\s*\([月火水木金土日]\))?)"
_TIME = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?|時(?:\s*(?P<minute2>\d{1,2})分(?:\s*(?P<second2>\d{1,2})秒)?)?)"
_ZONE = r"(?P<zone>[Zz]|[-+]\d{2}(?::?\d{2})?)"
_MOMENT = re.compile(rf"{_DAY}(?:(?:[Tt]|\s*){_TIME}(?:\s*{_ZONE})?)?\Z", re.ASCII)


class DateProblem(msgspec.Struct, frozen=True):
    """Why a text is no moment."""

    code: str
    """Of the diagnostic to make of it."""
    message: Message
    hint: Message | None = None


def parse_moment(text: str, zone: tzinfo) -> datetime | DateProblem:
    """A date, with or without a time, as a moment with a fixed UTC offset.

    Understood are `2026-11-21`, `2026/11/21` and `2026年11月21日`, each with an optional time such as `10:30`,
    `T10:30:15`, `10時30分`, and after a time an optional `Z` or offset; digits may be full-width. A date alone
    is the first moment of that day.

    Args:
        text: What the writer wrote.
        zone: The site's time zone, for a text that names no offset.
    """
    match = _MOMENT.match(normalize("NFKC", text).strip() if not text.isascii() else text.strip())
    if match is None:
        return _not_a_date(text)
    part = match.groupdict()
    try:
        local = datetime(
            int(part["year"]),
            int(part["month"] or part["month2"]),
            int(part["day"] or part["day2"]),
            int(part["hour"] or 0),
            int(part["minute"] or part["minute2"] or 0),
            int(part["second"] or part["second2"] or 0),
        )
    except ValueError:
        return DateProblem(
            "date-impossible",
            Message(f"「{text}」という日時はありません", f"there is no such date or time as `{text}`"),
        )
    return _with_offset(local, zone)


def _with_offset(local: datetime, zone: tzinfo) -> datetime:
    offset = zone.utcoffset(local) or timedelta()
    return local.replace(tzinfo=timezone(offset))


def _not_a_date(text: str) -> DateProblem:
    return DateProblem(
        "date-unreadable",
        Message(f"「{text}」を日付として読めません", f"`{text}` is not a date"),
        Message(
            "2026-11-21、2026-11-21 10:30 のように書きます", "write it like 2026-11-21 or 2026-11-21 10:30"
        ),
    )
