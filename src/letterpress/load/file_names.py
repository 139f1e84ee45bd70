# SPDX-License-Identifier: MIT
"""File names: which are ignored, which are refused, and how they are spelled."""

import re
from unicodedata import normalize

SERVER_FILES = frozenset({".well-known", ".nojekyll", ".htaccess"})
"""Hidden files that web servers use; content/static/ may hold them."""

_SYSTEM_FILES = frozenset({"Thumbs.db", "desktop.ini", "Icon\r", "4913", "__pycache__"})
_TEMPORARY_ENDINGS = ("~", ".swp", ".swo", ".swx", ".part", ".crdownload")
_UNSAFE = r"[\x00-\x1f\x7f-\x9f\\\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Compiled on first use, because few names get that far."""

is_ordinary = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.md").fullmatch
"""Whether a name passes every test of this module; one expression decides it for nearly all names."""


def is_ignored(name: str) -> bool:
    """Whether a file or folder is hidden, or a temporary file of an editor or an operating system."""
    return (
        name.startswith(".")
        or name.endswith(_TEMPORARY_ENDINGS)
        or name in _SYSTEM_FILES
        or (name.startswith("#") and name.endswith("#"))
    )


def is_unsafe(name: str) -> bool:
    """Whether a name holds control characters, bidi marks, line separators, a backslash or undecodable bytes."""
    return re.search(_UNSAFE, name) is not None


def to_nfc(name: str) -> str:
    """The name in NFC, in which letterpress compares and writes every name."""
    return name if name.isascii() else normalize("NFC", name)


def printable(name: str) -> str:
    """The name with unsafe characters escaped, for messages on a terminal."""
    return re.sub(_UNSAFE, lambda match: match[0].encode("unicode_escape").decode("ascii"), name)
