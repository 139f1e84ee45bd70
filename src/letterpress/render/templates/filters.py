# SPDX-License-Identifier: MIT
"""The filters that a theme can use on top of Jinja's own."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from unicodedata import category
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from letterpress.diagnostics import suggestion
from letterpress.locale.dates import DATE_FORMS, DateForm, DateWriter
from letterpress.render.dates import isoformat
from letterpress.render.templates.errors import Refused, misused

_SCRIPT_ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
_ELLIPSIS = "…"
_JOINER = "\u200d"


def date_text(value: date, form: str, write: DateWriter) -> str:
    """A date as its readers write it.

    Args:
        value: A date, or a time in the site's time zone.
        form: One of `DATE_FORMS`, or `iso` (for `<time datetime>`).
        write: The way of the language around it.

    Raises:
        Refused: The form is none of these.
    """
    if form == "iso":
        return isoformat(value)
    known = _FORMS.get(form)
    if known is None:
        raise _unknown_form(form)
    return write(value.date() if isinstance(value, datetime) else value, known)


_FORMS: Mapping[str, DateForm] = {form: form for form in DATE_FORMS}


def _unknown_form(form: str) -> Refused:
    forms = (*DATE_FORMS, "iso")
    known = [f"`{name}`" for name in forms]
    return misused(
        f"`date` に `{form}` という形はありません（使えるのは {'、'.join(known)} です）",
        f"`date` has no form `{form}`; use one of {', '.join(known)}",
        suggestion(form, forms),
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
    """Whether a character belongs to the one before it."""
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
    """The URL of a file in a theme's `static/`; `root` is the site's base path with a trailing slash."""
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
