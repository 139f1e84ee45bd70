# SPDX-License-Identifier: MIT
"""Walk a project: which sources, assets, data files and templates there are, with their digests."""

from typing import Literal

import msgspec

from letterpress.fingerprint import Digest


class FileStat(msgspec.Struct, frozen=True, array_like=True):
    """What the file system says of a file; equal stats allow not reading it again."""

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A Markdown file below content/."""

    path: str
    """Relative to the project, with `/`, NFC."""
    kind: Literal["post", "issue", "page"]
    digest: Digest


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is copied as it is."""

    path: str
    """Relative to the project, or to the package for a theme's own files."""
    output: str
    """Relative to the output folder."""
    digest: Digest
    size: int
