# SPDX-License-Identifier: MIT
"""What an incremental build promises: as little work as possible, and a reason for all of it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, MakeProject
from tests.test_sites import files_of

Letterpress = Callable[[Path], CommandLine]


def letter(number: int, *, body: str = "本文です。", tags: str = "紙") -> str:
    return f"---\ntitle: 便り{number}\ndate: 2026-01-{number:02}\ntags: [{tags}]\n---\n\n{body}\n"


@pytest.fixture
def root(make_project: MakeProject, command_line: Letterpress) -> Path:
    """Six letters, built once."""
    posts = {f"content/posts/letter-{number}.md": letter(number) for number in range(1, 7)}
    root = make_project(posts)
    assert command_line(root)("build", "-q").code == 0
    return root


def test_a_second_build_writes_nothing(root: Path, command_line: Letterpress) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    said = command_line(root)("build")
    assert "書き出し0件" in said.out
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before


def test_an_edited_body_touches_its_page_and_the_feeds(root: Path, command_line: Letterpress) -> None:
    before = files_of(root / "site")
    (root / "content/posts/letter-3.md").write_text(letter(3, body="書き直しました。本文です。"), "utf-8")
    command_line(root)("build", "-q")
    after = files_of(root / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {
        "posts/letter-3/index.html",
        "feed.xml",
        "feed.json",
        "tags/紙/feed.xml",
    }


def test_a_build_explains_itself(root: Path, command_line: Letterpress) -> None:
    (root / "content/posts/letter-3.md").write_text(letter(3, tags="紙, 色"), "utf-8")
    said = command_line(root)("build", "--explain", "--lang", "en")
    assert "posts/letter-3/index.html: card of posts/letter-3 changed" in said.out
    assert "posts/letter-2/index.html: card of posts/letter-3 changed" in said.out
    assert "tags/色/index.html: new output" in said.out
    assert "posts/letter-5/index.html" not in said.out


def test_a_deleted_post_goes_with_its_page(root: Path, command_line: Letterpress) -> None:
    (root / "content/posts/letter-6.md").unlink()
    command_line(root)("build", "-q")
    assert not (root / "site/posts/letter-6").exists()
    assert "letter-6" not in (root / "site/sitemap.xml").read_text("utf-8")


def test_foreign_files_stay_over_any_number_of_builds(root: Path, command_line: Letterpress) -> None:
    (root / "site/CNAME").write_text("example.com", "utf-8")
    (root / "site/posts/letter-6/mine.txt").write_text("mine", "utf-8")
    (root / "content/posts/letter-6.md").unlink()
    for _ in range(3):
        command_line(root)("build", "-q")
    assert (root / "site/CNAME").read_text("utf-8") == "example.com"
    assert (root / "site/posts/letter-6/mine.txt").read_text("utf-8") == "mine"


def test_an_error_publishes_nothing(root: Path, command_line: Letterpress) -> None:
    before = files_of(root / "site")
    (root / "content/posts/letter-7.md").write_text(letter(7), "utf-8")
    (root / "content/posts/letter-8.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert command_line(root)("build", "-q").code == 1
    assert files_of(root / "site") == before


def test_a_fresh_checkout_with_a_kept_cache_parses_nothing(root: Path, command_line: Letterpress) -> None:
    """Every mtime and inode is new, as after a checkout in CI; contents decide."""
    copy = root.parent / "checkout"
    shutil.copytree(root, copy)
    for path in copy.rglob("*"):
        os.utime(path, ns=(1, 1))
    said = command_line(copy)("build", "-v")
    assert "書き出し0件" in said.out
    assert files_of(copy / "site") == files_of(root / "site")


def test_the_cache_alone_rebuilds_the_site(root: Path, command_line: Letterpress) -> None:
    before = files_of(root / "site")
    shutil.rmtree(root / "site")
    assert command_line(root)("build", "-q").code == 0
    assert files_of(root / "site") == before


@pytest.mark.parametrize("harm", ["deleted", "truncated", "garbled", "emptied"])
@pytest.mark.parametrize("part", ["cache", "outputs", "files", "all"])
def test_a_damaged_cache_costs_time_and_nothing_else(
    harm: str, part: str, root: Path, command_line: Letterpress
) -> None:
    before = files_of(root / "site")
    home = root / ".letterpress"
    targets = [path for path in home.rglob("*") if path.is_file() and path.name != "lock"]
    for path in targets:
        if part == "all" or part in path.relative_to(home).parts:
            data = path.read_bytes()
            if harm == "deleted":
                path.unlink()
            else:
                path.write_bytes(
                    {"truncated": data[: len(data) // 2], "garbled": data[::-1], "emptied": b""}[harm]
                )
    said = command_line(root)("build", "-q")
    assert said.code == 0
    assert "error" not in said.err
    assert "warning" not in said.err
    assert files_of(root / "site") == before
    (root / "content/posts/letter-2.md").write_text(letter(2, body="直しました。"), "utf-8")
    assert command_line(root)("build", "-q").code == 0
    assert "直しました" in (root / "site/posts/letter-2/index.html").read_text("utf-8")


def test_a_scheduled_post_appears_when_its_time_has_come(root: Path, command_line: Letterpress) -> None:
    text = letter(7).replace("2026-01-07", "2026-11-22 08:00")
    (root / "content/posts/letter-7.md").write_text(text, "utf-8")
    letterpress = command_line(root)
    letterpress("build", "-q", now="2026-11-22T07:59:59")
    assert not (root / "site/posts/letter-7").exists()
    letterpress("build", "-q", now="2026-11-22T08:00:00")
    assert (root / "site/posts/letter-7/index.html").exists()


WAYS = (
    "",
    "defaults: [{match: posts/letter-3*, format: letter}]\n",
    "defaults: [{match: posts/*, breaks: hard}]\n",
    "defaults: [{match: posts/*, breaks: commonmark}, {match: posts/letter-2*, format: letter}]\n",
    "markdown: {breaks: hard}\ndefaults: [{match: posts/letter-1*, breaks: japanese, format: markdown}]\n",
)


def test_an_edited_way_of_reading_makes_what_a_clean_build_makes(
    root: Path, command_line: Letterpress
) -> None:
    """How line ends and texts are read comes from front matter, `defaults` and `markdown`, each edited in turn."""
    config = (root / "letterpress.yaml").read_text("utf-8")
    for number in range(1, 7):
        text = letter(number, body="おはよう\nございます。\n\n・紙\n・糸\n\n**あ**")
        own = {5: "format: letter\n", 6: "breaks: hard\n"}.get(number, "")
        text = text.replace("tags:", f"{own}tags:")
        (root / f"content/posts/letter-{number}.md").write_text(text, "utf-8")
    pages = []
    for way in (*WAYS, WAYS[0]):
        (root / "letterpress.yaml").write_text(config + way, "utf-8")
        assert command_line(root)("build", "-q").code == 0
        clean = root.parent / "clean"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
        assert command_line(clean)("build", "-q").code == 0
        assert files_of(root / "site") == files_of(clean / "site"), way
        shutil.rmtree(clean)
        pages.append((root / "site/posts/letter-3/index.html").read_text("utf-8"))
    assert "おはようございます。" in pages[0]
    assert "<ul>" in pages[1]
    assert "おはよう<br />\nございます。" in pages[2]
    assert "おはよう\nございます。" in pages[3]
    assert pages[5] == pages[0]
