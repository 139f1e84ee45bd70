# SPDX-License-Identifier: MIT
"""One project gives the same bytes whatever hash seed, locale, time zone, processes, folder or file times."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import REPOSITORY
from tests.test_sites import SITES, files_of

SURROUNDINGS = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "another time zone": {"TZ": "America/Los_Angeles"},
    "yet another time zone": {"TZ": "Pacific/Kiritimati"},
    "a C locale": {"LC_ALL": "C", "LANG": "C"},
    "a Japanese locale": {"LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
}


def build(root: Path, *arguments: str, **environment: str) -> None:
    command = [
        sys.executable,
        "-m",
        "letterpress",
        "build",
        "--root",
        str(root),
        "--now",
        "2026-11-21T09:00",
        "-q",
    ]
    surroundings = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "TZ": "UTC", **environment}
    for name in ("PYTHONPATH", "SYSTEMROOT"):
        if name in os.environ:
            surroundings[name] = os.environ[name]
    done = subprocess.run(
        [*command, *arguments], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own publication, built once."""
    root = tmp_path_factory.mktemp("reference") / "project"
    root.mkdir()
    shutil.copytree(REPOSITORY / "content", root / "content")
    shutil.copy(REPOSITORY / "letterpress.yaml", root)
    build(root, "-j", "1")
    return root


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_surroundings_do_not_matter(surroundings: str, publication: Path, tmp_path: Path) -> None:
    root = tmp_path / "a quite different folder"
    shutil.copytree(publication, root, ignore=shutil.ignore_patterns("site", ".letterpress"))
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    build(root, "-j", "1", **SURROUNDINGS[surroundings])
    assert files_of(root / "site") == files_of(publication / "site")


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    """300 posts: enough that a pool of processes is used."""
    roots = [tmp_path / "one", tmp_path / "two"]
    for root in roots:
        shutil.copytree(SITES / "posts-in-pages/project", root)
        for number in range(300):
            text = f"---\ntitle: 便り {number}\ndate: 2025-01-01\ntags: [{number % 7}]\n---\n\n**「本文」**です。\n"
            (root / f"content/posts/more-{number}.md").write_text(text, "utf-8")
    build(roots[0], "-j", "1")
    build(roots[1], "-j", "3")
    assert files_of(roots[0] / "site") == files_of(roots[1] / "site")
