# SPDX-License-Identifier: MIT
"""Two commands on one project: those that write wait for each other and say so, those that only read wait for none."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import CommandLine, MakeProject
from tests.support.permissions import binding_permissions

COMMAND = str(Path(sys.executable).with_name("letterpress"))
PATIENCE = 60
POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文\n"
WAITING = "another build of this project is running; waiting for it to end\n"

HOLDER = """
import sys
from pathlib import Path
from letterpress.store.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_build(root: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the project's lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def call(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [COMMAND, *arguments, "--root", str(root), "--now", "2026-11-21", "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({"content/posts/letter.md": POST})


@pytest.mark.parametrize("built", [False, True], ids=["never built", "built"])
@pytest.mark.parametrize("command", [["list"], ["report"], ["report", "--format", "json"]], ids=" ".join)
def test_a_command_that_only_reads_does_not_wait(root: Path, command: list[str], built: bool) -> None:
    if built:
        assert call(root, "build", "-q").returncode == 0
    alone = call(root, *command)
    with another_build(root) as other:
        done = call(root, *command)
        assert other.poll() is None, "the other build is still running"
    assert (done.returncode, done.stdout, done.stderr) == (0, alone.stdout, "")


def test_a_preview_that_waits_says_so_at_once_and_ends_when_told_to(root: Path) -> None:
    with another_build(root) as other:
        for number in (signal.SIGINT, signal.SIGTERM):
            command = [COMMAND, "serve", "--root", str(root), "-p", "0", "--lang", "en"]
            with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as waiting:
                assert waiting.stderr is not None
                assert waiting.stderr.readline() == WAITING
                waiting.send_signal(number)
                assert "Traceback" not in waiting.communicate(timeout=PATIENCE)[1]
        assert other.poll() is None, "the other build is still running"


def test_a_new_post_does_not_wait(root: Path) -> None:
    with another_build(root) as other:
        done = call(root, "new", "post", "New")
        assert other.poll() is None, "the other build is still running"
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((root / "content/posts").iterdir())) == 2


def test_a_command_that_does_not_wait_leaves_the_state_to_the_build(root: Path) -> None:
    assert call(root, "build", "-q").returncode == 0
    (root / "content/posts/second.md").write_text(POST.replace("便り", "二通目"), "utf-8")
    with another_build(root):
        before = state_of(root)
        assert "二通目" in call(root, "list").stdout
        assert state_of(root) == before
    assert call(root, "build", "-q").returncode == 0
    assert (root / "site/posts/second/index.html").exists()


def state_of(root: Path) -> dict[str, bytes]:
    files = (root / ".letterpress").rglob("*")
    return {str(file): file.read_bytes() for file in files if file.is_file()}


def test_a_build_that_waits_says_so_at_once(root: Path) -> None:
    command = [COMMAND, "build", "-q", "--root", str(root), "--now", "2026-11-21", "--lang", "en"]
    with (
        another_build(root) as other,
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as waiting,
    ):
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == WAITING
        assert not (root / "site").exists()
        other.communicate()
        assert waiting.wait(PATIENCE) == 0
    assert (root / "site/index.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_project_that_cannot_be_written_can_be_listed_and_reported_on(
    root: Path, command_line: Callable[[Path], CommandLine]
) -> None:
    letterpress = command_line(root)
    folders = [Path(folder) for folder, _, _ in os.walk(root)]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with binding_permissions():
            listed, reported = letterpress("list"), letterpress("report")
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)
    assert (listed.code, listed.err, reported.code, reported.err) == (0, "", 0, "")
    assert "便り" in listed.out
    assert not (root / ".letterpress").exists()
