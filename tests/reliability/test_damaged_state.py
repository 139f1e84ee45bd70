# SPDX-License-Identifier: MIT
"""State that is damaged in any way is made again by the next build: the site of a clean build, and a note at most.

A seed stands for a number of damages, one after the other in one project.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from letterpress.config.table import read_config
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.options import BuildOptions
from tests.conftest import CONFIG, MakeProject
from tests.support.campaign import Campaign, times
from tests.support.permissions import binding_permissions

SEEDS = times(sample=6, whole=50)
DAMAGES = 20
"""In a row, for each seed."""

LETTERS = {
    f"content/posts/2026-0{number}-01-letter-{number}.md": f"---\ntitle: 便り{number}\n---\n\n本文です。\n"
    for number in range(1, 6)
}
ISSUE = "---\ntitle: 第一号\ndate: 2026-10-01\n---\n\n[便り](../posts/2026-01-01-letter-1.md)\n"
PROJECT = {
    **LETTERS,
    "letterpress.yaml": CONFIG + "feed:\n  items: 2\n",
    "content/newsletter/001.md": ISSUE,
    "content/pages/about.md": "---\ntitle: このサイト\n---\n\n工房の話。\n",
    "content/static/CNAME": "example.com\n",
}

Harm = Callable[[Path, Random, Mapping[Path, bytes]], None]
"""Damages a file of the state; the mapping has the state of an older build, by path."""


def run(root: Path) -> Built:
    config, warnings = read_config((root / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1)
    built = build(root, config, options, warnings=warnings)
    assert built.report.published, built.report.diagnostics
    return built


def elsewhere(path: Path) -> Path:
    """A place outside the project for a file of its state."""
    folder = next(each for each in path.parents if each.name == ".letterpress").parent.with_name("elsewhere")
    folder.mkdir(exist_ok=True)
    return folder / path.name


def flip_a_bit(path: Path, random: Random, _older: Mapping[Path, bytes]) -> None:
    data = bytearray(path.read_bytes() or b"\0")
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, random: Random, _older: Mapping[Path, bytes]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: random.randrange(len(data) + 1)])


def empty(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.write_bytes(b"")


def fill_with_garbage(path: Path, random: Random, _older: Mapping[Path, bytes]) -> None:
    path.write_bytes(random.randbytes(random.randrange(10_000)))


def append_garbage(path: Path, random: Random, _older: Mapping[Path, bytes]) -> None:
    path.write_bytes(path.read_bytes() + random.randbytes(100))


def delete(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.unlink()


def delete_the_folder(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    shutil.rmtree(path.parent)


def put_back_an_older_one(path: Path, _random: Random, older: Mapping[Path, bytes]) -> None:
    path.write_bytes(older.get(path, b"there was none"))


def put_back_some_older_ones(_path: Path, random: Random, older: Mapping[Path, bytes]) -> None:
    for each, data in older.items():
        if random.random() < 0.5 and is_usable(each):
            each.write_bytes(data)


def swap_with_another(path: Path, random: Random, older: Mapping[Path, bytes]) -> None:
    other = random.choice([each for each in older if is_usable(each)])
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


def make_it_of_another_version(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.write_bytes(path.read_bytes().replace(b" 1", b" 9").replace(b" 2", b" 9").replace(b" 4", b" 9"))


def put_a_folder_there(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.unlink()
    (path / "deep").mkdir(parents=True)
    (path / "deep/file").write_text("text")


def put_a_link_there(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.replace(elsewhere(path))
    path.symlink_to(elsewhere(path))


def put_a_dangling_link_there(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def put_a_file_for_its_folder(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    if path.parent.name != ".letterpress":  # that is refused, for the user may have put it there
        shutil.rmtree(path.parent)
        path.parent.write_text("a file")


def put_a_pipe_there(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.unlink()
    os.mkfifo(path)


def link_it_elsewhere_as_well(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    """As an archive can unpack it: what is written into it would be written into the other file."""
    elsewhere(path).unlink(missing_ok=True)
    elsewhere(path).hardlink_to(path)


def forbid_reading(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.chmod(0o200)


def forbid_writing(path: Path, _random: Random, _older: Mapping[Path, bytes]) -> None:
    path.chmod(0o400)


HARMS: tuple[Harm, ...] = (
    flip_a_bit,
    truncate,
    empty,
    fill_with_garbage,
    append_garbage,
    delete,
    delete_the_folder,
    put_back_an_older_one,
    put_back_some_older_ones,
    swap_with_another,
    make_it_of_another_version,
    put_a_folder_there,
    put_a_link_there,
    put_a_dangling_link_there,
    put_a_file_for_its_folder,
    put_a_pipe_there,
    link_it_elsewhere_as_well,
    forbid_reading,
    forbid_writing,
)


def state_files(root: Path) -> list[Path]:
    """What can be damaged; not the lock, which has no content."""
    return sorted(path for path in root.glob(".letterpress/**/*") if path.name != "lock" and is_usable(path))


def is_usable(path: Path) -> bool:
    """Whether a file can be read and written, and no damage of before has left it otherwise."""
    try:
        if path.is_file() and not path.is_symlink():
            path.open("r+b").close()
            return True
    except OSError:
        pass
    return False


def site_of(root: Path) -> dict[str, bytes]:
    """What readers and the user can see: the site and the reports."""
    folders = (root / "site", root / ".letterpress/report")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def clean_build(root: Path) -> dict[str, bytes]:
    """The site that a project without any state gives."""
    clean = root.with_name("clean")
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
    run(clean)
    site = site_of(clean)
    shutil.rmtree(clean)
    return site


def edit(root: Path, random: Random, text: str) -> None:
    """Change a text, and in half of the cases a title, so that more of the site changes."""
    path = random.choice(sorted(root.glob("content/*/*.md")))
    before = path.read_text("utf-8")
    path.write_text(
        before.replace("title: ", "title: 新 ") if random.random() < 0.5 else before + text, "utf-8"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_damaged_state_is_made_again(seed: int, make_project: MakeProject, campaign: Campaign) -> None:
    random = Random(seed)
    root = make_project(PROJECT)
    run(root)
    older = {path: path.read_bytes() for path in state_files(root)}
    edit(root, random, "\nはじめの直し。\n")
    run(root)
    expected = clean_build(root)
    with binding_permissions():
        for step in range(DAMAGES):
            path, harm = random.choice(state_files(root)), random.choice(HARMS)
            what = f"{step}: {harm.__name__} {path.relative_to(root)}"
            harm(path, random, older)
            is_edited = random.random() < 0.4
            if is_edited:
                edit(root, random, f"\n{step} 回目。\n")
                expected = clean_build(root)
            with campaign.attempt("damage"):
                first = run(root)
                codes = [each.code for each in first.report.diagnostics]
                # What we own may be forgotten, and then a page that changes is kept aside.
                kept = {"output-replaced", "output-taken-over"}
                notes = [code for code in codes if not (is_edited and code in kept)]
                assert notes in ([], ["cache-unreadable"]), what
                assert site_of(root) == expected, what
                again = run(root)
                assert (again.work.rendered, again.report.diagnostics) == (0, ()), what
                assert "compare" in again.report.seconds, (
                    f"{what}: the state is not whole again {first.report.seconds, first.work}"
                )
