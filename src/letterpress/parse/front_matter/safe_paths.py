# SPDX-License-Identifier: MIT
"""Names that become folders and URLs: the same on every system, and never a way out of the output."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from letterpress.diagnostics import Message
from letterpress.encoding import FORBIDDEN, character_name

LONGEST_NAME = 200
"""Bytes of UTF-8 in one folder name; file systems take 255, and some need the rest."""
LONGEST_PATH = 1000
WELL_KNOWN = ".well-known"
"""The one hidden folder that a site is asked for (RFC 8615)."""

_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"]
)
"""What Windows keeps for devices, with any ending: Microsoft, "Naming Files, Paths, and Namespaces"."""
_ORDINARY = re.compile(r"[\w-]{1,50}\Z")
"""Names beyond question but for devices, of which there are thousands; at most four bytes a character."""
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
_SIGNS = re.compile(r'[<>:"|?*#]')
_UNSEEN = re.compile("[\x00-\x1f\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff]")


def name_problem(name: str) -> Message | None:
    """Return why a text cannot be the name of a folder and a part of a URL, or None where it can."""
    if _ORDINARY.match(name) and name.upper() not in _DEVICES:
        return None
    return next(_name_problems(name), None)


def path_problem(path: str) -> Message | None:
    """Return why a text cannot be the path of a page on this site, or None where it can."""
    if "://" in path or path.startswith("//"):
        return Message(
            "ドメインの後ろの `/` からのパスだけを書きます",
            "write the path alone, from the `/` after the domain",
        )
    if len(path) > LONGEST_PATH:
        return Message("長すぎます", "it is too long")
    names = unquote(path).strip("/").split("/")
    if names == [""]:
        return Message("トップページの URL は使えません", "the front page's own URL cannot be taken")
    return next((problem for name in names if (problem := name_problem(name)) is not None), None)


def _name_problems(name: str) -> Iterator[Message]:
    if not name:
        yield Message("名前が空です", "a name is empty")
    if name in (".", ".."):
        yield Message("`.` と `..` は名前に使えません", "`.` and `..` cannot be names")
    for sign in "/\\":
        if sign in name:
            yield Message(f"`{sign}` は使えません", f"it must not contain `{sign}`")
    if _ENCODED.search(name):
        yield Message(
            "`%2e` のような書き方はできません", "it must not contain encoded characters such as `%2e`"
        )
    if found := _SIGNS.search(name):
        yield Message(f"`{found[0]}` は使えません", f"it must not contain `{found[0]}`")
    if found := _UNSEEN.search(name) or FORBIDDEN.search(name):
        shown = character_name(found[0])
        yield Message(
            f"見えない文字は使えません：{shown.ja}", f"it must not contain the invisible {shown.en}"
        )
    if (name.startswith(".") and name != WELL_KNOWN) or name.endswith((".", " ")):
        yield Message("`.` で始めることも終えることもできません", "it cannot begin or end with `.`")
    if name.partition(".")[0].rstrip().upper() in _DEVICES:
        yield Message("Windows が機器の名前に使う語です", "Windows keeps this word for a device")
    if len(name.encode()) > LONGEST_NAME:
        yield Message(
            f"長すぎます（UTF-8 で{LONGEST_NAME}バイトまで）",
            f"it is longer than {LONGEST_NAME} bytes of UTF-8",
        )
