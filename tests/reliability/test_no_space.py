# SPDX-License-Identifier: MIT
"""No space for the state: a build says that nothing was published, or that it was; the next one makes it good."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from letterpress.diagnostics import LetterpressError
from tests.conftest import MakeProject
from tests.reliability.test_damaged_state import PROJECT, clean_build, edit, run, site_of

PAGE = 4096


@pytest.fixture
def root(make_project: MakeProject) -> Iterator[Path]:
    """A project whose `.letterpress/` is a small file system of its own."""
    root = make_project(PROJECT)
    state = root / ".letterpress"
    state.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs", str(state)]
    if mount is None or os.geteuid() != 0 or subprocess.run([mount, *options], check=False).returncode != 0:
        pytest.skip("cannot mount a file system here")
    yield root
    subprocess.run(["umount", str(state)], check=True)


def fill(root: Path, pages: int) -> None:
    """Leave so many pages of the file system free."""
    state = root / ".letterpress"
    free = os.statvfs(state).f_bavail * os.statvfs(state).f_bsize
    (state / "filler").write_bytes(bytes(free - pages * PAGE))


def test_a_first_build_without_space_publishes_nothing(root: Path) -> None:
    fill(root, 1)
    with pytest.raises(LetterpressError) as caught:
        run(root)
    assert {each.code for each in caught.value.diagnostics} == {"disk-full"}
    assert not (root / "site").exists()
    (root / ".letterpress/filler").unlink()
    assert run(root).report.diagnostics == ()
    assert site_of(root) == clean_build(root)


def test_with_any_space_a_build_tells_the_truth_and_the_next_makes_it_good(root: Path) -> None:
    random = Random(1)
    run(root)
    outcomes: set[tuple[bool, bool]] = set()
    for pages in range(24):
        edit(root, random, f"\n{pages} 頁。\n" * 40)
        before, after = site_of(root), clean_build(root)
        fill(root, pages)
        published, said = attempt(root)
        if published:
            assert site_in(site_of(root)) == site_in(after)
            assert said <= {"warning[state-unsaved]", "warning[report-unwritable]"}
        else:
            assert site_of(root) == before
            assert said == {"error[disk-full]"}
        outcomes.add((published, bool(said)))
        (root / ".letterpress/filler").unlink()
        assert run(root).report.diagnostics == ()
        assert site_of(root) == after
        assert "compare" in run(root).report.seconds
    assert outcomes == {(False, True), (True, True), (True, False)}


def attempt(root: Path) -> tuple[bool, set[str]]:
    """Whether a build published, and what it said."""
    try:
        built = run(root)
    except LetterpressError as error:
        return False, {f"{each.severity.name.lower()}[{each.code}]" for each in error.diagnostics}
    return True, {f"{each.severity.name.lower()}[{each.code}]" for each in built.report.diagnostics}


def site_in(files: dict[str, bytes]) -> dict[str, bytes]:
    """The site without the reports."""
    return {path: data for path, data in files.items() if path.startswith("site/")}
