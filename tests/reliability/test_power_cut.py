# SPDX-License-Identifier: MIT
"""A power cut takes what was written and not yet put on disk; the last good site survives it, and so does the ledger.

A file system may have kept the new name of a file and not its content. That is played here: the build is stopped before
one of its renames, or comes to its end; then every file that it wrote and did not put on disk is emptied.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from letterpress.publish.publishing import FEW
from letterpress.store.ledger_file import load_ledger
from tests.conftest import MakeProject
from tests.reliability.test_damaged_state import run
from tests.support.campaign import Campaign, some
from tests.support.publishing_steps import files, publish

BEFORE = {"index.html": "home", "feed.xml": "feed", "posts/a/index.html": "a", "posts/b/index.html": "b"}
AFTER = {
    "index.html": "new home",
    "feed.xml": "new feed",
    "posts/a/index.html": "new a",
    "posts/c/index.html": "c",
}
MANY = {f"posts/{number}/index.html": f"{number}" for number in range(FEW + 20)}


class PowerCutError(Exception):
    """The build ends here."""


class Disk:
    """Knows what of all that is written survives."""

    def __init__(self) -> None:
        self.renames = 0
        self.last = 0
        """The rename before which the power is cut; with 0 never."""
        self.synced: set[int] = set()
        self.asked = 0
        """How often something was to be put on disk."""
        self.root = Path()

    @contextmanager
    def watched(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as changes:
            changes.setattr(os, "fsync", self._fsync)
            changes.setattr(os, "sync", self._sync)
            changes.setattr(os, "replace", self._replace)
            yield

    def _fsync(self, descriptor: int) -> None:
        self.asked += 1
        self.synced.add(os.fstat(descriptor).st_ino)

    def _sync(self) -> None:
        self.asked += 1
        self.synced |= {path.stat().st_ino for path in self.root.rglob("*")}

    def _replace(
        self, old: str, new: str, *, real: Callable[..., None] = os.replace, **folders: int | None
    ) -> None:
        self.renames += 1
        if self.renames == self.last:
            raise PowerCutError
        real(old, new, **folders)

    def build(self, root: Path, outputs: dict[str, str]) -> None:
        self.root = root
        with self.watched():
            publish(root, outputs)

    def lose(self, root: Path, before: set[int]) -> None:
        """Empty what was written since and not put on disk."""
        for path in root.rglob("*"):
            seen = path.stat()
            if path.is_file() and seen.st_ino not in before | self.synced:
                path.write_bytes(b"")


def inodes(root: Path) -> set[int]:
    return {path.stat().st_ino for path in root.rglob("*")}


def built(folder: Path, outputs: dict[str, str]) -> Path:
    root = folder / "project"
    root.mkdir(parents=True)
    (root / "letterpress.yaml").touch()
    publish(root, outputs)
    return root


def renames_of(folder: Path, before: dict[str, str], after: dict[str, str]) -> int:
    disk = Disk()
    disk.build(built(folder, before), after)
    return disk.renames


@pytest.mark.parametrize(
    ("before", "after"),
    [(BEFORE, AFTER), (MANY, {path: f"new {text}" for path, text in MANY.items()})],
    ids=["few", "many"],
)
def test_the_last_good_site_survives_a_power_cut(
    before: dict[str, str], after: dict[str, str], tmp_path: Path, campaign: Campaign
) -> None:
    count = renames_of(tmp_path / "count", before, after)
    for last in some([count + 1, *range(1, count + 1)], 12):
        with campaign.attempt("power cuts"):
            root = built(tmp_path / str(last), before)
            known, disk = inodes(root), Disk()
            disk.last = last
            with pytest.raises(PowerCutError) if last <= count else nullcontext():
                disk.build(root, after)
            disk.lose(root, known)
            # What readers had is there as it was, or as it is to be.
            for path, text in files(root / "site").items():
                assert text in {before.get(path), after.get(path)} or path not in before, (last, path)
            assert before.keys() <= files(root / "site").keys() | (before.keys() - after.keys()), last
            assert load_ledger(root, root / "site")[1] == (), last
            publish(root, after)
            assert files(root / "site") == after, last


def test_a_first_build_waits_for_its_journal_and_its_ledger_alone(tmp_path: Path) -> None:
    root = built(tmp_path, {})
    disk = Disk()
    disk.build(root, {f"posts/{number}/index.html": "new" for number in range(500)})
    assert disk.asked == 3  # the journal, the ledger and the file beside it


def test_an_edit_waits_for_the_pages_that_it_replaces(tmp_path: Path) -> None:
    root = built(tmp_path, BEFORE)
    disk = Disk()
    disk.build(root, AFTER)
    assert disk.asked == 3 + 2


def test_a_build_with_nothing_to_do_waits_for_nothing(make_project: MakeProject) -> None:
    root = make_project({"content/posts/2026-01-01-a.md": "---\ntitle: 便り\n---\n\n本文です。\n"})
    run(root)
    disk = Disk()
    with disk.watched():
        run(root)
    assert (disk.asked, disk.renames) == (0, 0)
