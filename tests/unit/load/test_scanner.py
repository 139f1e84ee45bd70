# SPDX-License-Identifier: MIT
"""What a scan finds, and what it reads again."""

import os
from pathlib import Path

from tests.support.scanned_project import CONFIG, complaints, put, scan_project, sources

from letterpress.digests import digest
from letterpress.load import find_root, scan


def test_a_project_is_found_from_any_folder_inside_it(project: Path) -> None:
    assert find_root(project) == project
    assert find_root(project / "content" / "posts") == project
    assert find_root(project.parent) is None


def test_digests_are_those_of_the_bytes(project: Path) -> None:
    put(project, "content/posts/a.md", text="春")
    large = project / "content/static/large.bin"
    large.parent.mkdir()
    large.write_bytes(b"0123456789" * 300_000)
    tree = scan_project(project)
    assert tree.sources[0].digest == digest("春".encode())
    (asset,) = (asset for asset in tree.assets if asset.kind == "static")
    assert (asset.digest, asset.size) == (digest(large.read_bytes()), 3_000_000)


def test_data_files_need_a_known_ending_and_a_name_of_their_own(project: Path) -> None:
    put(project, "content/data/a.csv", "content/data/a.yaml", "content/data/b.toml")
    tree = scan_project(project)
    assert [file.path for file in tree.data] == ["content/data/a.csv"]
    assert complaints(tree) == ["data-name-twice content/data/a.yaml", "data-ending content/data/b.toml"]
    assert tree.diagnostics[0].related[0].path == "content/data/a.csv"


def test_a_file_with_the_same_stat_is_not_read_again(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    first = scan_project(project)
    second = scan_project(project, dict(first.known))
    assert (second.read, second.bytes_read) == (0, 0)
    assert second.stated == first.stated == first.read
    assert second.sources == first.sources
    assert second.known == first.known


def test_only_what_changed_is_read_again(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    known = dict(scan_project(project).known)
    put(project, "content/posts/b.md", text="another text")
    tree = scan_project(project, known)
    assert (tree.read, tree.bytes_read) == (1, len("another text"))
    assert tree.sources[1].digest == digest(b"another text")


def test_an_edit_that_keeps_size_and_mtime_is_noticed(project: Path) -> None:
    put(project, "content/posts/a.md", text="spring")
    known = dict(scan_project(project).known)
    file = project / "content/posts/a.md"
    before = file.stat()
    put(project, "content/posts/a.md", text="autumn")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert scan_project(project, known).sources[0].digest == digest(b"autumn")


def test_a_file_changed_just_before_the_scan_is_read_again_next_time(project: Path) -> None:
    """A second edit within one tick of the clock would leave the same stat."""
    put(project, "content/posts/a.md")
    now = scan(project, CONFIG, {})
    assert "content/posts/a.md" not in now.known
    assert "content/posts/a.md" in scan_project(project).known


def test_a_file_that_is_gone_is_forgotten(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    known = dict(scan_project(project).known)
    (project / "content/posts/a.md").unlink()
    tree = scan_project(project, known)
    assert sources(tree) == ["content/posts/b.md"]
    assert "content/posts/a.md" not in tree.known


def test_a_source_too_large_to_be_text_is_named_and_not_read(project: Path) -> None:
    with (project / "content/posts/dump.md").open("wb") as file:
        file.truncate(5_000_001)
    tree = scan_project(project)
    assert complaints(tree) == ["source-too-large content/posts/dump.md"]
    assert [(source.path, source.digest) for source in tree.broken] == [("content/posts/dump.md", b"")]
    assert tree.sources == ()
    assert "content/posts/dump.md" not in tree.known


def test_the_order_of_files_does_not_depend_on_the_disk(project: Path) -> None:
    names = [f"content/posts/{name}.md" for name in ("b", "a", "a-b", "a/index", "あ", "z", "B")]
    put(project, *names)
    assert sources(scan_project(project)) == sorted(names)
