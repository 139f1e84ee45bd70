# SPDX-License-Identifier: MIT
"""A whole build that is killed at a random point: whatever happens to its site then, the next build is as a clean one.

`test_killed` kills the publishing at every step; here anything may be cut short, the state as well.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import MakeProject
from tests.reliability.test_damaged_state import PROJECT, clean_build, run, site_of
from tests.support.campaign import Campaign, times
from tests.support.paths import TESTS

KILLS = times(sample=30, whole=501)

# Builds each project in a process of its own that dies just before the given change to a file; counts them where that
# is 0.
BUILDS = """
import json, os, signal, sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from tests.reliability.test_damaged_state import run

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR

def build(root, last):
    changes = 0

    def count(event, arguments):
        nonlocal changes
        is_change = event in CHANGES or (event == "open" and arguments[2] & WRITING)
        # Files of the state are named in their open folder.
        if is_change and (root in str(arguments[0]) or not os.path.isabs(str(arguments[0]))):
            changes += 1
            if changes == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    run(Path(root))
    os.write(1, f"{changes}\\n".encode())
    os._exit(0)

for root, last in json.load(sys.stdin):
    child = os.fork()
    if not child:
        build(root, last)
    os.waitpid(child, 0)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def build(*builds: tuple[Path, int]) -> list[int]:
    """Build projects, each killed just before a change to a file; say how many changes the others made."""
    given = json.dumps([(str(root), last) for root, last in builds])
    command = [sys.executable, "-c", BUILDS, str(TESTS.parent)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [int(line) for line in done.stdout.split()]


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
    (changes,) = build((shutil.copytree(root, root.with_name("counted")), 0))
    copies = [shutil.copytree(root, root.with_name(f"copy-{number}")) for number in range(KILLS // 3)]
    last = {copy: random.randint(1, changes) for copy in copies}
    assert build(*last.items()) == [], "each was killed"
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
