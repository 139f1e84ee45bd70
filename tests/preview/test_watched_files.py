# SPDX-License-Identifier: MIT
"""Everything that a build reads is watched: what links lead to as well, and also where no system tells of changes."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.conftest import CONFIG, MakeProject
from tests.support.served_project import Served, served

from letterpress.preview.watcher import find_links

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a permission")

POST = "---\ntitle: {0}\ndate: 2020-11-01\nauthors: [hana]\n---\n\n{0}\n"
FILES = {
    "conf/site.yaml": CONFIG,
    "content/posts/one.md": POST.format("一"),
    "shared/linked.md": POST.format("二"),
    "shared/dir/inside.md": POST.format("三"),
    "shared/dir/deeper/below.md": POST.format("四"),
    "shared/authors.yaml": "hana: {name: 花}\n",
    "shared/theme/static/style.css": "body{color:red}\n",
    "shared/static/note.txt": "before\n",
    "shared/next/chained.md": POST.format("五"),
}
LINKS = {
    "letterpress.yaml": "conf/site.yaml",
    "content/posts/linked.md": "../../shared/linked.md",
    "content/posts/dirlink": "../../shared/dir",
    "content/authors.yaml": "../shared/authors.yaml",
    "content/static": "../shared/static",
    "themes/press": "../shared/theme",
    "shared/chained.md": "next/chained.md",
    "content/posts/chained.md": "../../shared/chained.md",
}


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    root = make_project(FILES)
    (root / "letterpress.yaml").unlink()
    for name, target in LINKS.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(target)
    return root


def replace(root: Path, path: str, before: str, after: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


EDITS = [
    ("shared/linked.md", "二", "直した二", "/posts/linked/"),
    ("shared/dir/inside.md", "三", "直した三", "/posts/inside/"),
    ("shared/dir/deeper/below.md", "四", "直した四", "/posts/below/"),
    ("shared/next/chained.md", "五", "直した五", "/posts/chained/"),
    ("shared/authors.yaml", "花", "花子", "/posts/one/"),
    ("shared/static/note.txt", "before", "after", "/note.txt"),
    ("conf/site.yaml", "試し刷り", "新しい名", "/"),
]


def see_every_edit(preview: Served) -> None:
    """Make one edit after the other; each is seen without any other."""
    for path, before, after, url in EDITS:
        replace(preview.root, path, before, after)
        preview.wait_for_page(url, after)


def test_an_edit_behind_a_link_is_seen(root: Path) -> None:
    with served(root) as preview:
        see_every_edit(preview)


def test_an_edit_of_a_theme_behind_a_link_is_seen(root: Path) -> None:
    replace(root, "conf/site.yaml", "theme: plain", "theme: press")
    with served(root) as preview:
        replace(root, "shared/theme/static/style.css", "red", "navy")
        preview.wait_for("files written")


def test_a_link_that_comes_later_or_leads_elsewhere_is_followed(root: Path) -> None:
    with served(root) as preview:
        (root / "shared/later.md").write_text(POST.format("後の文"), "utf-8")
        (root / "content/posts/later.md").symlink_to("../../shared/later.md")
        preview.wait_for_page("/posts/later/", "後の文")
        replace(root, "shared/later.md", "後の文", "もっと後の文")
        preview.wait_for_page("/posts/later/", "もっと後の文")
        (root / "other").mkdir()
        (root / "other/later.md").write_text(POST.format("別の文"), "utf-8")
        (root / "content/posts/new").symlink_to("../../other/later.md")
        (root / "content/posts/new").replace(root / "content/posts/later.md")
        preview.wait_for_page("/posts/later/", "別の文")
        replace(root, "other/later.md", "別の文", "さらに別の文")
        preview.wait_for_page("/posts/later/", "さらに別の文")


NO_NEWS = """
from watchdog import observers

class Deaf:
    def __init__(self):
        raise AssertionError("no system tells of changes here")

observers.Observer = Deaf
"""
"""Runs before the command, as on a drive of which the system tells nothing."""


@pytest.fixture
def deaf(tmp_path: Path) -> Mapping[str, str]:
    """An environment in which nothing tells of a change."""
    folder = tmp_path / "deaf"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_NEWS, "utf-8")
    places = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


def rewritten(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def renamed_over(file: Path, text: str) -> None:
    file.with_name(".draft").write_text(text, "utf-8")
    file.with_name(".draft").replace(file)


def deleted_and_made(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, "utf-8")


def appended(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text.rpartition("---")[2])


def a_new_folder(file: Path, text: str) -> None:
    folder = file.with_name("folder")
    folder.mkdir()
    file.rename(folder / "one.md")
    (folder / "one.md").write_text(text, "utf-8")


SAVES = [rewritten, renamed_over, deleted_and_made, appended, a_new_folder]


def test_polling_needs_no_news_of_changes(root: Path, deaf: Mapping[str, str]) -> None:
    preview = Served(root, "--poll", environment=deaf)
    try:
        assert "looking for changes once a second\n" in preview.wait_to_serve()
        see_every_edit(preview)
    finally:
        preview.end()


@pytest.mark.parametrize("save", SAVES)
def test_polling_sees_every_way_of_saving(
    root: Path, deaf: Mapping[str, str], save: Callable[[Path, str], None]
) -> None:
    with served(root, "--poll", environment=deaf) as preview:
        save(root / "content/posts/one.md", POST.format("新しい文"))
        preview.wait_for_page("/posts/one/", "新しい文")


def test_links_that_a_build_refuses_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for folder in ("content/posts", ".git", "shared/.hidden"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    links: dict[str, str | Path] = {
        "outside": tmp_path / "outside",
        "everything": "/",
        "project": root,
        "above": "..",
        "around": "../..",
        "git": "../../.git",
        "hidden": "../../shared/.hidden",
        "circle": "circle",
        "there": "back",
        "back": "there",
    }
    for name, target in links.items():
        (root / "content/posts" / name).symlink_to(target)
    followed = find_links((root / "content",), root)
    assert {link.name for link in followed} <= {"there", "back"}
    assert all(target.parent == root / "content/posts" for target in followed.values())


def test_a_link_whose_target_is_missing_is_watched_until_it_comes(root: Path) -> None:
    (root / "content/posts/dangling.md").symlink_to("../../shared/coming.md")
    with served(root) as preview:
        (root / "shared/coming.md").write_text(POST.format("来た文"), "utf-8")
        preview.wait_for_page("/posts/dangling/", "来た文")
