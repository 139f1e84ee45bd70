# SPDX-License-Identifier: MIT
"""Walk a project: which sources, assets, data files and templates there are, with their digests."""

from letterpress.load.hashing import FileSeen, ReadFiles, digest_file, read_file, read_in_turn
from letterpress.load.reading import Reader, read_bytes
from letterpress.load.roles import source_kind
from letterpress.load.scanning import find_root, scan
from letterpress.load.themes import packaged_themes, theme_folders, theme_names
from letterpress.load.tree import (
    Asset,
    DataFile,
    FileStat,
    KnownFile,
    SourceFile,
    Template,
    Tree,
)
from letterpress.load.walk import Found, file_stat

__all__ = [
    "Asset",
    "DataFile",
    "FileSeen",
    "FileStat",
    "Found",
    "KnownFile",
    "ReadFiles",
    "Reader",
    "SourceFile",
    "Template",
    "Tree",
    "digest_file",
    "file_stat",
    "find_root",
    "packaged_themes",
    "read_bytes",
    "read_file",
    "read_in_turn",
    "scan",
    "source_kind",
    "theme_folders",
    "theme_names",
]
