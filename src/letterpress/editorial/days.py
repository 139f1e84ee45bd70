# SPDX-License-Identifier: MIT
"""Days some days away, which stay within the calendar even where a date or a threshold is extreme."""

from datetime import date, timedelta

_LONGEST = (date.max - date.min).days


def shifted(day: date, days: int) -> date:
    """The day so many days later (earlier if negative); the calendar's last or first day where it ends before."""
    step = max(-_LONGEST, min(days, _LONGEST))
    if step > (date.max - day).days:
        return date.max
    if -step > (day - date.min).days:
        return date.min
    return day + timedelta(days=step)
