# SPDX-License-Identifier: MIT
"""Reading files later: never outside the project, and only as the scan saw them."""

import os
from pathlib import Path

import pytest
from tests.support.scanned_project import link, put, scan_project

from letterpress.diagnostics import LetterpressError
from letterpress.digests import digest
from letterpress.load import Reader, read_bytes


def test_files_of_a_packaged_theme_can_be_read_by_their_path(project: Path) -> None:
    tree = scan_project(project)
    template = tree.templates["post.html"]
    assert digest(read_bytes(project, template.path)) == template.digest


def test_a_reader_reads_nothing_outside_the_project(project: Path, outside: Path) -> None:
    link(project, "content/posts/folder", outside)
    link(project, "content/posts/link.md", outside / "secret.md")
    reader = Reader(project)
    for path in (
        "../outside/secret.md",
        "content/../../outside/secret.md",
        "content/posts/folder/secret.md",
        "content/posts/link.md",
        str(outside / "secret.md"),
        "theme:../pyproject.toml",
    ):
        with pytest.raises(LetterpressError) as caught:
            reader.read(path)
        assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_trusts_no_link_because_of_the_files_beside_it(project: Path, outside: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b/c.md", "shared/d.md")
    link(project, "content/posts/inside.md", "../../shared/d.md")
    link(project, "content/posts/outside.md", outside / "secret.md")
    link(project, "content/posts/b/up", "..")
    reader = Reader(project)
    for path in (
        "content/posts/a.md",
        "content/posts/b/c.md",
        "content/posts/b/up/a.md",
        "content/posts/inside.md",
    ):
        assert (reader.read(path), reader.read(path)) == (b"text", b"text")
    for path in ("content/posts/outside.md", "content/posts/b/up/outside.md"):
        with pytest.raises(LetterpressError) as caught:
            reader.read(path)
        assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_trusts_no_folder_outside_because_of_a_link_that_leads_back(
    project: Path, outside: Path
) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/away", outside)
    (outside / "back.md").symlink_to(project / "content/posts/a.md")
    reader = Reader(project)
    assert reader.read("content/posts/away/back.md") == b"text"
    with pytest.raises(LetterpressError) as caught:
        reader.read("content/posts/away/secret.md")
    assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_refuses_what_is_no_ordinary_file(project: Path) -> None:
    os.mkfifo(project / "content/posts/pipe.md")
    for path, code in (
        ("content/posts/pipe.md", "special-file"),
        ("content/posts", "special-file"),
        ("content/posts/gone.md", "unreadable"),
    ):
        with pytest.raises(LetterpressError) as caught:
            read_bytes(project, path)
        assert caught.value.diagnostics[0].code == code


def test_a_reader_notices_that_a_file_changed_since_the_scan(project: Path) -> None:
    put(project, "content/posts/a.md")
    source = scan_project(project).sources[0]
    reader = Reader(project)
    assert reader.read_unchanged(source.path, source.digest) == b"text"
    put(project, "content/posts/a.md", text="later")
    with pytest.raises(LetterpressError) as caught:
        reader.read_unchanged(source.path, source.digest)
    assert caught.value.diagnostics[0].code == "file-changed"
