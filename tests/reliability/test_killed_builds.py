# SPDX-License-Identifier: MIT
"""A whole build that is killed at a random point: whatever happens to its site then, the next build is as a clean one.

`test_killed` kills the publishing at every step; here anything may be cut short, the state as well.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import MakeProject
from tests.reliability.test_damaged_state import PROJECT, clean_build, run, site_of
from tests.support.campaign import Campaign, times
from tests.support.stopped_builds import stopped_builds

KILLS = times(sample=30, whole=501)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def first(_root: Path) -> None:
    """The first build of all."""


def edit_a_text(root: Path) -> None:
    """A build in which nothing but a text changed."""
    run(root)
    with (root / "content/pages/about.md").open("a", encoding="utf-8") as file:
        file.write("\n増えた話。\n")


def edit_everything(root: Path) -> None:
    """A build that adds, changes, renames and removes outputs."""
    run(root)
    letters = sorted(root.glob("content/posts/*.md"))
    letters[0].unlink()
    (root / "content/newsletter/001.md").unlink()
    letters[1].rename(letters[1].with_name("2026-03-03-renamed.md"))
    letters[2].write_text(letters[2].read_text("utf-8").replace("title: ", "tags: [紙]\ntitle: 新 "), "utf-8")
    (root / "content/posts/2026-11-01-new.md").write_text(
        "---\ntitle: 新しい便り\n---\n\n本文です。\n", "utf-8"
    )


def nothing(_root: Path) -> None:
    """Nobody touches the project before the next build."""


def remove_the_site(root: Path) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)


def remove_the_report(root: Path) -> None:
    shutil.rmtree(root / ".letterpress/report", ignore_errors=True)


def remove_the_finished_files(root: Path) -> None:
    for stage in root.glob(".letterpress/outputs/*/stage"):
        shutil.rmtree(stage)


Change = Callable[[Path], None]


@pytest.mark.parametrize("kind", [first, edit_a_text, edit_everything])
def test_a_build_killed_anywhere_is_made_good_by_the_next(
    kind: Change, make_project: MakeProject, campaign: Campaign
) -> None:
    random = Random(kind.__name__)
    root = make_project(PROJECT)
    kind(root)
    expected = clean_build(root)
    counted = shutil.copytree(root, root.with_name("counted"))
    changes = stopped_builds((counted, 0, "kill"))[counted].changes
    copies = [shutil.copytree(root, root.with_name(f"copy-{number}")) for number in range(KILLS // 3)]
    last = {copy: random.randint(1, changes) for copy in copies}
    assert stopped_builds(*((copy, at, "kill") for copy, at in last.items())) == {}, "each was killed"
    for copy in copies:
        harm = random.choice(
            [nothing, nothing, remove_the_site, remove_the_report, remove_the_finished_files]
        )
        harm(copy)
        what = f"killed before change {last[copy]} of {changes}, then {harm.__name__}"
        with campaign.attempt("kills"):
            assert run(copy).report.diagnostics == (), what
            assert site_of(copy) == expected, what
            again = run(copy)
            assert (again.work.rendered, "compare" in again.report.seconds) == (0, True), what
            assert not list(copy.glob(".letterpress/outputs/*/stage")), what
