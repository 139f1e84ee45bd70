# SPDX-License-Identifier: MIT
"""What tests share: a project made from a mapping, and the command line as its users call it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from letterpress.cli.main import run

NOW = "2026-11-21T09:00:00"

CONFIG = """\
title: 試し刷り
base_url: https://example.com
language: ja
timezone: Asia/Tokyo
theme: plain
"""

MakeProject = Callable[[Mapping[str, str]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected texts and sites again")


class Said(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class CommandLine:
    """Calls `letterpress` in one project, at a fixed moment, in one process."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def __call__(self, command: str, *arguments: str, now: str = NOW) -> Said:
        jobs = ["-j", "1"] if command == "build" else []
        code = run([*command.split(), "--root", str(self.root), "--now", now, *jobs, *arguments])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write files below a fresh folder; letterpress.yaml comes by itself."""

    def make(files: Mapping[str, str]) -> Path:
        root = tmp_path / "project"
        (root / "content").mkdir(parents=True, exist_ok=True)
        for path, text in {"letterpress.yaml": CONFIG, **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        return root

    return make


@pytest.fixture
def command_line(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], CommandLine]:
    """The command line, in a given project."""
    return lambda root: CommandLine(root, capsys)


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home folder that is not the developer's, for the key of all that any test builds."""
    with pytest.MonkeyPatch.context() as changes:
        for name in ("LETTERPRESS_STATE_KEY", "XDG_STATE_HOME"):
            changes.delenv(name, raising=False)
        home = str(tmp_path_factory.mktemp("home"))
        for name in ("HOME", "LOCALAPPDATA"):
            changes.setenv(name, home)
        yield


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No colour, no locale or CI of the machine's own."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
