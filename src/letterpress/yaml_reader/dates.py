# SPDX-License-Identifier: MIT
"""Dates and times, read from every form that writers use into moments with a UTC offset."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from unicodedata import normalize

import msgspec

from letterpress.diagnostics import Message

_MOMENT = re.compile(
    r"""
    (?P<year>\d{4})
    (?: (?P<mark>[-/.]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})
      | 年\s*+ (?P<month_ja>\d{1,2})月\s*+ (?P<day_ja>\d{1,2})日 (?:\s*+\([日月火水木金土]\))? )
    (?: (?:[Tt]|\s++|(?<=[日)])) (?P<half>午前|午後)?\s*+
        (?P<hour>\d{1,2})
        (?: :(?P<minute>\d{2}) (?: :(?P<second>\d{2}) (?:[.,](?P<fraction>\d{1,9}))? )?
          | 時\s*+ (?: (?P<minute_ja>\d{1,2})分\s*+ (?: (?P<second_ja>\d{1,2})秒 )? )? )
        \s*+ (?P<zone>[Zz]|[-+]\d{2}(?::?\d{2})?)?
    )?
    \Z""",
    re.ASCII | re.VERBOSE,
)
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[-+]\d\d:[0-5]\d)?)?\Z", re.ASCII
)
"""What nearly every date looks like; of this form Python reads the same, in a fifth of the time."""
_MINUTE = timedelta(minutes=1)
_LOOKS_JAPANESE = re.compile(r"(明治|大正|昭和|平成|令和|[MTSHR]\d)")


class DateProblem(msgspec.Struct, frozen=True):
    """The reason why a text is no moment."""

    code: str
    """Of the diagnostic to make of it."""
    message: Message
    hint: Message | None = None


def parse_moment(text: str, zone: tzinfo) -> datetime | DateProblem:
    """Read a date, with or without a time, as a moment with a fixed UTC offset in whole minutes.

    Understood are `2026-11-21`, `2026/11/21` and `2026年11月21日`, each with an optional time such as `10:30`,
    `T10:30:15` or `10時30分`, and after a time an optional `Z` or offset; digits may be full-width. A date alone is
    the first moment of that day. A time that comes twice, when clocks go back, is the first of the two.

    Args:
        text: What the writer wrote.
        zone: The site's time zone, for a text that names no offset.
    """
    try:
        written = _written(text)
        if written is None:
            return _unreadable(text)
        local, has_time = written
        moment = local if local.tzinfo else _in_zone(local, zone)
        if local.year in (1, 9999):
            # Whoever compares or shows a moment converts it, which the calendar's ends do not survive.
            moment.astimezone(UTC)
            moment.astimezone(zone)
    except (ValueError, OverflowError):
        return _impossible(text)
    if local.tzinfo or (moment.replace(tzinfo=None) == local if has_time else moment.date() == local.date()):
        return moment
    return _skipped(text, local)


def _written(text: str) -> tuple[datetime, bool] | None:
    """Read the moment as written, with its offset if it has one, and whether a time is given; None for no date."""
    if _ISO.match(text):
        return datetime.fromisoformat(text), len(text) > len("2026-11-21")
    match = _MOMENT.match(text if text.isascii() else normalize("NFKC", text).strip())
    if match is None:
        return None
    part = match.groupdict()
    local = _local(part)
    return local.replace(tzinfo=_offset(part["zone"])) if part["zone"] else local, part["hour"] is not None


def _local(part: dict[str, str | None]) -> datetime:
    """Return the date and time as the writer's clock shows them."""
    hour = int(part["hour"] or 0)
    if part["half"]:
        if hour > 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if part["half"] == "午後" else 0)
    return datetime(
        int(part["year"] or 0),
        int(part["month"] or part["month_ja"] or 0),
        int(part["day"] or part["day_ja"] or 0),
        hour,
        int(part["minute"] or part["minute_ja"] or 0),
        int(part["second"] or part["second_ja"] or 0),
        int((part["fraction"] or "0").ljust(6, "0")[:6]),
    )


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) > 59:
        raise ValueError(text)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _in_zone(local: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which the zone's clocks show a time; where they skip it, the first moment after the gap."""
    before = _whole_minutes(zone.utcoffset(local))
    after = zone.utcoffset(local.replace(fold=1))
    moment = local.replace(tzinfo=timezone(before))
    if after is None or _whole_minutes(after) <= before:
        return moment
    return moment.astimezone(timezone(_whole_minutes(after)))


def _whole_minutes(offset: timedelta | None) -> timedelta:
    """Round an offset down: those of the time before zones have seconds, which no feed can write."""
    if offset is None:
        return timedelta()
    return offset if offset.seconds % 60 == 0 else offset // _MINUTE * _MINUTE


def _unreadable(text: str) -> DateProblem:
    if _LOOKS_JAPANESE.match(text):
        hint = Message(
            "`2026年11月21日` のように、西暦で書いてください",
            "write the year of the common era, such as `2026-11-21`",
        )
    else:
        hint = Message(
            "`2026-11-21`、`2026-11-21 10:30`、`2026年11月21日` のように書きます",
            "write it like `2026-11-21` or `2026-11-21 10:30`",
        )
    shown = " ".join(text.split())[:40]
    return DateProblem(
        "date-unreadable", Message(f"`{shown}` は日付として読めません", f"`{shown}` is not a date"), hint
    )


def _impossible(text: str) -> DateProblem:
    return DateProblem(
        "date-impossible",
        Message(f"`{text}` という日時はありません", f"there is no such date or time as `{text}`"),
    )


def _skipped(text: str, local: datetime) -> DateProblem:
    later = (local + timedelta(hours=1)).strftime("%H:%M")
    return DateProblem(
        "date-skipped",
        Message(
            f"`{text}` は、サイトの時間帯では時計が進められるため存在しません",
            f"`{text}` does not exist in the site's time zone, where the clocks go forward",
        ),
        Message(f"{later} など、前後の時刻にしてください", f"choose a time around it, such as {later}"),
    )
