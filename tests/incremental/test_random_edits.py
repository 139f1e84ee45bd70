# SPDX-License-Identifier: MIT
"""After any sequence of edits an incremental build leaves exactly what a clean build makes."""

import random
import shutil
from pathlib import Path

import pytest

from letterpress.cli.main import run
from tests.support.press_project import EDITS, start

MOMENTS = ("2026-06-15T09:00", "2026-11-21T09:00", "2026-12-20T09:00")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def build(root: Path, now: str) -> int:
    return run(["build", "--root", str(root), "--now", now, "-j", "1", "-q"])


@pytest.mark.parametrize("seed", range(5))
def test_an_incremental_build_equals_a_clean_one(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """40 edits a seed, 200 in all, each compared byte for byte; the clock moves as well."""
    rng = random.Random(seed)
    root, clean = tmp_path / "project", tmp_path / "clean"
    start(root, rng)
    assert build(root, MOMENTS[0]) == 0, capsys.readouterr().err
    for step in range(40):
        edit = rng.choice(EDITS)(root, rng, step)
        now = rng.choice(MOMENTS)
        code = build(root, now)
        assert code == 0, f"{edit}: {capsys.readouterr().err}"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
        assert build(clean, now) == 0
        assert files_of(root / "site") == files_of(clean / "site"), (
            f"seed {seed}, step {step}: {edit} at {now}"
        )
        shutil.rmtree(clean)
