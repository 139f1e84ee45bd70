# SPDX-License-Identifier: MIT
"""A process beside the build's own looks at the outputs; what it says is what the plain look says."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from letterpress.store.background_check import OutputVerifier
from letterpress.store.output_stats import outputs_unchanged
from tests.alone.conftest import SITE
from tests.support.publishing_steps import publish

TWO_CORES = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
forks = pytest.mark.skipif(not TWO_CORES, reason="needs Linux and two cores")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The processes that were forked; none of them may be left when the test ends."""
    processes: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        processes.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    yield processes
    for process in processes:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def look(root: Path) -> bool:
    with OutputVerifier(root, root / "site", worth_it=0) as verifier:
        return verifier.unchanged()


def _nothing(_root: Path) -> None:
    pass


def _edit(root: Path) -> None:
    (root / "site/index.html").write_text("emoh")


def _delete(root: Path) -> None:
    (root / "site/posts/39/index.html").unlink()


def _put_a_file_for_a_folder(root: Path) -> None:
    (root / "site/posts").rename(root / "elsewhere")
    (root / "site/posts").write_text("not a folder")


def _damage_the_record(root: Path) -> None:
    record = next(root.glob(".letterpress/outputs/*/stats"))
    record.write_bytes(record.read_bytes()[:-1])


def _lose_the_record(root: Path) -> None:
    next(root.glob(".letterpress/outputs/*/stats")).unlink()


def _lose_the_ledger(root: Path) -> None:
    next(root.glob(".letterpress/outputs/*/ledger")).unlink()


@pytest.mark.parametrize(
    "change",
    [
        _nothing,
        _edit,
        _delete,
        _put_a_file_for_a_folder,
        _damage_the_record,
        _lose_the_record,
        _lose_the_ledger,
    ],
)
def test_the_verifier_says_what_a_look_of_our_own_says(
    project: Path, forked: list[int], change: Callable[[Path], None]
) -> None:
    change(project)
    assert look(project) is outputs_unchanged(project, project / "site") is (change is _nothing)
    assert len(forked) == (TWO_CORES and change is not _lose_the_record)


@forks
def test_it_is_another_process_that_looks(
    project: Path, forked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        looks: list[str] = []
        lstat = os.lstat

        def noted(path: str | Path, *, dir_fd: int | None = None) -> os.stat_result:
            looks.append(Path(path).name)
            return lstat(path, dir_fd=dir_fd)

        monkeypatch.setattr(os, "lstat", noted)
        assert verifier.unchanged()
        assert verifier.unchanged()
    assert len(forked) == 1
    assert set(looks) == {"stats"}


@forks
def test_whoever_does_not_ask_leaves_no_process_behind(project: Path, forked: list[int]) -> None:
    with pytest.raises(KeyError), OutputVerifier(project, project / "site", worth_it=0):
        raise KeyError
    assert len(forked) == 1


def test_a_few_outputs_are_not_worth_a_process(project: Path, forked: list[int]) -> None:
    with OutputVerifier(project, project / "site") as verifier:
        assert verifier.unchanged()
    assert forked == []


def test_the_answer_stays_as_long_as_the_record(project: Path, forked: list[int]) -> None:
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        assert verifier.unchanged()
        _edit(project)
        assert verifier.unchanged()
        _lose_the_record(project)
        assert not verifier.unchanged()
    assert len(forked) == TWO_CORES


def test_beside_other_threads_there_is_no_fork(project: Path, forked: list[int]) -> None:
    """A lock that another thread holds would stay locked in the forked process for ever."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert look(project)
    finally:
        done.set()
        other.join()
    assert forked == []


def test_without_a_second_core_there_is_no_fork(
    project: Path, forked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0}, raising=False)
    assert look(project)
    assert forked == []


def test_a_build_that_publishes_meanwhile_makes_the_answer_count_no_more(
    project: Path, forked: list[int]
) -> None:
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        for process in forked:
            os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        publish(project, SITE | {"new.html": "new"})
        (project / "site/new.html").unlink()
        assert not verifier.unchanged()


@forks
def test_a_process_that_dies_has_said_nothing(project: Path, forked: list[int]) -> None:
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        os.kill(forked[0], signal.SIGKILL)
        assert verifier.unchanged()


@forks
def test_an_answer_that_the_system_threw_away_is_found_again(project: Path) -> None:
    """Some who start programs have the system forget how the processes of these ended."""
    program = (
        "import signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from pathlib import Path; from letterpress.store.background_check import OutputVerifier\n"
        "root = Path(sys.argv[1])\n"
        "with OutputVerifier(root, root / 'site', worth_it=0) as verifier: print(verifier.unchanged())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(project)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
