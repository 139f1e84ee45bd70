# SPDX-License-Identifier: MIT
"""File names: which are not meant for us, and which cannot be carried into a URL."""

import re
from unicodedata import normalize

SERVER_FILES = frozenset({".well-known", ".nojekyll", ".htaccess"})
"""Hidden names that web servers ask for; content/static/ may hold them."""

_DROPPINGS = frozenset({"Thumbs.db", "desktop.ini", "Icon\r", "4913", "__pycache__"})
_LEFT_BEHIND = ("~", ".swp", ".swo", ".swx", ".part", ".crdownload")
_UNSAFE = r"[\x00-\x1f\x7f-\x9f\\\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Compiled when a name needs a closer look, which is rare."""

is_ordinary = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.md").fullmatch
"""Whether nothing can speak against a name, as with nearly all; asked one by one, the questions take longer."""


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or left behind by an editor or an operating system."""
    return (
        name.startswith(".")
        or name.endswith(_LEFT_BEHIND)
        or name in _DROPPINGS
        or (name.startswith("#") and name.endswith("#"))
    )


def is_unsafe(name: str) -> bool:
    """Whether it holds control characters, bidi marks, line separators, a backslash or undecodable bytes."""
    return re.search(_UNSAFE, name) is not None


def composed(name: str) -> str:
    """The name in NFC, which is how the product spells every name."""
    return name if name.isascii() else normalize("NFC", name)


def printable(name: str) -> str:
    """A spelling that a terminal can show, for messages about an unsafe name."""
    return re.sub(_UNSAFE, lambda match: match[0].encode("unicode_escape").decode("ascii"), name)
