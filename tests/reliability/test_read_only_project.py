# SPDX-License-Identifier: MIT
"""A project that cannot be written, as another user's or one mounted into a container, can be built elsewhere."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import CommandLine, MakeProject
from tests.support.permissions import binding_permissions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")

POST = {"content/posts/2026-10-01-letter.md": "---\ntitle: 便り\n---\n\n本文です。\n"}

Letterpress = Callable[[Path], CommandLine]


@contextmanager
def read_only(root: Path, *but: str) -> Iterator[None]:
    """Forbid writing to all folders of a project, but for some."""
    folders = [
        Path(folder) for folder, _, _ in os.walk(root) if Path(folder).relative_to(root).as_posix() not in but
    ]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with binding_permissions():
            yield
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)


@pytest.fixture
def command(
    make_project: MakeProject, command_line: Letterpress, monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    root = make_project(POST)
    monkeypatch.setenv("HOME", str(root.parent / "home"))
    return command_line(root)


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    return str(tmp_path / "elsewhere/site")


def state(command: CommandLine) -> list[Path]:
    return list((command.root.parent / "home/.local/state/letterpress").glob("project-*"))


def test_it_is_built_elsewhere_and_its_state_is_the_users_own(command: CommandLine, elsewhere: str) -> None:
    with read_only(command.root):
        said = command("build", "-q", "-o", elsewhere)
        assert (said.code, said.err.count("note[state-elsewhere]"), said.err.count("[")) == (0, 1, 1)
        (folder,) = state(command)
        assert str(folder) in said.err
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        # And the next build has a use for it.
        assert "0 written" in command("build", "-o", elsewhere, "--lang", "en").out
    assert (Path(elsewhere) / "posts/letter/index.html").is_file()
    assert sorted(path.name for path in command.root.iterdir()) == ["content", "letterpress.yaml"]


def test_its_stale_pages_go_and_edited_ones_are_kept_aside(command: CommandLine, elsewhere: str) -> None:
    with read_only(command.root):
        command("build", "-q", "-o", elsewhere)
    post = command.root / "content/posts/2026-10-01-letter.md"
    post.rename(post.with_name("2026-10-01-renamed.md"))
    (Path(elsewhere) / "index.html").write_text("by hand", "utf-8")
    with read_only(command.root):
        assert "output-replaced" in command("build", "-q", "-o", elsewhere).err
        (folder,) = state(command)
    assert not (Path(elsewhere) / "posts/letter").exists()
    assert (folder / ".letterpress/replaced/index.html").read_text("utf-8") == "by hand"


def test_a_state_folder_that_can_be_written_is_used(command: CommandLine, elsewhere: str) -> None:
    (command.root / ".letterpress").mkdir()
    with read_only(command.root, ".letterpress"):
        assert command("build", "-q", "-o", elsewhere) == (0, "", "")
    assert (command.root / ".letterpress/lock").exists()
    assert state(command) == []


def test_a_state_folder_that_was_left_there_is_only_read(command: CommandLine, elsewhere: str) -> None:
    command("build", "-q")
    before = sorted(command.root.rglob("*"))
    with read_only(command.root):
        assert command("build", "-q", "-o", elsewhere).code == 0
        assert command("list").code == command("report").code == 0
    assert sorted(command.root.rglob("*")) == before


def test_a_project_that_can_be_written_keeps_its_own_state(command: CommandLine, elsewhere: str) -> None:
    assert command("build", "-q", "-o", elsewhere) == (0, "", "")
    assert (command.root / ".letterpress/lock").exists()
    assert state(command) == []


def test_an_output_in_such_a_project_is_refused(command: CommandLine) -> None:
    with read_only(command.root):
        said = command("build", "-q")
    assert (said.code, "error[unwritable]" in said.err) == (1, True)


def test_the_folder_of_the_users_state_can_be_named(
    command: CommandLine, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with read_only(command.root):
        assert command("build", "-q", "-o", elsewhere).code == 0
    assert len(list((tmp_path / "state/letterpress").glob("project-*"))) == 1


def test_without_a_home_the_build_says_so(
    command: CommandLine, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nobody").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    with read_only(command.root):
        said = command("build", "-q", "-o", elsewhere)
    assert (said.code, "error[unwritable]" in said.err, "Traceback" in said.err) == (1, True, False)
