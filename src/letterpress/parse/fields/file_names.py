# SPDX-License-Identifier: MIT
"""What a file's name says of its document: date, issue number, slug."""

import re
from unicodedata import normalize

from letterpress.parse.fields.values import Fields

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_](.*))?\Z", re.ASCII)
_NUMBER = re.compile(r"(\d{1,6})(?:[-_](.*))?\Z", re.ASCII)
_SPACES = re.compile(r"\s+")
_ISSUES = "content/newsletter/"


def name_of(path: str) -> str:
    """The name that speaks for a document: its file's without the ending, or its folder's for `index.md`."""
    *folders, file = path.split("/")
    stem = file.rpartition(".")[0] or file
    return folders[-1] if stem == "index" and len(folders) > 2 else stem


def date_of(path: str) -> str | None:
    """The date that the name begins with, as text, or None."""
    match = _DATE.match(name_of(path))
    return match[1] if match else None


def number_of(path: str) -> str | None:
    """The issue number that the name begins with, as text, or None."""
    name = name_of(path)
    match = None if _DATE.match(name) else _NUMBER.match(name)
    return match[1] if match else None


def slug_for(path: str, fields: Fields) -> str:
    """The slug of a document, NFC.

    It is the writer's own, else the file's name without the date or issue number before it, else the date. Nothing
    is transliterated; spaces become hyphens.
    """
    slug = _SPACES.sub("-", normalize("NFC", fields.slug or _bare_name(path)).strip()).strip("-")
    if slug:
        return slug
    return fields.date.date().isoformat() if fields.date else name_of(path)


def _bare_name(path: str) -> str:
    name = name_of(path)
    match = _DATE.match(name)
    if match is None and path.startswith(_ISSUES):
        match = _NUMBER.match(name)
    return name if match is None else match[2] or ""
