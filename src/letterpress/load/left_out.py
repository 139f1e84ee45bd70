# SPDX-License-Identifier: MIT
"""Names that are never published: hidden files, and copies that editors, merges and synchronization leave behind.

A copy of a text is as secret as the text: a draft must not go out as `draft.md.bak`. What a system or a running editor
leaves is passed over in silence; everything else that is left out is told.
"""

import re
from typing import Literal

LeftOut = Literal["silently", "hidden", "backup", "conflict"]
"""How a name is left out: without a word, as a hidden file, as a backup copy, or as a copy of a conflict."""

_LITTER = frozenset(
    (
        *(
            ".ds_store",
            ".localized",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "icon\r",
            "4913",
            "__pycache__",
        ),
        *(".git", ".gitkeep", ".gitignore", ".gitattributes", ".keep", ".editorconfig", ".vscode", ".idea"),
        *(".obsidian", ".trash", ".stfolder", ".dropbox", ".dropbox.attr", "@eadir"),
    )
)
"""What systems, git and editors' own folders are called, in lower case."""

_is_litter = re.compile(r"\._.*|\.#.*|\.~lock\..*|\..*\.(?:sw[a-p]|kate-swp|un~)", re.DOTALL).fullmatch
"""What a system makes for each file, and what lies beside a file only while it is open in an editor."""

_is_of_a_backup = re.compile(
    r"bak\d*|backup|bck|bkp|orig|rej|old|save|tmp|temp|autosave|sw[opx]|part|crdownload"
).fullmatch
"""The endings that editors (`post.md.save`), merges (`.orig`, `.rej`) and programs at work give to files."""

_is_of_a_merge = re.compile(
    r".*\.[a-z0-9]{1,8}\.(?:mine|r\d+|this|other|base|save\.\d+)", re.DOTALL
).fullmatch
"""What Subversion and Bazaar leave beside a file in conflict, and the further copies of nano."""

_SIGNS_OF_A_CONFLICT = ("onflict", "競合", "BACKUP", "BASE", "LOCAL", "REMOTE")
"""One of these is in every name that `_is_of_a_conflict`, and in few others."""

_is_of_a_conflict = re.compile(
    r"\.sync-conflict-\d|[._](?:BACKUP|BASE|LOCAL|REMOTE)[._]\d{2,}(?:[._]|$)"
    r"|[(（][^()（）]*(?:[Cc]onflict(?:ed)? [Cc]opy|[Cc]ase [Cc]onflict|競合コピー)"
    r"[^()（）]*[)）]"
).search
"""Copies that git's merge tools, Syncthing, Dropbox and Nextcloud make of a file that two people changed."""

_COPIES = (
    re.compile(r"(.+?) ?のコピー(?: \d+)?"),
    re.compile(r"(.+?) - (?:Copy|Kopie|Copie|Copia|コピー|副本|복사본)(?: \(\d+\))?"),
    re.compile(r"(.+?) copy(?: \d+)?", re.IGNORECASE),
    re.compile(r"Copy (?:\(\d+\) )?of (.+)", re.IGNORECASE),
    re.compile(r"コピー ?[~〜～] ?(.+)"),
    re.compile(r"(.+?) ?\(\d+\)"),
    re.compile(r"(.+?)\.(?:bak|backup|old|orig|save|copy)", re.IGNORECASE),
    re.compile(r"(.+?)[-_](?:bak|backup)", re.IGNORECASE),
    re.compile(r"(.+?)-(?:DESKTOP|LAPTOP)-[A-Z0-9]{4,}"),
)
"""How Finder, Explorer, browsers and writers name a copy of what stands beside it."""

_SIGNS_OF_A_COPY = (
    "opy",
    "OPY",
    "(",
    "コピー",
    " - ",
    ".",
    "bak",
    "BAK",
    "ackup",
    "ACKUP",
    "DESKTOP",
    "LAPTOP",
)
"""One of these is in every name that one of the patterns fits."""

_TEXTS = frozenset(
    f".{ending}"
    for ending in (
        *(
            "md",
            "markdown",
            "mdx",
            "txt",
            "rst",
            "html",
            "htm",
            "xml",
            "yaml",
            "yml",
            "csv",
            "json",
            "css",
            "js",
        ),
        *("docx", "doc", "odt", "rtf", "pdf"),
    )
)
"""Endings of what may say something that is not public yet; a photo may well be called `shop (1).jpg`."""


def left_out(name: str) -> LeftOut | None:
    """How a file or folder is left out because of its name alone; None where it is not.

    Args:
        name: Of the file, in any normal form of Unicode.
    """
    lower = name.lower()
    if lower in _LITTER:
        return "silently"
    if name.startswith("."):
        return "silently" if _is_litter(name) else "hidden"
    if name.endswith("~") or name.startswith("~$") or (name.startswith("#") and name.endswith("#")):
        return "backup"
    if _is_of_a_backup(lower.rpartition(".")[2]) and "." in name:
        return "backup"
    if lower.count(".") > 1 and _is_of_a_merge(lower):
        return "backup"
    is_suspect = any(sign in name for sign in _SIGNS_OF_A_CONFLICT)
    return "conflict" if is_suspect and _is_of_a_conflict(name) else None


def original_of(name: str, *, is_folder: bool = False) -> str | None:
    """The name of what a file or folder is a copy of, if it is one: only where that stands beside it can one tell.

    Args:
        name: In NFC.
        is_folder: Whether it is that of a folder, which has no ending.

    Returns:
        None for a name that no program gives to copies, and for a file that is not a text.
    """
    ending = "" if is_folder else "".join(name.rpartition(".")[1:])
    if not is_folder and ending.lower() not in _TEXTS:
        return None
    stem = name.removesuffix(ending)
    if not any(sign in stem for sign in _SIGNS_OF_A_COPY):
        return None
    found = (pattern.fullmatch(stem) for pattern in _COPIES)
    return next((f"{match[1]}{ending}" for match in found if match), None)
