# SPDX-License-Identifier: MIT
"""The filters that a theme can use on top of Jinja's own."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from unicodedata import category
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from letterpress.diagnostics import Language, suggestion
from letterpress.render.dates import isoformat
from letterpress.render.templates.errors import Refused, misused

_WEEKDAYS = "月火水木金土日"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_DATE_FORMS = ("long", "short", "month", "day", "iso")

_SCRIPT_ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
_ELLIPSIS = "…"
_JOINER = "\u200d"


def format_date(value: date, form: str, language: Language) -> str:
    """A date as its readers write it.

    Args:
        value: A date, or a time in the site's time zone.
        form: `long` (2026年11月21日(土); 21 November 2026), `short` (2026年11月21日; 21 Nov 2026),
            `month` (2026年11月; November 2026), `day` (11月21日; 21 Nov) or `iso` (for `<time datetime>`).
        language: The language of the text around it.

    Raises:
        Refused: The form is none of these.
    """
    if form == "iso":
        return isoformat(value)
    day = value.date() if isinstance(value, datetime) else value
    return _japanese_date(day, form) if language == "ja" else _english_date(day, form)


@lru_cache(maxsize=4096)
def _japanese_date(day: date, form: str) -> str:
    match form:
        case "long":
            return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"
        case "short":
            return f"{day.year}年{day.month}月{day.day}日"
        case "month":
            return f"{day.year}年{day.month}月"
        case "day":
            return f"{day.month}月{day.day}日"
    raise _unknown_form(form)


@lru_cache(maxsize=4096)
def _english_date(day: date, form: str) -> str:
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
    raise _unknown_form(form)


def _unknown_form(form: str) -> Refused:
    known = [f"`{name}`" for name in _DATE_FORMS]
    return misused(
        f"`date` に `{form}` という形はありません（使えるのは {'、'.join(known)} です）",
        f"`date` has no form `{form}`; use one of {', '.join(known)}",
        suggestion(form, _DATE_FORMS),
    )


def truncate_text(text: str, length: int = 120) -> str:
    """Plain text of at most `length` characters, with an ellipsis where something was left out.

    It never ends between a letter and its accent, and Latin text ends at a word.
    """
    if len(text) <= length:
        return text
    end = max(length - 1, 1)
    while end > 1 and (_continues(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    if text[end - 1].isascii() and text[end].isascii() and text[end].isalnum():
        end = max(text.rfind(" ", 0, end), 0) or end
    return text[:end].rstrip(" 　、,") + _ELLIPSIS


def _continues(character: str) -> bool:
    """Whether it belongs to the character before it."""
    return character == _JOINER or category(character).startswith("M")


def json_ld(value: Any) -> Markup:
    """JSON that can stand inside `<script type="application/ld+json">`, whatever text it holds.

    Keys whose value is None are left out.
    """
    text = json.dumps(_without_none(value), ensure_ascii=False, separators=(",", ":"), default=_plain)
    for sign, escape in _SCRIPT_ESCAPES:
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 - every character that HTML could act on is escaped


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value]
    return value


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    kind = type(value).__name__
    raise misused(f"`json_ld` は {kind} を書けません", f"`json_ld` cannot write a {kind}")


@lru_cache(maxsize=1024)
def asset_url(path: str, root: str) -> str:
    """The URL of a theme's static file; `root` is the site's base path with a trailing slash."""
    return f"{root}assets/{quote(path)}"


def absolute_url(url: str, site_url: str) -> str:
    """A URL of this site's with scheme and host; one that has them already stays as it is."""
    if not url.startswith("/") or url.startswith("//"):
        return url
    return _origin(site_url) + url


@lru_cache(maxsize=8)
def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
