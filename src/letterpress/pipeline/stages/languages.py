# SPDX-License-Identifier: MIT
"""What pages need to know of the languages that a site is written in."""

from collections.abc import Mapping

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.files import CONFIG_FILE
from letterpress.locale.cldr import EXTRA, Conventions, conventions, is_installed
from letterpress.locale.dates import needs_conventions
from letterpress.model.site import Site


class SiteLanguages(msgspec.Struct, frozen=True, kw_only=True):
    """What pages need to know of the languages of a site."""

    conventions: Mapping[str, Conventions]
    """How dates are written, by language, where that is known and not by heart."""
    diagnostics: tuple[Diagnostic, ...]


def languages_of(site: Site) -> SiteLanguages:
    """What pages need to know of the languages of a site and of its published entries."""
    entries = (*site.posts, *site.issues, *site.pages)
    places = {entry.fields.lang: entry.document.span("lang") for entry in reversed(entries)}
    places[site.config.language] = Span(CONFIG_FILE)
    needed = sorted(tag for tag in places if tag is not None and needs_conventions(tag))
    known = {tag: found for tag in needed if (found := conventions(tag)) is not None}
    missing = [tag for tag in needed if tag not in known]
    if not missing:
        return SiteLanguages(conventions=known, diagnostics=())
    of_site = site.config.language in missing
    place = places[site.config.language if of_site else missing[0]]
    return SiteLanguages(conventions=known, diagnostics=(_numeric_dates(missing, place, of_site=of_site),))


def _numeric_dates(tags: list[str], place: Span, *, of_site: bool) -> Diagnostic:
    shown = [f"`{tag}`" for tag in tags]
    hint = Message(
        f"月の名前を書くには `pip install babel` を実行するか、`{EXTRA}` を入れてください",
        f"for names of months, run `pip install babel`, or install `{EXTRA}`",
    )
    return Diagnostic(
        code="dates-numeric",
        severity=Severity.WARNING if of_site else Severity.NOTE,
        message=Message(
            f"{'、'.join(shown)} の日付は `2026-11-21` の形で書きます",
            f"dates in {', '.join(shown)} are written like `2026-11-21`",
        ),
        span=place,
        hint=None if is_installed() else hint,
    )
