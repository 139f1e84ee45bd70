# SPDX-License-Identifier: MIT
"""However long the preview lives, each of its builds leaves what a clean build in a fresh process would make."""

import random
import shutil
from pathlib import Path

import pytest
from tests.support.press_project import EDITS, start

from letterpress.cli.main import run
from letterpress.cli.project import Project, open_project
from letterpress.cli.serve import PREVIEW_FOLDER, make_builder
from letterpress.model.status import Include

MOMENTS = ("2026-06-15T09:00", "2026-11-21T09:00", "2026-12-20T09:00")
STEPS = 40


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def build_elsewhere(root: Path, now: str) -> None:
    assert run(["build", "--root", str(root), "--now", now, "-j", "1", "-q"]) == 0


def nothing_else(root: Path, now: str) -> None:
    """Only the preview is at work."""


def another_build(root: Path, now: str) -> None:
    """It shares the cache, and forgets what it does not need itself."""
    build_elsewhere(root, now)


def lost_cache(root: Path, now: str) -> None:
    shutil.rmtree(root / ".letterpress" / "cache")


BETWEEN = [nothing_else, nothing_else, nothing_else, another_build, lost_cache]


@pytest.mark.parametrize("seed", range(3))
def test_a_living_preview_equals_a_clean_build(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """40 edits a seed, compared byte for byte; what was announced is what the files show."""
    rng = random.Random(f"living {seed}")
    root, clean = tmp_path / "project", tmp_path / "clean"
    start(root, rng)
    now = MOMENTS[0]

    def opened() -> Project:
        return open_project(root=root, config_path=None, now=now, lang=None)

    build_once = make_builder(opened, Include(), 1, "ja")
    before: dict[str, bytes] = {}
    for step in range(STEPS):
        edit = rng.choice(EDITS)(root, rng, step) if step else "first build"
        now = rng.choice(MOMENTS)
        rng.choice(BETWEEN)(root, now) if step else None
        announced: set[str] = set()
        outcome = build_once(announced.update)
        where = f"seed {seed}, step {step}: {edit} at {now}"
        assert outcome.ok, f"{where}: {capsys.readouterr().err}"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
        build_elsewhere(clean, now)
        after = files_of(root / PREVIEW_FOLDER)
        assert after == files_of(clean / "site"), where
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert announced == set(outcome.changed) == changed, where
        shutil.rmtree(clean)
        before = after
