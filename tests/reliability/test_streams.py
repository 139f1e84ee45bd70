# SPDX-License-Identifier: MIT
"""Streams that are closed, full, or of another encoding: the work is done, and the exit code says how it went."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.workers.executors import POOL_FROM
from tests.conftest import CONFIG

COMMAND = str(Path(sys.executable).with_name("letterpress"))
POST = "---\ntitle: 便り☔{}\ndate: 2026-11-01\n---\n\n本文\n"
BROKEN = "---\ntitle: 壊れた\ndate: 2026-13-01\n---\n\n本文\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    def make(posts: int = 1, *, broken: bool = False) -> Path:
        (tmp_path / "content/posts").mkdir(parents=True)
        (tmp_path / "letterpress.yaml").write_text(CONFIG, "utf-8")
        for post in range(posts):
            (tmp_path / f"content/posts/{post}.md").write_text(POST.format(post), "utf-8")
        if broken:
            (tmp_path / "content/posts/broken.md").write_text(BROKEN, "utf-8")
        return tmp_path

    return make


def shell(root: Path, line: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of a shell, in which `letterpress` is the command."""
    line = line.replace("letterpress", COMMAND)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "command",
    [
        "build",
        "build --format json",
        "build --format github",
        "list",
        "report",
        "--help",
        "--version",
        "bild",
    ],
)
def test_closed_streams_change_no_exit_code(project: Callable[..., Path], command: str, closed: str) -> None:
    root = project()
    done = shell(root, f"letterpress {command} {closed}")
    assert done.returncode == (2 if command == "bild" else 0)
    assert b"Traceback" not in done.stderr
    assert (root / "site/posts/0/index.html").exists() == command.startswith("build")


def test_workers_write_nothing_into_files_of_a_build_with_closed_streams(
    project: Callable[..., Path],
) -> None:
    root = project(POOL_FROM)
    assert shell(root, "letterpress build -j 2 <&- >&- 2>&-").returncode == 0
    assert (root / f"site/posts/{POOL_FROM - 1}/index.html").exists()
    assert (root / ".letterpress/lock").read_bytes() == b""


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("streams", ["", "2>&1"])
def test_a_reader_that_has_ended_changes_no_exit_code(
    project: Callable[..., Path], streams: str, broken: bool
) -> None:
    root = project(broken=broken)
    # The reader ends before the command begins.
    done = shell(root, f"(sleep 0.2; letterpress build -v {streams}; echo $? > code) | true")
    assert (root / "code").read_text() == ("1\n" if broken else "0\n")
    assert b"Traceback" not in done.stderr
    assert (root / "site").exists() == (not broken)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["build", "list", "report", "--help", "build --help", "--version"])
def test_a_full_disk_behind_standard_output_is_told(project: Callable[..., Path], command: str) -> None:
    done = shell(project(), f"letterpress {command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("<stdout>: error[unwritable]")
    assert "nothing was published" not in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["cp932", "latin-1", "ascii:surrogateescape"])
@pytest.mark.parametrize(
    "command",
    ["build -v --explain", "build --format github", "list", "report", "new post 題名☔", "bild ☔", "--help"],
)
def test_text_is_written_with_substitutes(project: Callable[..., Path], command: str, encoding: str) -> None:
    root = project()
    done = shell(root, f"letterpress {command}", PYTHONIOENCODING=encoding)
    assert done.returncode == (2 if command.startswith("bild") else 0)
    assert b"Traceback" not in done.stderr
    assert b"\xff\xfd" not in done.stdout


@pytest.mark.parametrize("command", ["build --format json", "list --format json", "report --format json"])
def test_json_is_always_utf_8(project: Callable[..., Path], command: str) -> None:
    done = shell(project(), f"letterpress {command}", PYTHONIOENCODING="cp932")
    assert done.returncode == 0
    json.loads(done.stdout.decode("utf-8"))
