# SPDX-License-Identifier: MIT
"""After any sequence of edits an incremental build leaves exactly what a clean build makes."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.cli.main import run
from tests.support.press_project import EDITS, Edit, start
from tests.support.sample_plugins import EVERYTHING, SHELF, add_plugin, edit_plugin

MOMENTS = ("2026-06-15T09:00", "2026-11-21T09:00", "2026-12-20T09:00")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


Said = tuple[int, str]


@pytest.fixture
def build_quietly(capsys: pytest.CaptureFixture[str]) -> Callable[[Path, str], Said]:
    """Builds, and gives the exit code and all diagnostics."""

    def build(root: Path, now: str) -> Said:
        code = run(["build", "--root", str(root), "--now", now, "-j", "1", "-q"])
        return code, without_removals(capsys.readouterr().err)

    return build


def without_removals(said: str) -> str:
    """What was said but for the warning that most pages go, of which a first build has none to remove."""
    return "\n\n".join([each for each in said.split("\n\n") if "warning[pages-removed]" not in each])


def assert_same(
    root: Path,
    clean: Path,
    rng: random.Random,
    edits: tuple[Edit, ...],
    build: Callable[[Path, str], Said],
) -> None:
    """40 edits, each compared byte for byte with a clean build, also in what is said; the clock moves as well."""
    assert build(root, MOMENTS[0])[0] == 0
    for step in range(40):
        edit = rng.choice(edits)(root, rng, step)
        now = rng.choice(MOMENTS)
        where = f"step {step}: {edit} at {now}"
        code, said = build(root, now)
        assert code == 0, f"{where}: {said}"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
        assert build(clean, now) == (0, said), where
        assert files_of(root / "site") == files_of(clean / "site"), where
        report = ".letterpress/report/report.json"
        assert (root / report).read_bytes() == (clean / report).read_bytes(), where
        shutil.rmtree(clean)


@pytest.mark.parametrize("seed", range(5))
def test_an_incremental_build_equals_a_clean_one(
    seed: int, tmp_path: Path, build_quietly: Callable[[Path, str], Said]
) -> None:
    """200 edits in all."""
    rng = random.Random(seed)
    start(tmp_path / "project", rng)
    assert_same(tmp_path / "project", tmp_path / "clean", rng, EDITS, build_quietly)


@pytest.mark.parametrize("seed", range(5))
def test_so_it_does_with_kinds_of_output_that_a_plugin_brings(
    seed: int, tmp_path: Path, build_quietly: Callable[[Path, str], Said]
) -> None:
    """200 edits in all; one of the two kinds shows the text of every post."""
    rng = random.Random(seed)
    start(tmp_path / "project", rng)
    add_plugin(tmp_path / "project", SHELF)
    assert_same(tmp_path / "project", tmp_path / "clean", rng, (*EDITS, edit_plugin), build_quietly)


@pytest.mark.parametrize("seed", range(3))
def test_so_it_does_with_a_plugin_that_has_a_hand_in_everything(
    seed: int, tmp_path: Path, build_quietly: Callable[[Path, str], Said]
) -> None:
    rng = random.Random(seed)
    start(tmp_path / "project", rng)
    add_plugin(tmp_path / "project", EVERYTHING)
    edits = (*EDITS, edit_plugin, edit_plugin)
    assert_same(tmp_path / "project", tmp_path / "clean", rng, edits, build_quietly)
