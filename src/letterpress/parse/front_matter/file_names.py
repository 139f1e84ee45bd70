# SPDX-License-Identifier: MIT
"""File names give the date, the issue number and the slug of their documents."""

import re
from unicodedata import normalize

from letterpress.document import Fields

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.*))?\Z", re.ASCII | re.DOTALL)
_NUMBER = re.compile(r"(\d{1,6})(?:[-_ ]+(.*))?\Z", re.ASCII | re.DOTALL)
_SIGNS = re.compile(r'[#%?*:"<>|\\]+')
_ISSUES = "content/newsletter/"
_ROOTS = ("posts", "newsletter", "pages")


def slug_for(path: str, fields: Fields) -> str:
    """Return the slug of a document, NFC.

    It is the writer's own, else the file's name (for `slug/index.md` the folder's) without the date or issue number
    before it, else the date, else the name as it is. Nothing is transliterated and case is kept; spaces become hyphens,
    and so do signs of the file's name that mean something in a URL.

    Args:
        path: The document's, relative to the project.
        fields: Its front matter.
    """
    return fields.slug or id_name(path, fields, dated=False)


def id_name(path: str, fields: Fields, *, dated: bool) -> str:
    """Return what the id of a document is made of: the slug that its file gives, whatever the writer's own is.

    Args:
        path: The document's, relative to the project.
        fields: Its front matter.
        dated: Whether the date that the file's name begins with is part of it.
    """
    name = slug_of_name(path)
    if dated and (day := date_of(path)):
        return f"{day}-{name}" if name else day
    if name:
        return name
    return fields.date.date().isoformat() if fields.date else hyphenated(name_of(path))


def date_of(path: str) -> str | None:
    """Return the date that the name begins with, as text, or None."""
    match = _DATE.match(name_of(path))
    return match[1] if match else None


def number_of(path: str) -> str | None:
    """Return the issue number that the name begins with, as text, or None."""
    name = name_of(path)
    match = None if _DATE.match(name) else _NUMBER.match(name)
    return match[1] if match else None


def name_of(path: str) -> str:
    """Return the name of a document: its file's without the ending, or its folder's for `index.md`."""
    *folders, file = path.split("/")
    stem = file.rpartition(".")[0] or file
    return folders[-1] if stem == "index" and folders and folders[-1] not in _ROOTS else stem


def bare_name(path: str) -> str:
    """Return the name without the date before it, and for an issue without the number; it may be empty."""
    name = name_of(path)
    match = _DATE.match(name)
    if match is None and path.startswith(_ISSUES):
        match = _NUMBER.match(name)
    return name if match is None else match[2] or ""


def slug_of_name(path: str) -> str:
    """Return the slug that the file's name gives; it may be empty."""
    return hyphenated(_SIGNS.sub(" ", bare_name(path)))


def hyphenated(text: str) -> str:
    """Turn a text into a slug: NFC, hyphens for spaces, none of either at the ends."""
    return "-".join(normalize("NFC", text).split()).strip("-")
