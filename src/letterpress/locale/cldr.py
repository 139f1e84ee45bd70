# SPDX-License-Identifier: MIT
"""What CLDR knows of a language: how its dates are written, and which plural form a number takes.

The one home of Babel, which is an extra (`letterpress-ssg[languages]`) and late: Japanese and English do without.
What it knows of a language becomes a value, so that workers need no Babel, and all of them write the same.
"""

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from letterpress.digests import Digest, digest
from letterpress.locale.tags import broader_tags

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

EXTRA = "letterpress-ssg[languages]"
"""What to install for languages other than Japanese and English."""

PLURALS = 100
"""Up to here a number's plural form is its own; above, it is that of its last two digits."""


class Conventions(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes dates and counts."""

    dates: Mapping[str, tuple[str, ...]]
    """By form (`long`, `short`, `month`, `day`), for each month a pattern for `str.format`; see `date_values`."""
    plurals: tuple[str, ...]
    """The plural forms (`one`, `few`, `other` ...) of the numbers below `PLURALS`, and of `PLURALS` more."""

    def plural(self, number: int) -> str:
        """The plural form that a number takes."""
        return self.plurals[number if number < PLURALS else PLURALS + number % PLURALS]


def date_values(day: date) -> tuple[object, ...]:
    """What goes into the pattern of a date: day, day with two digits, year, and year with two digits."""
    return day.day, f"{day.day:02}", day.year, f"{day.year % 100:02}"


_PLACES = {"d": "{0}", "dd": "{1}", "y": "{2}", "yyyy": "{2}", "yy": "{3}"}
_DATE_STYLES: Mapping[str, Literal["long", "medium"]] = {"long": "long", "short": "medium"}
_DATE_SKELETONS = {"month": "yMMMM", "day": "MMMd"}


def is_installed() -> bool:
    """Whether Babel is there."""
    return find_spec("babel") is not None


def library_digest() -> Digest:
    """Of the version of Babel, or of its absence; nothing is imported for it."""
    found = find_spec("babel")
    # The file names the version.
    return digest(Path(found.origin).read_bytes() if found is not None and found.origin else b"")


def conventions(tag: str) -> Conventions | None:
    """How a language writes dates and counts; None where Babel is not installed, or does not know the language."""
    if not is_installed():
        return None
    locale = _locale(tag)
    if locale is None:
        return None
    dates = {form: _months(_pattern(form, locale), locale) for form in (*_DATE_STYLES, *_DATE_SKELETONS)}
    plurals = tuple([locale.plural_form(number) for number in range(2 * PLURALS)])
    return Conventions(dates=dates, plurals=plurals)


def _locale(tag: str) -> "Locale | None":
    """What Babel knows of the language, or of the nearest broader one."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    for each in broader_tags(tag):
        try:
            return Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _pattern(form: str, locale: "Locale") -> "DateTimePattern":
    from babel.dates import get_date_format, match_skeleton  # noqa: PLC0415 - see above

    if form in _DATE_STYLES:
        return get_date_format(_DATE_STYLES[form], locale)
    skeletons = locale.datetime_skeletons
    skeleton = _DATE_SKELETONS[form]
    found: DateTimePattern = skeletons[
        skeleton if skeleton in skeletons else match_skeleton(skeleton, skeletons)
    ]
    return found


def _months(pattern: "DateTimePattern", locale: "Locale") -> tuple[str, ...]:
    """A date pattern with the name of each month filled in."""
    from babel.dates import DateTimeFormat, tokenize_pattern  # noqa: PLC0415 - see above

    found = []
    for month in range(1, 13):
        names = DateTimeFormat(date(2001, month, 1), locale)
        parts = []
        for _, value in tokenize_pattern(pattern.pattern):
            if isinstance(value, tuple):
                field = value[0] * value[1]
                parts.append(_PLACES.get(field) or names[field])
            else:
                parts.append(value.replace("{", "{{").replace("}", "}}"))
        found.append("".join(parts))
    return tuple(found)
