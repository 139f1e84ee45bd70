# SPDX-License-Identifier: MIT
"""Numbers, shares, days and places as people read them in Japanese and English, the same on every machine."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

import msgspec

from letterpress.diagnostics import Language, Message, Severity, Span
from letterpress.report.display_width import printable

_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Counted(msgspec.Struct, frozen=True):
    """How to say how many there are of something; `{}` stands for the number."""

    ja: str
    one: str
    many: str

    def text(self, number: int | Fraction, language: Language) -> str:
        """`24 posts`, `1 post`, `記事24本`."""
        english = self.one if number == 1 else self.many
        form = self.ja if language == "ja" else english
        return form.format(number_text(number))


SEPARATOR = Message("、", ", ")
POSTS = Counted("記事{}本", "{} post", "{} posts")
ISSUES = Counted("ニュースレター{}通", "{} issue", "{} issues")
PAGES = Counted("固定ページ{}件", "{} page", "{} pages")
DAYS = Counted("{}日", "{} day", "{} days")
SEVERITIES = {
    Severity.ERROR: Counted("エラー{}件", "{} error", "{} errors"),
    Severity.WARNING: Counted("警告{}件", "{} warning", "{} warnings"),
    Severity.NOTE: Counted("注記{}件", "{} note", "{} notes"),
}


def number_text(number: int | Fraction) -> str:
    """`1,234`, or `7.5`: one decimal where the number is not whole."""
    return f"{int(number):,}" if number == int(number) else f"{float(number):,.1f}"


def percent_text(share: Fraction) -> str:
    """`30%`, or `30.8%` where the share is not a whole percentage."""
    return f"{number_text(share * 100)}%"


def listed(parts: Iterable[str], language: Language) -> str:
    """The parts, which are not empty, as a list within a sentence."""
    return SEPARATOR.text(language).join(part for part in parts if part)


def severities_text(severities: Iterable[Severity], language: Language) -> str:
    """`2 errors, 1 warning`; empty where there is none."""
    found = list(severities)
    return listed(
        (
            counted.text(found.count(severity), language)
            for severity, counted in SEVERITIES.items()
            if severity in found
        ),
        language,
    )


def day_text(day: date, language: Language, today: date | None = None) -> str:
    """`Sat 28 Nov 2026`, `2026年11月28日(土)`; without the year where it is today's."""
    same_year = today is not None and today.year == day.year
    if language == "ja":
        year = "" if same_year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日({_WEEKDAYS_JA[day.weekday()]})"
    year = "" if same_year else f" {day.year}"
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}{year}"


def month_text(month: date, language: Language) -> str:
    """`Nov` or `11月`."""
    return f"{month.month}月" if language == "ja" else _MONTHS_EN[month.month - 1]


def moment_text(moment: datetime) -> str:
    """`2026-11-28 09:00`, or the day alone at midnight: exact, and aligned in columns."""
    day = moment.date().isoformat()
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day} {moment:%H:%M}"


def place(span: Span) -> str:
    """`path`, `path:line` or `path:line:column`, as far as it is known."""
    parts = [printable(span.path)]
    if span.line:
        parts.append(str(span.line))
    if span.line and span.column:
        parts.append(str(span.column))
    return ":".join(parts)
