# SPDX-License-Identifier: MIT
"""The benchmarks move what they no longer need aside: deleting it would slow down whoever is measured next."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.support.paths import REPOSITORY

ROOT = REPOSITORY
PROGRAM = """
from pathlib import Path
for name in ("site", ".cache"):
    Path(name).mkdir(exist_ok=True)
Path("site/index.html").write_text("".join(path.read_text() for path in sorted(Path("content/posts").iterdir())))
Path(".cache/all").write_text("what a build keeps")
with Path("../builds").open("a") as builds:
    builds.write("x")
Path("site", f"build-{Path('../builds').stat().st_size}").touch()
"""


@pytest.fixture
def scenarios(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return import_module("bench.scenarios")


@pytest.fixture
def folders(scenarios: ModuleType) -> ModuleType:
    return import_module("bench.folders")


@pytest.fixture
def project(scenarios: ModuleType, tmp_path: Path) -> Any:
    """A project of three posts and a very small generator."""
    generators = import_module("bench.generators")
    corpus, forms = import_module("bench.corpus"), import_module("bench.forms")
    command = (sys.executable, "-c", PROGRAM)
    small = generators.Generator("letterpress", "1", command, forms.for_letterpress, (".cache",))
    return scenarios.Project(small, small.prepare(tmp_path, corpus.posts(3)))


def inodes(folder: Path) -> dict[int, Path]:
    """Every file and folder below, by what makes it itself wherever it is moved to."""
    return {path.lstat().st_ino: path for path in folder.rglob("*")}


def test_a_cold_build_finds_nothing_and_what_was_there_is_kept_aside(project: Any, tmp_path: Path) -> None:
    project.build()
    (project.folder / "site" / "old.html").write_text("from the build before")
    before = inodes(tmp_path)

    project.build_cold()

    assert not (project.folder / "site" / "old.html").exists()
    assert before.keys() <= inodes(tmp_path).keys()


def test_what_is_not_there_need_not_go(folders: ModuleType, tmp_path: Path) -> None:
    folders.put_aside(tmp_path / "site", tmp_path / "aside")

    assert list(tmp_path.iterdir()) == []


def test_things_of_one_name_lie_beside_each_other(folders: ModuleType, tmp_path: Path) -> None:
    for text in ("first", "second"):
        (tmp_path / "page").write_text(text)
        folders.put_aside(tmp_path / "page", tmp_path / "aside")

    assert sorted(file.read_text() for file in tmp_path.rglob("page")) == ["first", "second"]


def test_a_checkout_has_the_same_bytes_in_other_files(
    project: Any, folders: ModuleType, tmp_path: Path
) -> None:
    project.build()
    (project.folder / "link").symlink_to("site")
    bytes_before, before = folders.digests(project.folder), inodes(project.folder)

    folders.check_out(project.folder)

    after = inodes(project.folder)
    assert folders.digests(project.folder) == bytes_before
    assert (project.folder / "link").readlink() == Path("site")
    assert before.keys().isdisjoint(after.keys())
    assert before.keys() <= inodes(tmp_path).keys()


def test_no_scenario_deletes_anything(project: Any, scenarios: ModuleType, tmp_path: Path) -> None:
    scenarios.cold([project], 2, lambda _: None)
    scenarios.unchanged(project, 1)
    for checked_out in (False, True):
        scenarios.edited(project, 3, 1, checked_out=checked_out)
    new = scenarios.new_post(project, 3)

    builds = (tmp_path / "builds").stat().st_size
    assert builds > 8
    assert {path.name for path in tmp_path.rglob("build-*")} == {f"build-{n + 1}" for n in range(builds)}
    assert new.changed == 2, "the page, and the sign of one more build"
    assert len(list((project.folder / "content" / "posts").iterdir())) == 3
