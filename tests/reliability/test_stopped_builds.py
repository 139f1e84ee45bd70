# SPDX-License-Identifier: MIT
"""A build that stops anywhere, in a project in any state: one more build gives the bytes of a clean one.

`test_killed_builds` kills many builds of whole projects; here the projects are in all the states that backups,
restored caches and earlier accidents leave, and a build is killed, interrupted, or refused by a full disk, a read-only
file system or one that is in parts another.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import MakeProject
from tests.reliability.test_damaged_state import HARMS, PROJECT, clean_build, edit, run, site_of, state_files
from tests.reliability.test_killed_builds import edit_a_text, edit_everything
from tests.support.campaign import Campaign, times
from tests.support.permissions import binding_permissions
from tests.support.stopped_builds import Fault, stopped_builds

POINTS = times(sample=1, whole=20)
"""Builds that are stopped, of each kind of state."""
FAULTS: tuple[Fault, ...] = ("kill", "interrupt", "full disk", "read-only", "other file system")

REFUSALS = {
    "disk-full",
    "publish-interrupted",
    "state-unsafe",
    "unwritable",
}
"""What a build may be refused with."""
NOTES = {"cache-unreadable", "output-replaced", "output-taken-over", "state-of-another-key"}
"""What the next build may say once: it found state that is no use, or pages that it knows nothing of."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

Setting = Callable[[Path, Random], None]
"""Brings a project, of which nothing was ever built, into a state."""


def never_built(_root: Path, _random: Random) -> None:
    """A fresh checkout."""


def built(root: Path, _random: Random) -> None:
    run(root)


def text_edited(root: Path, _random: Random) -> None:
    edit_a_text(root)


def much_edited(root: Path, _random: Random) -> None:
    edit_everything(root)


def state_lost(root: Path, random: Random) -> None:
    """As a machine of a CI finds it that has the site alone."""
    run(root)
    edit(root, random, "\n直し。\n")
    shutil.rmtree(root / ".letterpress")


def site_lost(root: Path, random: Random) -> None:
    """As a machine of a CI finds it that has restored the cache."""
    run(root)
    edit(root, random, "\n直し。\n")
    shutil.rmtree(root / "site")


def half_the_state_lost(root: Path, random: Random) -> None:
    run(root)
    edit(root, random, "\n直し。\n")
    for path in state_files(root):
        if random.random() < 0.5:
            path.unlink()


def half_the_site_lost(root: Path, random: Random) -> None:
    run(root)
    edit(root, random, "\n直し。\n")
    for path in sorted((root / "site").rglob("*")):
        if path.is_file() and random.random() < 0.5:
            path.unlink()


def older_state(root: Path, random: Random) -> None:
    """A cache that was restored from a run before the last one."""
    run(root)
    older = shutil.copytree(root / ".letterpress", root.with_name("older"))
    edit(root, random, "\n直し。\n")
    run(root)
    shutil.rmtree(root / ".letterpress")
    older.rename(root / ".letterpress")


def older_site(root: Path, random: Random) -> None:
    run(root)
    older = shutil.copytree(root / "site", root.with_name("older"))
    edit(root, random, "\n直し。\n")
    run(root)
    shutil.rmtree(root / "site")
    older.rename(root / "site")


def half_an_older_state(root: Path, random: Random) -> None:
    """Two caches, unpacked one over the other."""
    run(root)
    older = {path: path.read_bytes() for path in state_files(root)}
    edit(root, random, "\n直し。\n")
    run(root)
    for path, data in older.items():
        if path.is_file() and random.random() < 0.5:
            path.write_bytes(data)


def stopped_before(root: Path, random: Random) -> None:
    """Killed once already, and edited since."""
    edit_everything(root)
    stopped_builds((root, random.randint(1, 60), "kill"))
    edit(root, random, "\n直し。\n")


def copied(root: Path, random: Random) -> None:
    """Unpacked elsewhere: every file is another, of another time."""
    run(root)
    edit(root, random, "\n直し。\n")
    shutil.copytree(root, root.with_name("other"), copy_function=shutil.copy)
    shutil.rmtree(root)
    root.with_name("other").rename(root)


def configured_otherwise(root: Path, _random: Random) -> None:
    run(root)
    with (root / "letterpress.yaml").open("a", encoding="utf-8") as file:
        file.write("identity: dated\npage_size: 2\n")


def sealed_by_another(root: Path, random: Random) -> None:
    """State that was made with another key."""
    with pytest.MonkeyPatch.context() as changes:
        changes.setenv("LETTERPRESS_STATE_KEY", "a secret of another machine, that nobody here knows")
        run(root)
    edit(root, random, "\n直し。\n")


def damaged(root: Path, random: Random) -> None:
    run(root)
    older = {path: path.read_bytes() for path in state_files(root)}
    edit(root, random, "\n直し。\n")
    random.choice(HARMS)(random.choice(state_files(root)), random, older)


SETTINGS: tuple[Setting, ...] = (
    never_built,
    built,
    text_edited,
    much_edited,
    state_lost,
    site_lost,
    half_the_state_lost,
    half_the_site_lost,
    older_state,
    older_site,
    half_an_older_state,
    stopped_before,
    copied,
    configured_otherwise,
    sealed_by_another,
    damaged,
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_build_that_stops_anywhere_is_made_good_by_one_more(
    setting: Setting, make_project: MakeProject, campaign: Campaign
) -> None:
    random = Random(setting.__name__)
    root = make_project(PROJECT)
    setting(root, random)
    expected = clean_build(root)
    counted = shutil.copytree(root, root.with_name("counted"), symlinks=True)
    with binding_permissions():
        changes = stopped_builds((counted, 0, "kill"))[counted].changes
        copies = [shutil.copytree(root, root.with_name(f"copy-{at}"), symlinks=True) for at in range(POINTS)]
        first = random.randrange(len(FAULTS))
        points = [
            (copy, random.randint(1, max(changes, 1)), FAULTS[(first + at) % len(FAULTS)])
            for at, copy in enumerate(copies)
        ]
        ended = stopped_builds(*points)
        for copy, last, fault in points:
            what = f"{setting.__name__}: {fault} at change {last} of {changes}"
            with campaign.attempt("stopped builds"):
                told = ended[copy].outcome.split(",") if copy in ended else ["killed"]
                assert {*told} <= {"killed", "interrupted", "published", *REFUSALS, *NOTES}, what
                made = run(copy)
                assert {each.code for each in made.report.diagnostics} <= NOTES, what
                assert site_of(copy) == expected, what
                again = run(copy)
                assert (again.work.rendered, again.report.diagnostics) == (0, ()), what
                assert "compare" in again.report.seconds, what


def test_there_are_enough_kinds_of_states() -> None:
    assert len(SETTINGS) >= 12
