# SPDX-License-Identifier: MIT
"""What is never published because of its name: copies and hidden files, wherever they lie; each is told once."""

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from tests.support.scanned_project import complaints, put, scan_project, sources

from letterpress.load.left_out import left_out, original_of
from letterpress.load.walk import is_ordinary

BACKUPS = [
    "post.md~",
    "#post.md#",
    "~$post.docx",
    "post.md.~1~",
    *[
        f"post.md.{ending}"
        for ending in (
            *("bak", "BAK", "bak2", "backup", "orig", "rej", "old", "save", "save.1", "tmp", "swp", "part"),
            *("crdownload", "mine", "r12", "THIS", "OTHER"),
        )
    ],
]
CONFLICTS = [
    "post.sync-conflict-20261101-120000-ABCDEFG.md",
    "post (conflicted copy 2026-11-01).md",
    "post (Hana's conflicted copy 2026-11-01).md",
    "post (hana の競合コピー 2026-11-01).md",
    "post（競合コピー）.md",
    "post (Case Conflict 1).md",
    "post.BACKUP.1234.md",
    "post_LOCAL_1234.md",
    "post.REMOTE.98.md",
    "post_BASE_1234.md",
]
HIDDEN = [".post.md", ".env", ".htpasswd", ".drafts"]
LITTER = [
    ".DS_Store",
    "._post.md",
    "Thumbs.db",
    "thumbs.db",
    "Desktop.ini",
    "Icon\r",
    "4913",
    "__pycache__",
    ".post.md.swp",
    ".#post.md",
    ".~lock.post.odt#",
    ".gitkeep",
    ".obsidian",
]
COPIES = [
    "post copy.md",
    "post copy 2.md",
    "post Copy.md",
    "post のコピー.md",
    "postのコピー 2.md",
    "post - コピー.md",
    "post - コピー (2).md",
    "post - Copy.md",
    "post - Copy (3).md",
    "Copy of post.md",
    "Copy (2) of post.md",
    "コピー 〜 post.md",
    "コピー ～ post.md",
    "post (1).md",
    "post(2).md",
    "post.bak.md",
    "post.orig.md",
    "post.old.md",
    "post-backup.md",
    "post_bak.md",
    "post-DESKTOP-A1B2C3D.md",
]
MEANT = [
    "post.md",
    "copy.md",
    "ad-copy.md",
    "copywriting.md",
    "carbon copy machine.md",
    "office (conflict of interest).md",
    "resolving-a-conflict.md",
    "競合との違い.md",
    "コピーの書き方.md",
    "no. 1.md",
    "post.en.md",
    "REMOTE_WORK.md",
    "base_12.md",
    "old.md",
    "backup.md",
    "how-to-save.md",
    "mine.md",
    "part.md",
    "post 2.md",
    "第1回（1）.md",
    "C# notes.md",
    "survey.sav",
    "#1 of many.md",
]


@pytest.mark.parametrize(
    ("names", "how"),
    [
        (BACKUPS, "backup"),
        (CONFLICTS, "conflict"),
        (HIDDEN, "hidden"),
        (LITTER, "silently"),
        (COPIES + MEANT, None),
    ],
    ids=["backups", "conflicts", "hidden", "litter", "other names"],
)
def test_names_are_left_out_as_what_they_are(names: list[str], how: str | None) -> None:
    assert {name: left_out(name) for name in names} == dict.fromkeys(names, how)


def test_a_copy_names_its_original() -> None:
    assert {name: original_of(name) for name in COPIES} == dict.fromkeys(COPIES, "post.md")
    assert [name for name in MEANT if original_of(name)] == []


def test_a_photo_may_be_called_like_a_copy() -> None:
    assert (original_of("shop (1).jpg"), original_of("shop copy.png")) == (None, None)


def test_an_ordinary_name_is_never_that_of_a_copy() -> None:
    for name in [*BACKUPS, *CONFLICTS, *HIDDEN, *LITTER, *COPIES]:
        assert not is_ordinary(name), name


FOLDERS = ["content/posts", "content/newsletter", "content/pages", "content/static", "content/posts/bundle"]


@pytest.mark.parametrize("folder", [*FOLDERS, "themes/plain/static", "content/data"])
@pytest.mark.parametrize(
    "names", [BACKUPS, CONFLICTS, HIDDEN, LITTER], ids=["backups", "conflicts", "hidden", "litter"]
)
def test_they_are_published_nowhere(project: Path, folder: str, names: list[str]) -> None:
    usable = [name for name in names if name.isprintable()]
    put(project, "content/posts/bundle/index.md", *[f"{folder}/{name}" for name in usable])
    tree = scan_project(project)
    assets, data = [each.path for each in tree.assets], [each.path for each in tree.data]
    published = [*sources(tree), *assets, *data]
    assert [path for path in published if path.rpartition("/")[2] in usable] == []


@pytest.mark.parametrize(
    ("names", "told"),
    [(BACKUPS, ["copies-left-out"]), (HIDDEN, ["hidden-left-out"]), (LITTER, [])],
    ids=["backups", "hidden", "litter"],
)
def test_they_are_told_together_but_for_litter(project: Path, names: list[str], told: list[str]) -> None:
    put(project, *[f"content/posts/{name}" for name in names if name.isprintable()])
    put(project, *[f"content/static/{name}" for name in names if name.isprintable()])
    assert [line.partition(" ")[0] for line in complaints(scan_project(project))] == told


def test_a_copy_of_a_conflict_is_told_by_itself(project: Path) -> None:
    put(project, *[f"content/posts/{name}" for name in CONFLICTS])
    assert complaints(scan_project(project)) == sorted(
        f"conflict-left-out content/posts/{name}" for name in CONFLICTS
    )


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_copy_beside_its_original_is_left_out_and_told(
    project: Path, name: str, form: Literal["NFC", "NFD"]
) -> None:
    put(project, "content/posts/post.md", "content/posts/" + normalize(form, name))
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/post.md"]
    assert complaints(tree) == [f"copy-left-out content/posts/{name}"]


@pytest.mark.parametrize("name", COPIES)
def test_what_is_called_a_copy_of_nothing_is_a_text_of_its_own(project: Path, name: str) -> None:
    put(project, f"content/posts/{name}")
    tree = scan_project(project)
    assert (sources(tree), complaints(tree)) == ([f"content/posts/{name}"], [])


def test_a_copied_folder_of_a_post_is_left_out_and_one_of_photos_is_not(project: Path) -> None:
    put(project, "content/posts/post/index.md", "content/posts/post copy/index.md")
    put(
        project,
        "content/posts/post copy/photo.jpg",
        "content/static/shop/a.jpg",
        "content/static/shop (1)/a.jpg",
    )
    tree = scan_project(project)
    assert sources(tree) == ["content/posts/post/index.md"]
    assert [asset.output for asset in tree.assets if asset.kind != "theme"] == [
        "shop (1)/a.jpg",
        "shop/a.jpg",
    ]
    assert complaints(tree) == ["copy-left-out content/posts/post copy"]


FRONT = "---\ntitle: 便り\n---\n\n本文です。\n"


@pytest.mark.parametrize(
    "name", ["post.txt", "post.rst", "post.md.txt", "post.TXT", "post.adoc", "post.org", "post.html"]
)
@pytest.mark.parametrize(
    "text", [FRONT, "\ufeff" + FRONT, FRONT.replace("\n", "\r\n"), "---\n# 覚え書き\ntitle: a\n---\n"]
)
def test_a_text_with_front_matter_is_a_source_by_another_ending(project: Path, name: str, text: str) -> None:
    put(project, f"content/posts/{name}", text=text)
    tree = scan_project(project)
    assert [asset.path for asset in tree.assets if asset.kind != "theme"] == []
    assert complaints(tree) == [f"source-ending content/posts/{name}"]


@pytest.mark.parametrize("text", ["本文です。", "---\n\n本文です。\n", "--- title: a", "title: a", ""])
def test_any_other_text_is_copied(project: Path, text: str) -> None:
    put(project, "content/posts/notes.txt", text=text)
    tree = scan_project(project)
    assert [asset.path for asset in tree.assets if asset.kind != "theme"] == ["content/posts/notes.txt"]


def test_hidden_files_of_web_servers_are_not_told(project: Path) -> None:
    put(
        project,
        "content/static/.nojekyll",
        "content/static/.htaccess",
        "content/static/.well-known/security.txt",
    )
    assert complaints(scan_project(project)) == []


def test_names_in_content_itself_are_told_too(project: Path) -> None:
    put(project, "content/posts.bak/a.md", "content/.drafts/a.md")
    assert complaints(scan_project(project)) == [
        "hidden-left-out content/.drafts",
        "copies-left-out content/posts.bak",
    ]
