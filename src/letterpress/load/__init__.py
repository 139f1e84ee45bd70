# SPDX-License-Identifier: MIT
"""Find a project's sources, assets, data files and templates, with their digests."""

from letterpress.load.layout import document_kind
from letterpress.load.reader import Reader, read_bytes
from letterpress.load.scanner import ReadFiles, find_root, read_serially, scan
from letterpress.load.themes import packaged_themes, theme_folders, theme_names
from letterpress.load.tree import Asset, DataFile, SourceFile, Template, Tree
from letterpress.load.walk import FoundFile

__all__ = [
    "Asset",
    "DataFile",
    "FoundFile",
    "ReadFiles",
    "Reader",
    "SourceFile",
    "Template",
    "Tree",
    "document_kind",
    "find_root",
    "packaged_themes",
    "read_bytes",
    "read_serially",
    "scan",
    "theme_folders",
    "theme_names",
]
