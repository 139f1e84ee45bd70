# SPDX-License-Identifier: MIT
"""File names: ignored, refused, and spelled in NFC."""

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from tests.support.scanned_project import complaints, put, scan_project, sources

from letterpress.load import Reader
from letterpress.load.walk import is_ignored, is_ordinary, is_unsafe, to_nfc


def test_hidden_files_and_what_editors_leave_are_passed_over(project: Path) -> None:
    put(project, "content/posts/a.md")
    put(
        project,
        "content/posts/.a.md.swp",
        "content/posts/a.md~",
        "content/posts/#a.md#",
        "content/posts/.#a.md",
        "content/posts/.drafts/b.md",
        "content/posts/.DS_Store",
        "content/static/.env",
        "content/static/Thumbs.db",
    )
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert [asset.path for asset in tree.assets if asset.kind != "theme"] == []
    assert complaints(tree) == [
        "copies-left-out content/posts/#a.md#",
        "hidden-left-out content/posts/.drafts",
    ]


def test_names_are_composed_and_can_still_be_read(project: Path) -> None:
    put(project, normalize("NFD", "content/posts/がくぶち/ばら.md"), text="薔薇")
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/がくぶち/ばら.md"]
    assert Reader(project).read(tree.sources[0].path) == "薔薇".encode()


def test_two_names_that_differ_only_in_composition_are_an_error(project: Path) -> None:
    for form in ("NFC", "NFD"):
        put(project, normalize(form, "content/posts/ばら.md"))
    tree = scan_project(project)
    assert complaints(tree) == ["name-twice content/posts/ばら.md"]


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        (("紙が", "紙か\u3099"), (r"紙\u304c", r"紙か\u3099")),
        (("Caf\u00e9", "Cafe\u0301"), (r"Caf\xe9", r"Cafe\u0301")),
        (("\u212bngstrom", "\u00c5ngstrom"), (r"\u212bngstrom", r"\xc5ngstrom")),
        (("a\u0323\u0302", "a\u0302\u0323"), (r"a\u0323\u0302", r"a\u0302\u0323")),
        (("\ud55c", "\u1112\u1161\u11ab"), (r"\ud55c", "\u1112\u1161\u11ab")),
    ],
)
@pytest.mark.parametrize("folder", ["content/posts", "content/static"])
def test_both_spellings_of_one_name_are_shown(
    project: Path, folder: str, spellings: tuple[str, str], shown: tuple[str, str]
) -> None:
    for spelling in spellings:
        put(project, f"{folder}/{spelling}.md")
    (told,) = [each for each in scan_project(project).diagnostics if each.code == "name-twice"]
    for name in shown:
        assert f"`{name}.md`" in told.message.en
        assert f"`{name}.md`" in told.message.ja


def test_of_two_spellings_the_file_is_read_that_its_path_leads_to(project: Path) -> None:
    for number in range(12):  # in whatever order a folder lists them
        for form in ("NFC", "NFD"):
            put(project, normalize(form, f"content/posts/{number}-ばら.md"), text=form)
    tree = scan_project(project)
    assert len(tree.sources) == 12
    for source in tree.sources:
        assert Reader(project).read_unchanged(source.path, source.digest) == b"NFC"


UNSAFE = [
    (b"a\nb.md", "a\\nb.md"),
    (b"a\x1b[31m.md", "a\\x1b[31m.md"),
    (b"a\\b.md", "a\\\\b.md"),
    ("a\u202eb.md".encode(), "a\\u202eb.md"),
    (b"\x83\x8d.md", "\\udc83\\udc8d.md"),
]


@pytest.mark.parametrize(("name", "shown"), UNSAFE)
def test_a_name_that_no_url_or_terminal_can_carry_is_refused(project: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(project / "content/posts") + b"/" + name)).touch()
    tree = scan_project(project)
    assert sources(tree) == []
    assert complaints(tree) == [f"name-unsafe content/posts/{shown}"]


@pytest.mark.parametrize("form", ["{}.md", "a{}.md", "{}", ".md{}", "a.md{}", "a{}a.swp.md"])
def test_nothing_speaks_against_an_ordinary_name(form: str) -> None:
    signs = [chr(code) for code in range(0x3100) if chr(code) != "/"]
    names = [form.format(sign) for sign in [*signs, "", "Thumbs", ".swp", "__pycache__", "desktop.ini"]]
    for name in filter(is_ordinary, names):
        assert not is_ignored(name)
        assert not is_unsafe(name)
        assert to_nfc(name) == name
