# SPDX-License-Identifier: MIT
"""Walk a project: which sources, assets, data files and templates there are, with their digests."""

from letterpress.load.file_digests import ReadFiles, read_in_turn
from letterpress.load.layout import source_kind
from letterpress.load.reader import Reader, read_bytes
from letterpress.load.scan import find_root, scan
from letterpress.load.themes import packaged_themes, theme_folders, theme_names
from letterpress.load.tree import Asset, DataFile, SourceFile, Template, Tree
from letterpress.load.walk import Found

__all__ = [
    "Asset",
    "DataFile",
    "Found",
    "ReadFiles",
    "Reader",
    "SourceFile",
    "Template",
    "Tree",
    "find_root",
    "packaged_themes",
    "read_bytes",
    "read_in_turn",
    "scan",
    "source_kind",
    "theme_folders",
    "theme_names",
]
