# SPDX-License-Identifier: MIT
"""Dates as feeds and sitemaps write them."""

from datetime import UTC, datetime


def writable(date: datetime) -> datetime:
    """The same moment with an offset that the formats can write.

    They know hours and minutes; local mean time, in force until about 1900, has seconds and becomes UTC.

    Raises:
        ValueError: If the date has no time zone, which is a fault of the plan.
    """
    offset = date.utcoffset()
    if offset is None:
        message = f"a date without a time zone: {date}"
        raise ValueError(message)
    return date.astimezone(UTC) if offset.seconds % 60 else date


def moment(date: datetime) -> str:
    """RFC 3339, and so also W3C date and time (https://www.w3.org/TR/NOTE-datetime), to the second."""
    return writable(date).isoformat(timespec="seconds")
