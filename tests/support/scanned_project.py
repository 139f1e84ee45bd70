# SPDX-License-Identifier: MIT
"""Write the files of a project, scan it, and list what the scan says."""

import time
from pathlib import Path

from letterpress.config import Config
from letterpress.files import KnownFile
from letterpress.load import Tree, scan

CONFIG = Config(
    title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo", theme="plain"
)
LATER = 10 * 10**9
"""Nanoseconds after a change from which its stat can be relied on."""


def put(root: Path, *paths: str, text: str = "text") -> None:
    """Write the same text to several files of a project."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def scan_project(root: Path, known: dict[str, KnownFile] | None = None, config: Config = CONFIG) -> Tree:
    """Scan a project so late that the stats of all its files can be relied on."""
    return scan(root, config, known or {}, started_ns=time.time_ns() + LATER)


def complaints(tree: Tree) -> list[str]:
    """Code and path of each diagnostic of a scan."""
    return [f"{problem.code} {problem.span.path}" for problem in tree.diagnostics]


def sources(tree: Tree) -> list[str]:
    """The paths of the sources that a scan found."""
    return [source.path for source in tree.sources]


def link(project: Path, path: str, target: str | Path) -> None:
    """Make a symbolic link in a project."""
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(target)
