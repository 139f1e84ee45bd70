# SPDX-License-Identifier: MIT
"""Walking a project: symbolic links, special files, and files without permission."""

import os
import socket
from pathlib import Path

import pytest
from tests.support.permissions import binding_permissions
from tests.support.scanned_project import complaints, link, put, scan_project, sources

from letterpress.digests import digest
from letterpress.load import Reader

LINKS_OUT = [
    ("content/posts/file.md", "../../../outside/secret.md"),
    ("content/posts/photo.jpg", "../../../outside/secret.jpg"),
    ("content/posts/folder", "../../../outside"),
    ("content/static/folder", "../../../outside"),
    ("content/authors.yaml", "../../outside/secret.md"),
    ("content/data/a.yaml", "../../../outside/secret.md"),
    ("themes/plain/templates/post.html", "../../../../outside/secret.md"),
    ("themes/plain/static", "../../../outside"),
]


@pytest.mark.parametrize(("path", "target"), LINKS_OUT)
@pytest.mark.usefixtures("outside")
def test_a_link_out_of_the_project_is_refused(project: Path, path: str, target: str) -> None:
    link(project, path, target)
    assert (project / path).exists()
    tree = scan_project(project)
    assert complaints(tree) == [f"symlink-outside {path}"]
    assert digest(b"secret") not in {file.digest for file in tree.known.values()}


@pytest.mark.parametrize("folder", ["content/posts", "content/static", "content/data", "themes/plain"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(
    project: Path, outside: Path, folder: str
) -> None:
    if (project / folder).exists():
        (project / folder).rmdir()
    link(project, folder, outside)
    assert complaints(scan_project(project)) == [f"symlink-outside {folder}"]


def test_content_itself_as_a_link_out_of_the_project_is_refused(tmp_path: Path, outside: Path) -> None:
    put(outside, "posts/secret.md", "static/a.txt", "authors.yaml")
    root = tmp_path / "bare"
    root.mkdir()
    link(root, "content", outside)
    tree = scan_project(root)
    assert sources(tree) == []
    assert complaints(tree) == ["symlink-outside content"]


def test_a_chain_of_links_is_followed_to_its_end(project: Path, outside: Path) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/b.md", "c.md")
    link(project, "content/posts/c.md", "a.md")
    link(project, "content/posts/d.md", "e.md")
    link(project, "content/posts/e.md", outside / "secret.md")
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/a.md", "content/posts/b.md", "content/posts/c.md"]
    assert complaints(tree) == ["symlink-outside content/posts/d.md", "symlink-outside content/posts/e.md"]


def test_links_that_stay_in_the_project_are_fine(project: Path) -> None:
    put(project, "content/posts/pictures/a.jpg", "shared/terms.md")
    link(project, "content/pages/terms.md", "../../shared/terms.md")
    link(project, "content/pages/pictures", "../posts/pictures")
    tree = scan_project(project)
    assert complaints(tree) == []
    assert sources(tree) == ["content/pages/terms.md"]
    assert [asset.path for asset in tree.assets if asset.kind == "beside"] == [
        "content/pages/pictures/a.jpg",
        "content/posts/pictures/a.jpg",
    ]
    assert Reader(project).read("content/pages/pictures/a.jpg") == b"text"


@pytest.mark.parametrize("target", ["self", ".", "..", "../..", "other"])
def test_links_in_a_circle_are_refused(project: Path, target: str) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/self", target)
    link(project, "content/posts/other", "self")
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert set(complaints(tree)) == {"symlink-loop content/posts/self", "symlink-loop content/posts/other"}


def test_a_link_to_nothing_is_refused(project: Path) -> None:
    link(project, "content/posts/a.md", "nowhere.md")
    assert complaints(scan_project(project)) == ["symlink-dangling content/posts/a.md"]


@pytest.mark.parametrize("target", [".git", ".letterpress", ".env", "site"])
def test_a_link_to_what_is_hidden_or_made_is_refused(project: Path, target: str) -> None:
    put(project, ".git/config", ".letterpress/ledger", ".env", "site/index.html")
    link(project, "content/static/public", f"../../{target}")
    assert complaints(scan_project(project)) == ["symlink-hidden content/static/public"]


def test_links_side_by_side_do_not_multiply_without_end(project: Path) -> None:
    """Thirteen folders, each with two links to the next, would be 16,000 paths."""
    for number in range(13):
        put(project, f"shared/{number}/{number}.txt")
        for name in "ab":
            link(project, f"shared/{number}/{name}", f"../{number + 1}")
    put(project, "shared/13/13.txt")
    link(project, "content/static/all", "../../shared/0")
    tree = scan_project(project)
    assert tree.stated < 1_000
    assert any(complaint.startswith("symlink-loop") for complaint in complaints(tree))


def test_pipes_sockets_and_devices_are_not_opened(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(project / "content/posts/pipe.md")
    monkeypatch.chdir(project / "content/posts")  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.md")
        link(project, "content/posts/zero.md", "/dev/zero")
        assert complaints(scan_project(project)) == [
            "special-file content/posts/pipe.md",
            "special-file content/posts/socket.md",
            "symlink-outside content/posts/zero.md",
        ]


def test_what_may_not_be_read_is_a_located_error(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/locked.md", "content/posts/locked/b.md")
    (project / "content/posts/locked.md").chmod(0)
    (project / "content/posts/locked").chmod(0)
    with binding_permissions():
        tree = scan_project(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert [source.path for source in tree.broken] == ["content/posts/locked.md"]
    assert complaints(tree) == ["unreadable content/posts/locked", "unreadable content/posts/locked.md"]
    assert tree.diagnostics[0].message.en == "it cannot be read: Permission denied"
