# SPDX-License-Identifier: MIT
"""Output: where it goes, and when it has colour."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.sample_posts import BROKEN, GOOD, InProject


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_summary_that_cannot_be_written_is_no_fault_of_ours(project: InProject) -> None:
    root = project(paper=GOOD).root
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "letterpress", "build", "-j", "1"],
            cwd=root,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("<stdout>: error[unwritable]")
    assert (root / "site/index.html").is_file()


def test_no_colour_where_nobody_sees_it(project: InProject) -> None:
    said = project(paper=GOOD, broken=BROKEN)("build")
    assert "\x1b" not in said.out + said.err


def test_forced_colour_and_the_wish_for_none(project: InProject, monkeypatch: pytest.MonkeyPatch) -> None:
    letterpress = project(paper=GOOD, broken=BROKEN)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = letterpress("build")
    assert "\x1b[" in coloured.out
    assert "\x1b[" in coloured.err
    monkeypatch.setenv("NO_COLOR", "1")
    plain = letterpress("build")
    assert "\x1b" not in plain.out + plain.err
