# SPDX-License-Identifier: MIT
"""One build of a project at a time; a lock never outlives its holder."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from letterpress.diagnostics import LetterpressError
from letterpress.store.lock import build_lock

HOLDER = """
import sys, time
from pathlib import Path
from letterpress.store.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    {then}
"""


@contextmanager
def held_elsewhere(root: Path, then: str = "sys.stdin.read()") -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER.format(then=then), str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_told_that_one_is_running(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path), pytest.raises(LetterpressError) as caught, build_lock(tmp_path):
        pass
    assert caught.value.diagnostics[0].code == "build-running"


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    told: list[str] = []
    with held_elsewhere(tmp_path) as other:
        assert other.stdin is not None
        finish = other.stdin.close

        def on_wait() -> None:
            told.append("waiting")
            finish()

        with build_lock(tmp_path, wait_seconds=30, on_wait=on_wait):
            assert other.wait(30) == 0
    assert told == ["waiting"]


def test_waiting_has_an_end(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        held_elsewhere(tmp_path),
        pytest.raises(LetterpressError),
        build_lock(tmp_path, wait_seconds=0.2, on_wait=lambda: told.append("waiting")),
    ):
        pass
    assert told == ["waiting"]


def test_a_killed_build_leaves_no_lock_behind(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as other:
        other.kill()
        other.wait()
        with build_lock(tmp_path):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    fork = "import os; pid = os.fork(); (time.sleep(30) if pid == 0 else print(pid, flush=True)); sys.stdin.read()"
    with held_elsewhere(tmp_path, fork) as other:
        assert other.stdout is not None
        worker = int(other.stdout.readline())
        other.kill()
        other.wait()
        try:
            with build_lock(tmp_path):
                pass
        finally:
            subprocess.run(["kill", str(worker)], check=True)


def test_a_lock_can_be_taken_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    with build_lock(tmp_path):
        pass


def test_builds_of_two_projects_do_not_wait_for_each_other(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with held_elsewhere(tmp_path / "a"), build_lock(tmp_path / "b"):
        pass


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".letterpress").mkdir()
    (tmp_path / ".letterpress/lock").symlink_to(tmp_path / "elsewhere")
    with build_lock(tmp_path):
        assert not (tmp_path / ".letterpress/lock").is_symlink()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_the_place_of_the_lock_makes_room(tmp_path: Path) -> None:
    (tmp_path / ".letterpress/lock/deep").mkdir(parents=True)
    with build_lock(tmp_path):
        assert (tmp_path / ".letterpress/lock").is_file()


def test_a_lock_whose_file_went_while_one_waited_is_taken_anew(tmp_path: Path) -> None:
    lock = tmp_path / ".letterpress/lock"
    removing = "sys.stdin.read(); Path(sys.argv[1], '.letterpress/lock').unlink()"
    with held_elsewhere(tmp_path, removing) as other:
        assert other.stdin is not None
        with build_lock(tmp_path, wait_seconds=60, on_wait=other.stdin.close):
            assert lock.exists()
