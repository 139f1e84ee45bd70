# SPDX-License-Identifier: MIT
"""Walk a project: which sources, assets, data files and templates there are, with their digests."""

from letterpress.load.hashing import digest_file
from letterpress.load.reading import Reader, read_bytes
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
from letterpress.load.walk import file_stat

__all__ = [
    "Asset",
    "DataFile",
    "FileStat",
    "KnownFile",
    "Reader",
    "SourceFile",
    "Template",
    "Tree",
    "digest_file",
    "file_stat",
    "find_root",
    "packaged_themes",
    "read_bytes",
    "scan",
    "theme_folders",
    "theme_names",
]
